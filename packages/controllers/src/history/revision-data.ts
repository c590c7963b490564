import { type Behaviours, type JsonObject, canonicalJson, isJsonObject } from '@seatrial/core'

/**
 * The exact text of `ControllerRevision.data` for a pod template in its stored form: a patch that
 * puts the whole template in place. (`conformance/revision-hash.md`)
 */
export function revisionData(
  template: JsonObject,
  { revisionCreationTimestampNull }: Pick<Behaviours, 'revisionCreationTimestampNull'>,
): string {
  const written = revisionCreationTimestampNull ? withCreationTimestamps(template) : template
  return canonicalJson({ spec: { template: { ...written, $patch: 'replace' } } })
}

/** Up to 1.33 metadata say null of a creation that has not been. */
function withCreationTimestamps(template: JsonObject): JsonObject {
  const { spec } = template
  const stamped = withCreationTimestamp(template)
  if (!isJsonObject(spec) || !Array.isArray(spec['volumes'])) return stamped
  const volumes = (spec['volumes'] as readonly JsonObject[]).map(withClaimCreationTimestamp)
  return { ...stamped, spec: { ...spec, volumes } }
}

function withClaimCreationTimestamp(volume: JsonObject): JsonObject {
  const { ephemeral } = volume
  if (!isJsonObject(ephemeral) || !isJsonObject(ephemeral['volumeClaimTemplate'])) return volume
  const volumeClaimTemplate = withCreationTimestamp(ephemeral['volumeClaimTemplate'])
  return { ...volume, ephemeral: { ...ephemeral, volumeClaimTemplate } }
}

function withCreationTimestamp(object: JsonObject): JsonObject {
  return { ...object, metadata: { creationTimestamp: null, ...(object['metadata'] as JsonObject) } }
}
