import { type FieldErrors, duplicate, forbidden, invalid } from '../field-error.ts'
import { mustBeBetween, mustBeGivenAs, mustBeGivenAsOneOf, mustBeOneOf } from '../must-be.ts'
import { descendingPath } from '../name-syntax.ts'

/** Rights that pod and container can both set. */
interface SharedSecurityContext {
  readonly runAsUser?: number
  readonly runAsGroup?: number
  readonly seccompProfile?: SecurityProfile
  readonly appArmorProfile?: SecurityProfile
}

/** The rights of one container. */
export interface SecurityContext extends SharedSecurityContext {
  readonly privileged?: boolean
  readonly allowPrivilegeEscalation?: boolean
  readonly procMount?: string
  readonly capabilities?: { readonly add?: readonly string[] }
}

/** The rights of all containers of a pod. */
export interface PodSecurityContext extends SharedSecurityContext {
  readonly fsGroup?: number
  readonly fsGroupChangePolicy?: string
  readonly supplementalGroups?: readonly number[]
  readonly supplementalGroupsPolicy?: string
  readonly sysctls?: readonly { readonly name?: string; readonly value?: string }[]
}

interface SecurityProfile {
  readonly type?: string
  readonly localhostProfile?: string
}

const PROC_MOUNTS: readonly string[] = ['Default', 'Unmasked']
const PROFILE_TYPES: readonly string[] = ['Localhost', 'RuntimeDefault', 'Unconfined']
const CHANGE_POLICIES: readonly string[] = ['Always', 'OnRootMismatch']
const GROUPS_POLICIES: readonly string[] = ['Merge', 'Strict']
const ID_MAX = 2_147_483_647
const SYSCTL_LENGTH_MAX = 253
const SYSCTL =
  /^([a-z0-9][-_a-z0-9]*[a-z0-9]|[a-z0-9])([./]([a-z0-9][-_a-z0-9]*[a-z0-9]|[a-z0-9]))*$/

/** The rights of a container must not contradict each other, nor the flags of the API server. */
export function* validateSecurityContext(
  context: SecurityContext,
  { path, allowPrivileged }: { readonly path: string; readonly allowPrivileged: boolean },
): FieldErrors {
  const { privileged = false, allowPrivilegeEscalation = true, procMount, capabilities } = context
  if (privileged && !allowPrivileged) {
    yield forbidden(`${path}.privileged`, 'this API server runs without --allow-privileged')
  }
  if (procMount !== undefined) yield* mustBeOneOf(PROC_MOUNTS, procMount, `${path}.procMount`)
  if (!allowPrivilegeEscalation && privileged) {
    yield invalid(path, context, 'privileged cannot go without allowPrivilegeEscalation')
  }
  if (!allowPrivilegeEscalation && capabilities?.add?.includes('CAP_SYS_ADMIN') === true) {
    yield invalid(path, context, 'CAP_SYS_ADMIN cannot go without allowPrivilegeEscalation')
  }
  yield* validateShared(context, path)
}

/** The rights of a pod: numbers in range, known policies, well-formed kernel parameters. */
export function* validatePodSecurityContext(
  context: PodSecurityContext,
  path: string,
): FieldErrors {
  const {
    fsGroup,
    fsGroupChangePolicy,
    supplementalGroups = [],
    supplementalGroupsPolicy,
  } = context
  yield* mustBeId(fsGroup, `${path}.fsGroup`)
  for (const [index, group] of supplementalGroups.entries()) {
    yield* mustBeId(group, `${path}.supplementalGroups[${index}]`)
  }
  if (fsGroupChangePolicy !== undefined) {
    yield* mustBeOneOf(CHANGE_POLICIES, fsGroupChangePolicy, `${path}.fsGroupChangePolicy`)
  }
  if (supplementalGroupsPolicy !== undefined) {
    yield* mustBeOneOf(
      GROUPS_POLICIES,
      supplementalGroupsPolicy,
      `${path}.supplementalGroupsPolicy`,
    )
  }
  yield* validateSysctls(context.sysctls ?? [], `${path}.sysctls`)
  yield* validateShared(context, path)
}

function* validateShared(context: SharedSecurityContext, path: string): FieldErrors {
  yield* mustBeId(context.runAsUser, `${path}.runAsUser`)
  yield* mustBeId(context.runAsGroup, `${path}.runAsGroup`)
  yield* validateProfile(context.seccompProfile, `${path}.seccompProfile`)
  yield* validateProfile(context.appArmorProfile, `${path}.appArmorProfile`)
}

function* mustBeId(id: number | undefined, path: string): FieldErrors {
  if (id !== undefined) yield* mustBeBetween(id, { least: 0, most: ID_MAX }, path)
}

/** A profile of one's own is named by its file on the node; the others have no file. */
function* validateProfile(profile: SecurityProfile | undefined, path: string): FieldErrors {
  if (profile === undefined) return
  const { type, localhostProfile } = profile
  const file = `${path}.localhostProfile`
  yield* mustBeGivenAsOneOf(PROFILE_TYPES, type, `${path}.type`)
  if (type === 'Localhost') {
    yield* mustBeGivenAs(descendingPath, localhostProfile, file)
  } else if (localhostProfile !== undefined) {
    yield invalid(file, localhostProfile, 'is for Localhost only')
  }
}

function* validateSysctls(
  sysctls: readonly { readonly name?: string }[],
  path: string,
): FieldErrors {
  const names = new Set<string>()
  for (const [index, { name = '' }] of sysctls.entries()) {
    const at = `${path}[${index}].name`
    if (names.has(name)) yield duplicate(at, name)
    else yield* mustBeGivenAs(sysctlName, name, at)
    if (name !== '') names.add(name)
  }
}

function sysctlName(name: string): string | undefined {
  if (name.length <= SYSCTL_LENGTH_MAX && SYSCTL.test(name)) return undefined
  return 'must be the name of a kernel parameter'
}
