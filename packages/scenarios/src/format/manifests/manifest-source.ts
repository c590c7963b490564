import type { JsonObject, JsonValue } from '@seatrial/core'
import { z } from 'zod'
import { anyNumber } from '../language/selection.ts'
import { COPIES_MAX } from './copied-manifests.ts'

/** Where manifests come from: a file beside the scenario, or the object itself. */
export type ManifestSource =
  | { readonly type: 'file'; readonly file: string }
  | { readonly type: 'copies'; readonly file: string; readonly copies: number }
  | { readonly type: 'inline'; readonly object: JsonObject }

/** A file whose workloads are there many times. */
const copiedFile = z
  .strictObject({
    file: z.string().min(1).describe('A file beside the scenario.'),
    copies: z
      .int()
      .min(1)
      .max(COPIES_MAX)
      .describe(
        'How many times each StatefulSet and DaemonSet of it is there: NAME-0, NAME-1 and so on.',
      ),
  })
  .describe('A file with workloads, many times.')

/** A map with `copies` was meant to be a file; what is wrong with it as such is what is told. */
const inlineObject = z
  .record(z.string(), z.unknown() as unknown as z.ZodType<JsonValue>)
  .check(({ value, issues }) => {
    if ('copies' in value) issues.push({ code: 'invalid_type', expected: 'record', input: value })
  })

const manifestSource = z.union(
  [
    z
      .string()
      .min(1)
      .transform((file): ManifestSource => ({ type: 'file', file })),
    copiedFile.transform((copied): ManifestSource => ({ type: 'copies', ...copied })),
    inlineObject.transform((object): ManifestSource => ({ type: 'inline', object })),
  ],
  { error: 'a file, a map such as { file: web.yaml, copies: 10 }, or a Kubernetes object' },
)

/** Files and objects, none, one or a list. */
export const manifestSources = anyNumber(manifestSource)
