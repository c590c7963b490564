import { type JsonObject, isJsonObject } from '../json.ts'
import { changeList, changeObject, fillAbsent, fillEmpty } from './fill.ts'
import { podSpecDefaults } from './pod-spec.ts'

/** A pod itself gets what a template does not: requests from limits, host ports, service links. */
export function podDefaults(pod: JsonObject): JsonObject {
  const { status = {}, ...rest } = fillAbsent(pod, { spec: {} })
  return {
    ...changeObject(rest, 'spec', specDefaults),
    status: fillEmpty((status ?? {}) as JsonObject, { phase: 'Pending' }),
  }
}

function specDefaults(spec: JsonObject): JsonObject {
  const filled = fillAbsent(podSpecDefaults(spec), { enableServiceLinks: true })
  const onHost = filled['hostNetwork'] === true
  const inContainers = (container: JsonObject) =>
    withRequests(onHost ? changeList(container, 'ports', withHostPort) : container)
  return changeList(changeList(filled, 'initContainers', inContainers), 'containers', inContainers)
}

function withHostPort(port: JsonObject): JsonObject {
  return fillEmpty(port, { hostPort: port['containerPort'] ?? 0 })
}

/** Who limits a resource and says nothing else requests as much. */
function withRequests(container: JsonObject): JsonObject {
  return changeObject(container, 'resources', (resources) => {
    const { limits } = resources
    if (!isJsonObject(limits)) return resources
    return changeObject(fillAbsent(resources, { requests: {} }), 'requests', (requests) =>
      fillAbsent(requests, limits),
    )
  })
}
