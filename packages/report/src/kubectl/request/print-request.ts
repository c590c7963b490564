import type { Duration, LabelSelector } from '@seatrial/core'
import type { FieldSelector, JsonPath } from '@seatrial/scenarios'
import type { PrintedKind } from '../printed-kind.ts'
import type { RolloutKind } from '../rollout-status.ts'
import type { OutputForm } from './output-form.ts'
import type { Word } from './split-words.ts'

/** What somebody at a terminal asks kubectl to show. */
export type PrintRequest = GetRequest | EventsRequest | RolloutStatusRequest | RolloutHistoryRequest

/** `kubectl get KIND[,KIND] [NAME…]` with its flags. */
export interface GetRequest {
  readonly verb: 'get'
  /** In the order asked for, each once. */
  readonly kinds: readonly PrintedKind[]
  /** Empty: all objects of these kinds. */
  readonly names: readonly string[]
  /** `-n`; of no meaning with `allNamespaces` and for kinds outside of namespaces. */
  readonly namespace: string
  /** `-A`. */
  readonly allNamespaces: boolean
  /** `-l`; undefined: labels do not matter. */
  readonly selector: LabelSelector | undefined
  /** `--field-selector`; selects all when there is none. */
  readonly matchesFields: FieldSelector
  /** `-o`. */
  readonly form: OutputForm
  /** `-w`: the list first, then a row for each event. */
  readonly watch: boolean
  /** `--show-labels`. */
  readonly showLabels: boolean
  /** `-L`: labels that have a column of their own. */
  readonly labelColumns: readonly string[]
  /** `--no-headers`. */
  readonly noHeaders: boolean
  /** `--sort-by`; undefined: by name. */
  readonly sortBy: JsonPath | undefined
  /** `--ignore-not-found`: nothing is said of what is not there. */
  readonly ignoreNotFound: boolean
  /** `--output-watch-events`. */
  readonly watchEvents: boolean
}

/** `kubectl events`. */
export interface EventsRequest {
  readonly verb: 'events'
  /** `-n`; of no meaning with `allNamespaces`. */
  readonly namespace: string
  /** `-A`. */
  readonly allNamespaces: boolean
  /** `--for`: what the Events must be about; undefined: anything. */
  readonly subject: { readonly kind: PrintedKind; readonly name: string } | undefined
  /** `--types`; empty: all. */
  readonly types: readonly string[]
  /** `--no-headers`. */
  readonly noHeaders: boolean
}

/** `kubectl rollout status KIND/NAME`. */
export interface RolloutStatusRequest {
  readonly verb: 'rollout status'
  readonly kind: RolloutKind
  readonly name: string
  readonly namespace: string
  /** False with `--watch=false`: what there is to say is said once. */
  readonly watch: boolean
  /** `--timeout`: when to give up; never by default. */
  readonly timeout: Duration | undefined
}

/** `kubectl rollout history KIND/NAME`. */
export interface RolloutHistoryRequest {
  readonly verb: 'rollout history'
  readonly kind: RolloutKind
  readonly name: string
  readonly namespace: string
  /** `--revision`: the one whose pod template is asked for; undefined: a list of all. */
  readonly revision: number | undefined
}

/** A request that kubectl, or our reading of its words, does not take. */
export class PrintRequestError extends Error {
  /** The request as it was written. */
  readonly request: string
  /** Where the trouble begins, counted from 1. */
  readonly position: number
  readonly expected: string
  /** The word that stands there; '' at the end of the request. */
  readonly found: string
  /** The word that was probably meant. */
  readonly nearest: string | undefined

  constructor(request: string, word: Word, expected: string, nearest?: string) {
    const found = word.text === '' ? 'nothing' : `"${word.text}"`
    const hint = nearest === undefined ? '' : `; did you mean "${nearest}"?`
    super(`${request}: column ${word.position}: expected ${expected}, got ${found}${hint}`)
    this.name = 'PrintRequestError'
    this.request = request
    this.position = word.position
    this.expected = expected
    this.found = word.text
    this.nearest = nearest
  }
}
