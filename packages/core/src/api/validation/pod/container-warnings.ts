import { quantityMilliValue } from '../../quantity.ts'
import type { Warnings } from '../warnings.ts'
import type { ContainerPort } from './container-ports.ts'
import type { Container } from './container.ts'
import type { EnvironmentVariable } from './environment.ts'
import { type ResourceList, quantityAt } from './resources.ts'

const BYTE_RESOURCES: readonly string[] = ['memory', 'ephemeral-storage', 'storage']

/** Remarks on each of these containers by itself. */
export function* containerWarnings(containers: readonly Container[], path: string): Warnings {
  for (const [index, { env = [], resources = {} }] of containers.entries()) {
    const at = `${path}[${index}]`
    yield* byteWarnings(resources.requests ?? {}, `${at}.resources.requests`)
    yield* byteWarnings(resources.limits ?? {}, `${at}.resources.limits`)
    yield* environmentWarnings(env, `${at}.env`)
  }
}

/** Remarks on ports that two of these containers share, so that a name or number is ambiguous. */
export function* portWarnings(containers: readonly Container[], path: string): Warnings {
  const seen = new Map<string, string>()
  for (const [index, { ports = [] }] of containers.entries()) {
    for (const [portIndex, port] of ports.entries()) {
      const at = `${path}[${index}].ports[${portIndex}]`
      for (const mark of marksOf(port)) {
        const first = seen.get(mark)
        if (first === undefined) seen.set(mark, at)
        else yield `${at}: has the same ${mark} as ${first}`
      }
    }
  }
}

/** Half a byte can be neither asked for nor used. */
export function* byteWarnings(list: ResourceList, path: string): Warnings {
  for (const name of Object.keys(list)) {
    if (!BYTE_RESOURCES.includes(name)) continue
    if (quantityMilliValue(quantityAt(list, name)) % 1000n !== 0n) {
      yield `${path}[${name}]: is not a whole number of bytes`
    }
  }
}

function* environmentWarnings(variables: readonly EnvironmentVariable[], path: string): Warnings {
  const names = new Set<string>()
  for (const [index, { name = '' }] of variables.entries()) {
    if (names.has(name)) yield `${path}[${index}]: hides an earlier ${name}`
    names.add(name)
  }
}

function marksOf({ name = '', containerPort = 0, protocol = '' }: ContainerPort): string[] {
  const number = `port ${containerPort}/${protocol}`
  return name === '' ? [number] : [`name ${name}`, number]
}
