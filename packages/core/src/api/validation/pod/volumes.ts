import type { JsonObject, JsonValue } from '../../json.ts'
import { parseQuantity, quantitySign } from '../../quantity.ts'
import { type FieldError, type FieldErrors, duplicate, forbidden } from '../field-error.ts'
import { mustBe, mustBeGiven, mustBeGivenAs, mustBeOneOf } from '../must-be.ts'
import { dnsLabel, pathWithoutBacksteps } from '../name-syntax.ts'
import { type Alternatives, validateOneOf } from '../one-of.ts'

/** A volume of a pod: a name and one source. */
export interface Volume {
  readonly name?: string
  readonly [source: string]: unknown
}

/**
 * Every source in the order in which Kubernetes looks for them, with the texts that it must have.
 * What else it says is not looked into, but for directories of the pod and of the node.
 */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  emptyDir: [],
  hostPath: ['path'],
  gitRepo: ['repository'],
  gcePersistentDisk: ['pdName'],
  awsElasticBlockStore: ['volumeID'],
  secret: ['secretName'],
  nfs: ['server', 'path'],
  iscsi: ['targetPortal', 'iqn'],
  glusterfs: ['endpoints', 'path'],
  flocker: [],
  persistentVolumeClaim: ['claimName'],
  rbd: ['image'],
  cinder: ['volumeID'],
  cephfs: [],
  quobyte: ['registry', 'volume'],
  downwardAPI: [],
  fc: [],
  flexVolume: ['driver'],
  configMap: ['name'],
  azureFile: ['secretName', 'shareName'],
  vsphereVolume: ['volumePath'],
  photonPersistentDisk: ['pdID'],
  portworxVolume: ['volumeID'],
  azureDisk: ['diskName', 'diskURI'],
  storageos: [],
  projected: [],
  scaleIO: ['gateway', 'system', 'volumeName'],
  csi: ['driver'],
  ephemeral: [],
  image: [],
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
  yield* mustBeGivenAs(dnsLabel, name, `${path}.name`)
  if (names.has(name)) yield duplicate(`${path}.name`, name)
}

function sourcesOf(volume: Volume, path: string): Alternatives {
  const alternatives = Object.keys(SOURCES).map((source) => {
    const given = volume[source] as JsonObject | undefined
    return [source, given && validateSource(source, given, `${path}.${source}`)]
  })
  return Object.fromEntries(alternatives) as Alternatives
}

function* validateSource(source: string, given: JsonObject, path: string): FieldErrors {
  for (const field of SOURCES[source]!) {
    yield* mustBeGiven(given[field] as string | undefined, `${path}.${field}`)
  }
  if (source === 'emptyDir') yield* validateSizeLimit(given['sizeLimit'], `${path}.sizeLimit`)
  if (source === 'hostPath') yield* validateHostPath(given, path)
}

function* validateSizeLimit(sizeLimit: JsonValue | undefined, path: string): FieldErrors {
  if (sizeLimit === undefined) return
  if (quantitySign(parseQuantity(sizeLimit)!) < 0) yield forbidden(path, 'must not be negative')
}

function* validateHostPath(hostPath: JsonObject, path: string): FieldErrors {
  const { path: nodePath = '', type = '' } = hostPath as HostPath
  yield* mustBe(pathWithoutBacksteps, nodePath, `${path}.path`)
  yield* mustBeOneOf(HOST_PATH_TYPES, type, `${path}.type`)
}

interface HostPath {
  readonly path?: string
  readonly type?: string
}
