import { isSameJson } from '../same-json.ts'
import type { ApiServerConfiguration } from './api-server-configuration.ts'
import { type DaemonSetSpecManifest, validateDaemonSetSpec } from './daemon-set-spec.ts'
import { type DaemonSetStatusManifest, validateDaemonSetStatus } from './daemon-set-status.ts'
import { type FieldErrors, invalid } from './field-error.ts'
import {
  type MetadataManifest,
  validateMetadata,
  validateMetadataUpdate,
} from './metadata/object-meta.ts'
import { dnsSubdomain } from './name-syntax.ts'

/** A DaemonSet as a manifest gives it, decoded and with the defaults filled in. */
export interface DaemonSetManifest {
  readonly metadata?: MetadataManifest
  readonly spec?: DaemonSetSpecManifest
  readonly status?: DaemonSetStatusManifest
}

/** A DaemonSet that is to be created. */
export function* validateNewDaemonSet(
  { metadata = {}, spec = {} }: DaemonSetManifest,
  configuration: ApiServerConfiguration,
): FieldErrors {
  yield* validateMetadata(metadata, dnsSubdomain, configuration.behaviours)
  yield* validateDaemonSetSpec(spec, configuration)
}

/** A DaemonSet that is to take the place of a stored one. */
export function* validateDaemonSetUpdate(
  { metadata = {}, spec = {} }: DaemonSetManifest,
  old: DaemonSetManifest,
  configuration: ApiServerConfiguration,
): FieldErrors {
  yield* validateMetadataUpdate(metadata, old.metadata ?? {}, configuration.behaviours)
  if (!isSameJson(spec.selector, old.spec?.selector)) {
    yield invalid('spec.selector', spec.selector, 'field is immutable')
  }
  yield* validateDaemonSetSpec(spec, configuration)
}

/** A DaemonSet whose status alone is to be stored. */
export function* validateDaemonSetStatusUpdate(
  { metadata = {}, status = {} }: DaemonSetManifest,
  old: DaemonSetManifest,
  { behaviours }: ApiServerConfiguration,
): FieldErrors {
  yield* validateMetadataUpdate(metadata, old.metadata ?? {}, behaviours)
  yield* validateDaemonSetStatus(status, old.status ?? {})
}
