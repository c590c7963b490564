import { formatQuantity, parseQuantity } from '@seatrial/core'
import type { PrintedObject } from '../printed-objects.ts'
import type { Column } from '../table.ts'

/** What a claim and a volume have in common. */
interface PrintedVolume extends PrintedObject {
  readonly spec?: {
    readonly storageClassName?: string
    readonly volumeAttributesClassName?: string
    readonly volumeMode?: string
  }
  readonly status?: { readonly phase?: string }
}

/** VOLUMEATTRIBUTESCLASS of a claim or volume. */
export const VOLUME_ATTRIBUTES_CLASS_COLUMN: Column<PrintedVolume> = {
  name: 'VolumeAttributesClass',
  exists: ({ volumeAttributesClassPrinted }) => volumeAttributesClassPrinted,
  cell: ({ spec }) => spec?.volumeAttributesClassName ?? '<unset>',
}

/** VOLUMEMODE of a claim or volume. */
export const VOLUME_MODE_COLUMN: Column<PrintedVolume> = {
  name: 'VolumeMode',
  wide: true,
  exists: ({ volumeModePrinted }) => volumeModePrinted,
  cell: ({ spec }) => spec?.volumeMode ?? '<unset>',
}

/** How much a volume holds, by resource. */
interface Capacity {
  readonly storage?: string | number
}

const STORAGE_CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class'

/** STORAGECLASS: the old annotation, where somebody still sets it, goes before the field. */
export function storageClass({ metadata, spec }: PrintedVolume): string {
  return metadata?.annotations?.[STORAGE_CLASS_ANNOTATION] ?? spec?.storageClassName ?? ''
}

/** STATUS of a claim or volume. */
export function phaseOrTerminating({ metadata, status }: PrintedVolume): string {
  const isTerminating = (metadata?.deletionTimestamp ?? null) !== null
  return isTerminating ? 'Terminating' : (status?.phase ?? '')
}

/** CAPACITY in canonical form; `0` when nothing is said. */
export function storageOf(capacity: Capacity | undefined): string {
  const quantity = parseQuantity(capacity?.storage ?? null)
  return quantity === undefined ? String(capacity?.storage) : formatQuantity(quantity)
}

/** ACCESS MODES in the order of their names here, each once, whatever the order of the object. */
export function accessModes(modes: readonly string[] | undefined): string {
  const known = Object.entries(ACCESS_MODES).filter(([mode]) => modes?.includes(mode))
  return known.map(([, abbreviation]) => abbreviation).join(',')
}

const ACCESS_MODES = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
}
