import { type Behaviours, behaviours } from '../behaviours.ts'
import { type FeatureGates, resolveFeatureGates } from '../feature-gates.ts'
import type { JsonObject } from '../json.ts'
import type { KubernetesProfile } from '../kubernetes-version.ts'
import { storedForm } from '../stored-form.ts'
import { withoutUnknownFields } from '../unknown-fields.ts'
import { claimDefaults } from './claim.ts'
import { daemonSetDefaults } from './daemon-set.ts'
import { nodeDefaults } from './node.ts'
import { persistentVolumeDefaults } from './persistent-volume.ts'
import { podDefaults } from './pod.ts'
import { serviceDefaults } from './service.ts'
import { enabledPart, statefulSetDefaults } from './stateful-set.ts'
import { storageClassDefaults } from './storage-class.ts'

type Defaults = (object: JsonObject, behaviours: Behaviours) => JsonObject

/** What the API server adds, by kind; every other kind is stored as it comes. */
const DEFAULTS: Readonly<Record<string, Defaults>> = {
  DaemonSet: daemonSetDefaults,
  Node: nodeDefaults,
  PersistentVolume: persistentVolumeDefaults,
  PersistentVolumeClaim: claimDefaults,
  Pod: podDefaults,
  Service: serviceDefaults,
  StatefulSet: statefulSetDefaults,
  StorageClass: storageClassDefaults,
}

/**
 * The object as the API server understands it: without fields that the release does not know or has
 * turned off, with its defaults, in its stored form. The object itself is not changed.
 *
 * `stored` is the object that it replaces, if any: what that already uses is not turned off.
 */
export function applyDefaults(
  kind: string,
  object: JsonObject,
  profile: KubernetesProfile,
  gates: FeatureGates = resolveFeatureGates(profile),
  stored?: JsonObject,
): JsonObject {
  const known = withoutUnknownFields(kind, object, profile)
  const switches = behaviours(profile, gates)
  const defaulted = DEFAULTS[kind]?.(known, switches) ?? known
  const enabled = kind === 'StatefulSet' ? enabledPart(defaulted, switches, stored) : defaulted
  return storedForm(kind, enabled, profile)
}
