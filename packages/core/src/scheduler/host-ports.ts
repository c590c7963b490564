import type { JsonObject } from '../api/json.ts'
import { numberField, objectsField, textField } from '../api/serialization/read-fields.ts'
import { NodeColumn } from './node-column.ts'

/** A port of the node itself that a pod takes for its own. */
export interface HostPort {
  /** `TCP/9100`. */
  readonly key: string
  /** '' stands for every address of the node. */
  readonly address: string
}

/** The host ports of a pod's spec: those of its containers and of its sidecars. */
export function hostPorts(spec: JsonObject): readonly HostPort[] {
  const onHostNetwork = spec['hostNetwork'] === true
  const sidecars = objectsField(spec, 'initContainers').filter(
    ({ restartPolicy }) => restartPolicy === 'Always',
  )
  return [...sidecars, ...objectsField(spec, 'containers')]
    .flatMap((container) => objectsField(container, 'ports'))
    .flatMap((port) => hostPort(port, onHostNetwork) ?? [])
}

/** On the host's network every port of a container is one of the host. */
function hostPort(port: JsonObject, onHostNetwork: boolean): HostPort | undefined {
  const number =
    numberField(port, 'hostPort') || (onHostNetwork ? numberField(port, 'containerPort') : 0)
  if (number === 0) return undefined
  const address = textField(port, 'hostIP')
  return {
    key: `${textField(port, 'protocol') || 'TCP'}/${number}`,
    address: address === '0.0.0.0' || address === '::' ? '' : address,
  }
}

/** How often each host port is taken on each node. */
export class TakenPorts {
  readonly #usesByKey = new Map<string, PortUse[]>()

  take(node: number, ports: readonly HostPort[]): void {
    for (const port of ports) this.#useOf(port).add(node, 1)
  }

  release(node: number, ports: readonly HostPort[]): void {
    for (const port of ports) this.#useOf(port).add(node, -1)
  }

  /** True when every port is free on the node. */
  areFree(node: number, ports: readonly HostPort[]): boolean {
    for (const { key, address } of ports) {
      for (const use of this.#usesByKey.get(key) ?? NO_USES) {
        const isSame = address === '' || use.address === '' || use.address === address
        if (isSame && use.get(node) > 0) return false
      }
    }
    return true
  }

  #useOf({ key, address }: HostPort): PortUse {
    let uses = this.#usesByKey.get(key)
    if (uses === undefined) {
      uses = []
      this.#usesByKey.set(key, uses)
    }
    let use = uses.find((known) => known.address === address)
    if (use === undefined) {
      use = new PortUse(address)
      uses.push(use)
    }
    return use
  }
}

const NO_USES: readonly PortUse[] = []

/** One port at one address, and how often each node has it taken. */
class PortUse extends NodeColumn {
  readonly address: string

  constructor(address: string) {
    super()
    this.address = address
  }
}
