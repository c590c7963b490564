import { type FieldErrors, duplicate, required } from '../field-error.ts'
import { mustBe, mustBeGivenAsOneOf } from '../must-be.ts'
import { portName } from '../name-syntax.ts'
import { mustBePortNumber } from './port-number.ts'

/** A port that a container listens on. */
export interface ContainerPort {
  readonly name?: string
  readonly containerPort?: number
  readonly hostPort?: number
  readonly hostIP?: string
  readonly protocol?: string
}

const PROTOCOLS: readonly string[] = ['SCTP', 'TCP', 'UDP']

/** `ports` of one container: numbers in range, names well-formed and each once. */
export function* validateContainerPorts(
  ports: readonly ContainerPort[],
  path: string,
): FieldErrors {
  const names = new Set<string>()
  for (const [index, port] of ports.entries()) {
    const { name = '', containerPort = 0, hostPort = 0, protocol } = port
    const portPath = `${path}[${index}]`
    if (name !== '') yield* validatePortName(name, names, `${portPath}.name`)
    if (containerPort === 0) yield required(`${portPath}.containerPort`, 'must be given')
    else yield* mustBePortNumber(containerPort, `${portPath}.containerPort`)
    if (hostPort !== 0) yield* mustBePortNumber(hostPort, `${portPath}.hostPort`)
    yield* mustBeGivenAsOneOf(PROTOCOLS, protocol, `${portPath}.protocol`)
  }
}

/** No two ports of these containers may claim the same port of the host. */
export function* validateHostPorts(
  containers: readonly { readonly ports?: readonly ContainerPort[] }[],
  path: string,
): FieldErrors {
  const claimed = new Set<string>()
  for (const [index, { ports = [] }] of containers.entries()) {
    for (const [portIndex, { hostPort = 0, hostIP = '', protocol = '' }] of ports.entries()) {
      if (hostPort === 0) continue
      const claim = `${protocol}/${hostIP}/${hostPort}`
      if (claimed.has(claim)) {
        yield duplicate(`${path}[${index}].ports[${portIndex}].hostPort`, claim)
      }
      claimed.add(claim)
    }
  }
}

function* validatePortName(name: string, seen: Set<string>, path: string): FieldErrors {
  const problem = portName(name)
  if (problem !== undefined) yield* mustBe(portName, name, path)
  else if (seen.has(name)) yield duplicate(path, name)
  else seen.add(name)
}
