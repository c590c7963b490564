import { isSameJson } from '../same-json.ts'
import type { ApiServerConfiguration } from './api-server-configuration.ts'
import { validateClaimTemplates } from './claim-template.ts'
import { type FieldErrors, forbidden, invalid } from './field-error.ts'
import {
  type MetadataManifest,
  validateMetadata,
  validateMetadataUpdate,
} from './metadata/object-meta.ts'
import { mustBe } from './must-be.ts'
import { dnsLabel } from './name-syntax.ts'
import { validateStatefulSetPodSpec } from './stateful-set-pod-spec.ts'
import {
  type StatefulSetAllowances,
  type StatefulSetSpecManifest,
  validateStatefulSetSpec,
} from './stateful-set-spec.ts'
import { type StatefulSetStatusManifest, validateStatefulSetStatus } from './stateful-set-status.ts'

/** A StatefulSet as a manifest gives it, decoded and with the defaults filled in. */
export interface StatefulSetManifest {
  readonly metadata?: MetadataManifest
  readonly spec?: StatefulSetSpecManifest
  readonly status?: StatefulSetStatusManifest
}

const IMMUTABLE_FIELDS = [
  'selector',
  'volumeClaimTemplates',
  'serviceName',
  'podManagementPolicy',
] as const

const OTHER_FIELDS_ARE_FORBIDDEN =
  "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', " +
  "'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden"

/** A StatefulSet that is to be created. Its pods' host names hang on its name and its service's. */
export function* validateNewStatefulSet(
  { metadata = {}, spec = {} }: StatefulSetManifest,
  configuration: ApiServerConfiguration,
): FieldErrors {
  const { behaviours } = configuration
  const { serviceName = '', volumeClaimTemplates = [] } = spec
  yield* validateMetadata(metadata, dnsLabel, behaviours)
  yield* validateStatefulSetSpec(spec, configuration, {
    recreate: behaviours.recreate,
    unsoundPodSpec: false,
  })
  if (serviceName !== '') yield* mustBe(dnsLabel, serviceName, 'spec.serviceName')
  if (behaviours.statefulSetTemplateValidation) {
    yield* validateClaimTemplates(volumeClaimTemplates, 'spec.volumeClaimTemplates')
  }
}

/** A StatefulSet that is to take the place of a stored one. */
export function* validateStatefulSetUpdate(
  { metadata = {}, spec = {} }: StatefulSetManifest,
  old: StatefulSetManifest,
  configuration: ApiServerConfiguration,
): FieldErrors {
  const oldSpec = old.spec ?? {}
  yield* validateMetadataUpdate(metadata, old.metadata ?? {}, configuration.behaviours)
  yield* validateStatefulSetSpec(spec, configuration, allowancesOf(oldSpec, configuration))
  yield* validateImmutableFields(spec, oldSpec, configuration)
}

/** A StatefulSet whose status alone is to be stored. */
export function* validateStatefulSetStatusUpdate(
  { metadata = {}, status = {} }: StatefulSetManifest,
  old: StatefulSetManifest,
  { behaviours }: ApiServerConfiguration,
): FieldErrors {
  yield* validateMetadataUpdate(metadata, old.metadata ?? {}, behaviours)
  yield* validateStatefulSetStatus(status, old.status ?? {})
}

function allowancesOf(
  old: StatefulSetSpecManifest,
  configuration: ApiServerConfiguration,
): StatefulSetAllowances {
  const { recreate, knowsRecreate } = configuration.behaviours
  const faults = validateStatefulSetPodSpec(old, configuration, 'spec.template.spec')
  return {
    recreate: recreate || (knowsRecreate && old.updateStrategy?.type === 'Recreate'),
    unsoundPodSpec: faults.next().done !== true,
  }
}

/** Up to 1.36 one error tells of all of them; from 1.37 each has its own. */
function* validateImmutableFields(
  spec: StatefulSetSpecManifest,
  old: StatefulSetSpecManifest,
  { behaviours }: ApiServerConfiguration,
): FieldErrors {
  const changed = IMMUTABLE_FIELDS.filter((field) => !isSameField(spec[field], old[field]))
  if (changed.length === 0) return
  if (!behaviours.immutableFieldsAtOwnPath) {
    yield forbidden('spec', OTHER_FIELDS_ARE_FORBIDDEN)
    return
  }
  for (const field of changed) yield invalid(`spec.${field}`, spec[field], 'field is immutable')
}

/** A field that is left out is as good as an empty one. */
function isSameField(one: unknown, other: unknown): boolean {
  return isSameJson(filled(one), filled(other))
}

function filled(value: unknown): unknown {
  return value === '' || (Array.isArray(value) && value.length === 0) ? undefined : value
}
