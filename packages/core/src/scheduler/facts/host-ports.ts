import type { JsonObject } from '../../api/json.ts'
import { numberField, objectsField, textField } from '../../api/serialization/read-fields.ts'

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
  const onHost = onHostNetwork ? numberField(port, 'containerPort') : 0
  const number = numberField(port, 'hostPort') || onHost
  if (number === 0) return undefined
  const address = textField(port, 'hostIP')
  return {
    key: `${textField(port, 'protocol') || 'TCP'}/${number}`,
    address: address === '0.0.0.0' || address === '::' ? '' : address,
  }
}
