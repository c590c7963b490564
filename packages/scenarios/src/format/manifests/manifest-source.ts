import type { JsonObject } from '@seatrial/core'
import { z } from 'zod'
import { anyNumber } from '../language/selection.ts'

/** Where manifests come from: a file beside the scenario, or the object itself. */
export type ManifestSource =
  | { readonly type: 'file'; readonly file: string }
  | { readonly type: 'inline'; readonly object: JsonObject }

const manifestSource = z.union(
  [
    z
      .string()
      .min(1)
      .transform((file): ManifestSource => ({ type: 'file', file })),
    z
      .record(z.string(), z.unknown())
      .transform((object): ManifestSource => ({ type: 'inline', object: object as JsonObject })),
  ],
  { error: 'a file, or a Kubernetes object as kubectl prints it' },
)

/** Files and objects, none, one or a list. */
export const manifestSources = anyNumber(manifestSource)
