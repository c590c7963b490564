import type { DaemonSetManifest } from './daemon-set.ts'
import { byteWarnings } from './pod/container-warnings.ts'
import { templateWarnings } from './pod/template-warnings.ts'
import type { StatefulSetManifest } from './stateful-set.ts'

/** Remarks of the API server on an object that it need not refuse. */
export type Warnings = Generator<string, void, undefined>

/** Remarks on a StatefulSet that is to be created. */
export function* statefulSetWarnings({ spec = {} }: StatefulSetManifest): Warnings {
  yield* templateWarnings(spec.template ?? {}, 'spec.template')
  for (const [index, claim] of (spec.volumeClaimTemplates ?? []).entries()) {
    const path = `spec.volumeClaimTemplates[${index}].spec.resources.requests`
    yield* byteWarnings(claim.spec?.resources?.requests ?? {}, path)
  }
  if ((spec.revisionHistoryLimit ?? 0) < 0) {
    yield 'spec.revisionHistoryLimit: keeps every revision, being negative'
  }
}

/** Remarks on a DaemonSet that is to be created. */
export function* daemonSetWarnings({ spec = {} }: DaemonSetManifest): Warnings {
  yield* templateWarnings(spec.template ?? {}, 'spec.template')
}
