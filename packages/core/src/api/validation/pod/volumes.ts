import type { JsonValue } from '../../json.ts'
import { parseQuantity, quantitySign } from '../../quantity.ts'
import {
  type FieldError,
  type FieldErrors,
  duplicate,
  forbidden,
  required,
} from '../field-error.ts'
import { mustBe, mustBeOneOf } from '../must-be.ts'
import { dnsLabel, pathWithoutBacksteps } from '../name-syntax.ts'
import { type Alternatives, validateOneOf } from '../one-of.ts'

/** A volume of a pod: a name and one source. */
export interface Volume {
  readonly name?: string
  readonly emptyDir?: { readonly sizeLimit?: JsonValue }
  readonly hostPath?: { readonly path?: string; readonly type?: string }
  readonly secret?: { readonly secretName?: string }
  readonly configMap?: { readonly name?: string }
  readonly persistentVolumeClaim?: { readonly claimName?: string }
  readonly nfs?: { readonly server?: string; readonly path?: string }
  readonly csi?: { readonly driver?: string }
  /** The sources that are only counted: what they say is not looked into. */
  readonly [source: string]: unknown
}

const HOST_PATH_TYPES: readonly string[] = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
]

/** Every source in the order in which Kubernetes looks for them. */
const SOURCES: readonly string[] = [
  'emptyDir',
  'hostPath',
  'gitRepo',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'secret',
  'nfs',
  'iscsi',
  'glusterfs',
  'flocker',
  'persistentVolumeClaim',
  'rbd',
  'cinder',
  'cephfs',
  'quobyte',
  'downwardAPI',
  'fc',
  'flexVolume',
  'configMap',
  'azureFile',
  'vsphereVolume',
  'photonPersistentDisk',
  'portworxVolume',
  'azureDisk',
  'storageos',
  'projected',
  'scaleIO',
  'csi',
  'ephemeral',
  'image',
]

/** The verdict on the volumes of a pod. */
export interface VolumesVerdict {
  readonly errors: readonly FieldError[]
  /** The names of the sound volumes: mounts of others do not find theirs. */
  readonly names: ReadonlySet<string>
}

/** `volumes` of a pod: each with a name of its own and one sound source. */
export function validateVolumes(volumes: readonly Volume[], path: string): VolumesVerdict {
  const names = new Set<string>()
  const errors: FieldError[] = []
  for (const [index, volume] of volumes.entries()) {
    const volumeErrors = [...validateVolume(volume, names, `${path}[${index}]`)]
    if (volumeErrors.length === 0) names.add(volume.name!)
    errors.push(...volumeErrors)
  }
  return { errors, names }
}

function* validateVolume(volume: Volume, names: ReadonlySet<string>, path: string): FieldErrors {
  const { name = '' } = volume
  yield* validateOneOf(sourcesOf(volume, path), path)
  if (name === '') yield required(`${path}.name`, 'must be given')
  else yield* mustBe(dnsLabel, name, `${path}.name`)
  if (names.has(name)) yield duplicate(`${path}.name`, name)
}

function sourcesOf(volume: Volume, path: string): Alternatives {
  const alternatives = SOURCES.map((source) => {
    const isGiven = volume[source] !== undefined
    return [source, isGiven ? validateSource(volume, source, `${path}.${source}`) : undefined]
  })
  return Object.fromEntries(alternatives) as Alternatives
}

function* validateSource(volume: Volume, source: string, path: string): FieldErrors {
  const { emptyDir, hostPath, secret, configMap, persistentVolumeClaim, nfs, csi } = volume
  switch (source) {
    case 'emptyDir':
      return yield* validateSizeLimit(emptyDir?.sizeLimit, `${path}.sizeLimit`)
    case 'hostPath':
      return yield* validateHostPath(hostPath ?? {}, path)
    case 'secret':
      return yield* mustBeGiven(secret?.secretName, `${path}.secretName`)
    case 'configMap':
      return yield* mustBeGiven(configMap?.name, `${path}.name`)
    case 'persistentVolumeClaim':
      return yield* mustBeGiven(persistentVolumeClaim?.claimName, `${path}.claimName`)
    case 'csi':
      return yield* mustBeGiven(csi?.driver, `${path}.driver`)
    case 'nfs':
      yield* mustBeGiven(nfs?.server, `${path}.server`)
      yield* mustBeGiven(nfs?.path, `${path}.path`)
  }
}

function* validateSizeLimit(sizeLimit: JsonValue | undefined, path: string): FieldErrors {
  if (sizeLimit === undefined) return
  if (quantitySign(parseQuantity(sizeLimit)!) < 0) yield forbidden(path, 'must not be negative')
}

function* validateHostPath(
  hostPath: { readonly path?: string; readonly type?: string },
  path: string,
): FieldErrors {
  const { path: nodePath = '', type = '' } = hostPath
  if (nodePath === '') {
    yield required(`${path}.path`, 'must be given')
    return
  }
  yield* mustBe(pathWithoutBacksteps, nodePath, `${path}.path`)
  yield* mustBeOneOf(HOST_PATH_TYPES, type, `${path}.type`)
}

function* mustBeGiven(text: string | undefined, path: string): FieldErrors {
  if ((text ?? '') === '') yield required(path, 'must be given')
}
