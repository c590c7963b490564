import type { JsonPath } from '@seatrial/scenarios'
import type { JsonPathTemplate } from '../json-path-template.ts'

/** In which form objects are printed: what `-o` asks for. */
export type OutputForm =
  | { readonly type: 'table'; readonly wide: boolean }
  /** `-o name`: `pod/web-0`. */
  | { readonly type: 'name' }
  | { readonly type: 'json' | 'yaml' }
  /** `-o jsonpath=TEMPLATE`. */
  | { readonly type: 'jsonpath'; readonly template: JsonPathTemplate }
  /** `-o custom-columns=HEADER:PATH,…`. */
  | { readonly type: 'custom-columns'; readonly columns: readonly CustomColumn[] }

/** A column that somebody has made up. */
export interface CustomColumn {
  readonly header: string
  readonly path: JsonPath
}

/** The normal table. */
export const TABLE: OutputForm = { type: 'table', wide: false }
