import type { StringMap } from '../../object-meta.ts'
import { type FieldErrors, invalid } from '../field-error.ts'
import { mustBe } from '../must-be.ts'
import { descendingPath } from '../name-syntax.ts'

/** What annotations of a pod are held against. */
export interface AnnotatedPod {
  /** The names of its containers and init containers. */
  readonly containerNames: readonly string[]
  readonly nodeName: string
}

/** The seccomp profile of a pod, before there was a field for it. */
export const SECCOMP_POD = 'seccomp.security.alpha.kubernetes.io/pod'
/** With the name of a container: its seccomp profile. */
export const SECCOMP_CONTAINER_PREFIX = 'container.seccomp.security.alpha.kubernetes.io/'
/** With the name of a container: its AppArmor profile. */
export const APP_ARMOR_PREFIX = 'container.apparmor.security.beta.kubernetes.io/'
const MIRROR = 'kubernetes.io/config.mirror'
const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost'
const LOCALHOST_PREFIX = 'localhost/'
const INT32_MAX = 2_147_483_647

/** The annotations of a pod template to which Kubernetes gives a meaning. */
export function* validatePodAnnotations(
  annotations: StringMap,
  pod: AnnotatedPod,
  path: string,
): FieldErrors {
  for (const [key, value] of Object.entries(annotations)) {
    if (key === SECCOMP_POD || key.startsWith(SECCOMP_CONTAINER_PREFIX)) {
      yield* mustBe(seccompProfile, value, `${path}.${key}`)
    } else if (key.startsWith(APP_ARMOR_PREFIX)) {
      yield* validateAppArmor(key, value, pod, `${path}[${key}]`)
    } else if (key === DELETION_COST) {
      yield* mustBe(deletionCost, value, `${path}[${key}]`)
    } else if (key === MIRROR && pod.nodeName === '') {
      yield invalid(`${path}[${key}]`, value, 'needs spec.nodeName')
    }
  }
}

function* validateAppArmor(
  key: string,
  profile: string,
  { containerNames }: AnnotatedPod,
  path: string,
): FieldErrors {
  const name = key.slice(APP_ARMOR_PREFIX.length)
  if (!containerNames.includes(name)) yield invalid(path, name, 'must be a container of the pod')
  yield* mustBe(appArmorProfile, profile, path)
}

function seccompProfile(profile: string): string | undefined {
  if (['runtime/default', 'docker/default', 'unconfined'].includes(profile)) return undefined
  if (!profile.startsWith(LOCALHOST_PREFIX)) return 'must be a seccomp profile'
  return descendingPath(profile.slice(LOCALHOST_PREFIX.length))
}

function appArmorProfile(profile: string): string | undefined {
  if (['', 'runtime/default', 'unconfined'].includes(profile)) return undefined
  return profile.startsWith(LOCALHOST_PREFIX) ? undefined : 'must be an AppArmor profile'
}

function deletionCost(cost: string): string | undefined {
  const isInt32 = /^(0|-?[1-9]\d*)$/.test(cost) && Math.abs(Number(cost)) <= INT32_MAX
  return isInt32 ? undefined : 'must be a whole number of 32 bits'
}
