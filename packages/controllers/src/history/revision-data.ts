import {
  type Behaviours,
  type JsonObject,
  type JsonValue,
  canonicalJson,
  isJsonObject,
} from '@seatrial/core'

/** The one thing in which the data differ between releases. */
type DataSwitches = Pick<Behaviours, 'revisionCreationTimestampNull'>

/**
 * The exact text of `ControllerRevision.data` of a DaemonSet with this pod template in its stored
 * form: a patch that puts the whole template in place. (`conformance/revision-hash.md`)
 */
export function daemonSetRevisionData(template: JsonObject, switches: DataSwitches): string {
  const written = switches.revisionCreationTimestampNull ? withTimestamps(template) : template
  return canonicalJson({ spec: { template: { ...written, $patch: 'replace' } } })
}

/** The same of a StatefulSet, whose controller lets all numbers pass through doubles. */
export function statefulSetRevisionData(template: JsonObject, switches: DataSwitches): string {
  return daemonSetRevisionData(rounded(template) as JsonObject, switches)
}

/** Up to 1.33 metadata say null of a creation that has not been. */
function withTimestamps(template: JsonObject): JsonObject {
  const { spec } = template
  const stamped = withTimestamp(template)
  if (!isJsonObject(spec) || !Array.isArray(spec['volumes'])) return stamped
  const volumes = (spec['volumes'] as readonly JsonObject[]).map(withClaimTimestamp)
  return { ...stamped, spec: { ...spec, volumes } }
}

function withClaimTimestamp(volume: JsonObject): JsonObject {
  const { ephemeral } = volume
  if (!isJsonObject(ephemeral) || !isJsonObject(ephemeral['volumeClaimTemplate'])) return volume
  const volumeClaimTemplate = withTimestamp(ephemeral['volumeClaimTemplate'])
  return { ...volume, ephemeral: { ...ephemeral, volumeClaimTemplate } }
}

function withTimestamp(object: JsonObject): JsonObject {
  return { ...object, metadata: { creationTimestamp: null, ...(object['metadata'] as JsonObject) } }
}

function rounded(value: JsonValue): JsonValue {
  if (typeof value === 'bigint') return Number(value)
  if (Array.isArray(value)) return value.map(rounded)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, rounded(child)]))
}
