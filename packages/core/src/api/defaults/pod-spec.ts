import type { JsonObject } from '../json.ts'
import { containerDefaults } from './container.ts'
import { changeList, fillAbsent, fillEmpty } from './fill.ts'
import { volumeDefaults } from './volume.ts'

/** The spec of a pod, as in a template; a pod itself gets more (`pod.ts`). */
export function podSpecDefaults(spec: JsonObject): JsonObject {
  let filled = fillEmpty(withServiceAccount(spec), {
    dnsPolicy: 'ClusterFirst',
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
  })
  filled = fillAbsent(filled, { securityContext: {}, terminationGracePeriodSeconds: 30 })
  for (const containers of ['initContainers', 'containers', 'ephemeralContainers']) {
    filled = changeList(filled, containers, containerDefaults)
  }
  return changeList(filled, 'volumes', volumeDefaults)
}

/** The service account is stored under its old name as well. */
function withServiceAccount(spec: JsonObject): JsonObject {
  const name = spec['serviceAccountName'] || spec['serviceAccount']
  return name ? { ...spec, serviceAccountName: name, serviceAccount: name } : spec
}
