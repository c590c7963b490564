/**
 * The Kubernetes releases whose behaviour is known, oldest first.
 * `1.13` prints and names as the releases of the article's time did; its controllers are those of
 * 1.33 without the later additions, which is an approximation.
 */
export const KUBERNETES_PROFILES = [
  '1.13',
  '1.33',
  '1.34',
  '1.35.0',
  '1.35.4',
  '1.36',
  '1.37',
] as const

/** One release whose behaviour is known. */
export type KubernetesProfile = (typeof KUBERNETES_PROFILES)[number]

/** The release that is simulated when nothing else is asked for. */
export const DEFAULT_KUBERNETES_PROFILE: KubernetesProfile = '1.37'

/** True when `profile` is `since` or a later release. */
export function isAtLeast(profile: KubernetesProfile, since: KubernetesProfile): boolean {
  return KUBERNETES_PROFILES.indexOf(profile) >= KUBERNETES_PROFILES.indexOf(since)
}

/**
 * The profile that stands for a version as people write it.
 *
 * A bare minor means its newest profile; a patch version means the newest profile not above it
 * within its minor (1.35.2 is 1.35.0, 1.35.9 is 1.35.4). A leading `v` is allowed.
 * Returns `undefined` for anything else: the caller names the profiles.
 */
export function resolveKubernetesProfile(version: string): KubernetesProfile | undefined {
  const match = /^v?(\d+)\.(\d+)(?:\.(\d+))?$/.exec(version)
  if (match === null) return undefined
  const minor = `${Number(match[1])}.${Number(match[2])}`
  const patch = match[3] === undefined ? Infinity : Number(match[3])
  let found: KubernetesProfile | undefined
  for (const profile of KUBERNETES_PROFILES) {
    const [major, profileMinor, profilePatch] = profile.split('.')
    if (`${major}.${profileMinor}` !== minor) continue
    if (Number(profilePatch ?? 0) <= patch) found = profile
  }
  return found
}
