import { isJsonObject } from '@seatrial/core'
import type { SourceDocument } from './documents/source-document.ts'

/** The version of the scenario language. */
export const SEATRIAL_VERSION = 'seatrial/v1'

/** The documents of the scenario language, beside plain Kubernetes manifests. */
export const SEATRIAL_KINDS = ['Scenario', 'Experiment'] as const

/** One of the kinds of such documents. */
export type SeatrialKind = (typeof SEATRIAL_KINDS)[number]

/** True for an API version of ours, known or not. */
export function isSeatrialVersion(apiVersion: string): boolean {
  return apiVersion.startsWith('seatrial/')
}

/** The kind of a document of ours; the apiVersion may be left out. `undefined` for all others. */
export function seatrialKindOf(document: SourceDocument): SeatrialKind | undefined {
  if (!isJsonObject(document.value)) return undefined
  const { kind, apiVersion } = document.value
  if (kind !== 'Scenario' && kind !== 'Experiment') return undefined
  const isOurs =
    apiVersion === undefined || (typeof apiVersion === 'string' && isSeatrialVersion(apiVersion))
  return isOurs ? kind : undefined
}
