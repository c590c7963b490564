import type { JsonObject } from '../json.ts'
import { claimSpecDefaults } from './claim.ts'
import { fieldSourceDefaults } from './field-source.ts'
import { changeList, changeObject, fillAbsent, fillEmpty } from './fill.ts'
import { defaultImagePullPolicy } from './image-pull-policy.ts'

/** Files of a volume are readable by all and writable by their owner (octal 644). */
const FILE_MODE = 0o644

/** A volume of a pod; one that names no source is an empty directory. */
export function volumeDefaults(volume: JsonObject): JsonObject {
  const hasSource = Object.keys(volume).some((key) => key !== 'name')
  let filled = hasSource ? volume : { ...volume, emptyDir: {} }
  for (const [source, defaults] of Object.entries(SOURCE_DEFAULTS)) {
    filled = changeObject(filled, source, defaults)
  }
  return filled
}

const SOURCE_DEFAULTS: Readonly<Record<string, (source: JsonObject) => JsonObject>> = {
  azureDisk: (disk) =>
    fillAbsent(disk, { cachingMode: 'ReadWrite', fsType: 'ext4', kind: 'Shared', readOnly: false }),
  configMap: withFileMode,
  downwardAPI: (files) => downwardFiles(withFileMode(files)),
  ephemeral: (ephemeral) =>
    changeObject(ephemeral, 'volumeClaimTemplate', (template) =>
      changeObject(template, 'spec', claimSpecDefaults),
    ),
  hostPath: (path) => fillAbsent(path, { type: '' }),
  image: imageVolumeDefaults,
  iscsi: (iscsi) => fillEmpty(iscsi, { iscsiInterface: 'default' }),
  projected: (projected) => changeList(withFileMode(projected), 'sources', projectionDefaults),
  rbd: (rbd) => fillEmpty(rbd, { keyring: '/etc/ceph/keyring', pool: 'rbd', user: 'admin' }),
  scaleIO: (disk) => fillEmpty(disk, { fsType: 'xfs', storageMode: 'ThinProvisioned' }),
  secret: withFileMode,
}

function withFileMode(source: JsonObject): JsonObject {
  return fillAbsent(source, { defaultMode: FILE_MODE })
}

function downwardFiles(source: JsonObject): JsonObject {
  return changeList(source, 'items', fieldSourceDefaults)
}

function imageVolumeDefaults(image: JsonObject): JsonObject {
  const reference = typeof image['reference'] === 'string' ? image['reference'] : ''
  return fillEmpty(image, { pullPolicy: defaultImagePullPolicy(reference) })
}

function projectionDefaults(projection: JsonObject): JsonObject {
  const withFiles = changeObject(projection, 'downwardAPI', downwardFiles)
  return changeObject(withFiles, 'serviceAccountToken', (token) =>
    fillAbsent(token, { expirationSeconds: 3600 }),
  )
}
