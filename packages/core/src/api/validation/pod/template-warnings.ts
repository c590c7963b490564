import type { StringMap } from '../../object-meta.ts'
import type { Warnings } from '../warnings.ts'
import { type PodAffinity, type PodAffinityTerm, PREFERRED, REQUIRED } from './affinity.ts'
import { containerWarnings, portWarnings } from './container-warnings.ts'
import { APP_ARMOR_PREFIX, SECCOMP_CONTAINER_PREFIX, SECCOMP_POD } from './pod-annotations.ts'
import { type PodSpec, podContainers } from './pod-spec.ts'
import type { PodTemplate } from './pod-template.ts'

/** Remarks on a pod template: what works, but hardly as it was meant. */
export function* templateWarnings(template: PodTemplate, path: string): Warnings {
  const { metadata = {}, spec = {} } = template
  const { initContainers, containers } = podContainers(spec)
  const { terminationGracePeriodSeconds: grace = 0 } = spec
  yield* annotationWarnings(metadata.annotations ?? {}, spec, `${path}.metadata.annotations`)
  if (grace < 0) yield `${path}.spec.terminationGracePeriodSeconds: counts as 1, being negative`
  yield* selectorWarnings(spec, `${path}.spec`)
  yield* containerWarnings(initContainers, `${path}.spec.initContainers`)
  yield* containerWarnings(containers, `${path}.spec.containers`)
  yield* portWarnings(containers, `${path}.spec.containers`)
}

/** Annotations that have been replaced by fields, as far as those are not set as well. */
function* annotationWarnings(annotations: StringMap, spec: PodSpec, path: string): Warnings {
  const { seccompProfile, appArmorProfile } = spec.securityContext ?? {}
  if (annotations[SECCOMP_POD] !== undefined && seccompProfile === undefined) {
    yield `${path}[${SECCOMP_POD}]: securityContext.seccompProfile has taken its place`
  }
  const { initContainers, containers } = podContainers(spec)
  for (const { name = '', securityContext } of [...initContainers, ...containers]) {
    const seccomp = SECCOMP_CONTAINER_PREFIX + name
    if (annotations[seccomp] !== undefined && securityContext?.seccompProfile === undefined) {
      yield `${path}[${seccomp}]: securityContext.seccompProfile has taken its place`
    }
    const appArmor = APP_ARMOR_PREFIX + name
    const hasProfile = (securityContext?.appArmorProfile ?? appArmorProfile) !== undefined
    if (annotations[appArmor] !== undefined && !hasProfile) {
      yield `${path}[${appArmor}]: securityContext.appArmorProfile has taken its place`
    }
  }
}

/** A missing selector of pods selects none, so that the rule it belongs to has no effect. */
function* selectorWarnings(spec: PodSpec, path: string): Warnings {
  const { affinity = {}, topologySpreadConstraints: constraints = [] } = spec
  for (const [index, { labelSelector }] of constraints.entries()) {
    if (labelSelector === undefined) {
      yield `${path}.topologySpreadConstraints[${index}].labelSelector: selects no pods, being unset`
    }
  }
  for (const kind of ['podAffinity', 'podAntiAffinity'] as const) {
    for (const [at, { labelSelector }] of podTermsOf(affinity[kind] ?? {})) {
      if (labelSelector === undefined) {
        yield `${path}.affinity.${kind}.${at}.labelSelector: selects no pods, being unset`
      }
    }
  }
}

function* podTermsOf(affinity: PodAffinity): Generator<[path: string, term: PodAffinityTerm]> {
  for (const [index, term] of (affinity[REQUIRED] ?? []).entries()) {
    yield [`${REQUIRED}[${index}]`, term]
  }
  for (const [index, { podAffinityTerm = {} }] of (affinity[PREFERRED] ?? []).entries()) {
    yield [`${PREFERRED}[${index}].podAffinityTerm`, podAffinityTerm]
  }
}
