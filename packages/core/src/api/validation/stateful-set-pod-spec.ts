import type { ApiServerConfiguration } from './api-server-configuration.ts'
import type { ClaimTemplate } from './claim-template.ts'
import type { FieldErrors } from './field-error.ts'
import type { PodSpec } from './pod/pod-spec.ts'
import { validateTemplateSpec } from './pod/pod-template.ts'
import type { Volume } from './pod/volumes.ts'
import type { StatefulSetSpecManifest } from './stateful-set-spec.ts'

/**
 * The spec of a StatefulSet's pods, as its template and its claim templates make it: a claim
 * becomes a volume, in the place of one of that name, and the pods' host names are the set's affair.
 */
export function* validateStatefulSetPodSpec(
  set: StatefulSetSpecManifest,
  configuration: ApiServerConfiguration,
  path: string,
): FieldErrors {
  const spec = set.template?.spec ?? {}
  const claimVolumes = volumesOf(set.volumeClaimTemplates ?? [])
  const ownVolumes = (spec.volumes ?? []).filter(({ name = '' }) => !claimVolumes.has(name))
  const volumes = [...claimVolumes.values(), ...ownVolumes]
  const podSpec: PodSpec = { ...spec, volumes, hostname: '', subdomain: '' }
  yield* validateTemplateSpec(podSpec, configuration, path)
}

/** The volumes that come from claims, by name. Two templates of one name make one. */
function volumesOf(templates: readonly ClaimTemplate[]): ReadonlyMap<string, Volume> {
  return new Map(
    templates.map(({ metadata }) => {
      const name = metadata?.name ?? ''
      return [name, { name, persistentVolumeClaim: { claimName: name } }]
    }),
  )
}
