import { type FieldErrors, forbidden, invalid, notFound } from '../field-error.ts'
import { mustBe, mustBeGiven, mustBeOneOf } from '../must-be.ts'
import { descendingPath } from '../name-syntax.ts'

/** A place in a container's file system where a volume shows. */
export interface VolumeMount {
  readonly name?: string
  readonly mountPath?: string
  readonly subPath?: string
  readonly subPathExpr?: string
  readonly mountPropagation?: string
}

const PROPAGATIONS: readonly string[] = ['Bidirectional', 'HostToContainer', 'None']

/** What the mounts of a container are held against. */
export interface MountSurroundings {
  /** The volumes of the pod that are sound. */
  readonly volumeNames: ReadonlySet<string>
  readonly isPrivileged: boolean
}

/** `volumeMounts` of one container: each shows a volume of the pod, at a path of its own. */
export function* validateVolumeMounts(
  mounts: readonly VolumeMount[],
  { volumeNames, isPrivileged }: MountSurroundings,
  path: string,
): FieldErrors {
  const mountPaths = new Set<string>()
  for (const [index, mount] of mounts.entries()) {
    const { name = '', mountPath = '' } = mount
    const at = `${path}[${index}]`
    yield* mustBeGiven(name, `${at}.name`)
    if (!volumeNames.has(name)) yield notFound(`${at}.name`, name, 'must be a volume of the pod')
    yield* mustBeGiven(mountPath, `${at}.mountPath`)
    if (mountPaths.has(mountPath)) {
      yield invalid(`${at}.mountPath`, mountPath, 'must not be the path of another mount')
    }
    mountPaths.add(mountPath)
    yield* validateSubPaths(mount, path)
    yield* validatePropagation(mount, isPrivileged, path)
  }
}

/** Kubernetes tells these errors of the whole list. */
function* validateSubPaths(mount: VolumeMount, path: string): FieldErrors {
  const { subPath = '', subPathExpr = '' } = mount
  if (subPath !== '') yield* mustBe(descendingPath, subPath, `${path}.subPath`)
  if (subPathExpr === '') return
  if (subPath !== '') {
    yield invalid(`${path}.subPathExpr`, subPathExpr, 'must not be given beside subPath')
  }
  yield* mustBe(descendingPath, subPathExpr, `${path}.subPathExpr`)
}

function* validatePropagation(
  { mountPropagation }: VolumeMount,
  isPrivileged: boolean,
  path: string,
): FieldErrors {
  if (mountPropagation === undefined) return
  yield* mustBeOneOf(PROPAGATIONS, mountPropagation, `${path}.mountPropagation`)
  if (mountPropagation === 'Bidirectional' && !isPrivileged) {
    yield forbidden(`${path}.mountPropagation`, 'Bidirectional is for privileged containers')
  }
}
