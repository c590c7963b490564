import {
  KUBERNETES_PROFILES,
  type KubernetesProfile,
  resolveKubernetesProfile,
} from '@seatrial/core'
import { describeChoices } from '../../input-error.ts'
import { argumentError } from './argument-error.ts'

/** The profile that stands for a Kubernetes version. Throws `InputErrors` that list the choices. */
export function resolveKubernetesArgument(flag: string, text: string): KubernetesProfile {
  const profile = resolveKubernetesProfile(text)
  if (profile !== undefined) return profile
  throw argumentError(flag, {
    expected: `a Kubernetes version: ${describeChoices(KUBERNETES_PROFILES)}`,
    got: JSON.stringify(text),
  })
}
