import type { JsonObject } from '../json.ts'
import { changeList, changeObject, fillAbsent, fillEmpty } from './fill.ts'

/** A Service: inside of the cluster, without affinity; one without an address is headless. */
export function serviceDefaults(service: JsonObject): JsonObject {
  return changeObject(fillAbsent(service, { spec: {} }), 'spec', specDefaults)
}

function specDefaults(spec: JsonObject): JsonObject {
  const filled = fillEmpty(spec, { sessionAffinity: 'None', type: 'ClusterIP' })
  const withPorts = changeList(filled, 'ports', (port) =>
    fillEmpty(port, { protocol: 'TCP', targetPort: port['port'] ?? 0 }),
  )
  switch (filled['type']) {
    case 'ExternalName':
      return withPorts
    case 'LoadBalancer':
      return fillAbsent(fillEmpty(withPorts, { externalTrafficPolicy: 'Cluster' }), {
        allocateLoadBalancerNodePorts: true,
        internalTrafficPolicy: 'Cluster',
      })
    case 'NodePort':
      return fillAbsent(fillEmpty(withPorts, { externalTrafficPolicy: 'Cluster' }), {
        internalTrafficPolicy: 'Cluster',
      })
    default:
      return fillAbsent(withPorts, { internalTrafficPolicy: 'Cluster' })
  }
}
