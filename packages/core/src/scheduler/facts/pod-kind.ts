import type { Behaviours } from '../../api/behaviours.ts'
import type { Pod } from '../../api/pod.ts'
import type { NarrowTerm, TopologyTerm, WideTerm } from '../view/topology-term.ts'
import type { GroupVerdict } from '../placement/group-verdict.ts'
import type { Rejection } from '../placement/rejection.ts'
import type { SchedulingFacts } from './scheduling-facts.ts'

/** Terms by how far they reach: over domains of many nodes, or over single nodes. */
export interface ByReach<Wide, Narrow> {
  readonly wide: readonly Wide[]
  readonly narrow: readonly Narrow[]
  readonly all: readonly (Wide | Narrow)[]
}

/** A pod term with its counts, and how much it matters. */
export interface Weighted<Term extends TopologyTerm> {
  readonly term: Term
  readonly weight: number
}

/** A spread constraint with the counts that it is about. */
export interface Spread<Term extends TopologyTerm> {
  readonly term: Term
  readonly maxSkew: number
  readonly minDomains: number
}

/** The terms of a kind of pods, looked up once in the counts of one scheduler's view. */
export interface KindTerms {
  readonly together: ByReach<WideTerm, NarrowTerm>
  readonly apart: ByReach<WideTerm, NarrowTerm>
  readonly preferred: ByReach<Weighted<WideTerm>, Weighted<NarrowTerm>>
  readonly requiredSpread: ByReach<Spread<WideTerm>, Spread<NarrowTerm>>
  readonly preferredSpread: ByReach<Spread<WideTerm>, Spread<NarrowTerm>>
}

/** What one scheduler keeps of all pods of one specification. */
export class PodKind {
  readonly facts: SchedulingFacts
  /** The release by whose rules they are scheduled. */
  readonly behaviours: Behaviours
  readonly namespace: string
  /** Its pods each have their node given, as daemon pods do. */
  readonly isPinned: boolean
  /** How many claims each of its pods uses. */
  readonly claimCount: number
  readonly priority: number
  readonly terms: KindTerms
  /** What was found out about a group of nodes, by its number: nothing that pods can change. */
  readonly verdicts: GroupVerdict[] = []
  #rejection: Rejection | undefined
  #rejectedAt = -1

  constructor(
    example: Pod,
    options: {
      readonly facts: SchedulingFacts
      readonly priority: number
      readonly terms: KindTerms
      readonly behaviours: Behaviours
    },
  ) {
    this.facts = options.facts
    this.behaviours = options.behaviours
    this.namespace = example.identity.namespace
    this.isPinned = example.identity.pinnedNode !== ''
    this.claimCount = example.volumes.claims.length
    this.priority = options.priority
    this.terms = options.terms
  }

  /** Keeps a rejection for the like of this pod, as long as nothing changes. */
  remember(rejection: Rejection, version: number, pod: Pod): void {
    if (!this.#areAlike(pod)) return
    this.#rejection = rejection
    this.#rejectedAt = version
  }

  /** The rejection that a pod of this kind gets as long as the view is of this version, if known. */
  rejectionOf(version: number, pod: Pod): Rejection | undefined {
    return this.#rejectedAt === version && this.#areAlike(pod) ? this.#rejection : undefined
  }

  /** Pods of a kind can differ in their nodes and their claims. */
  #areAlike(pod: Pod): boolean {
    return !this.isPinned && pod.volumes.claims.length === 0
  }

  /** More pods somewhere can open nodes to its pods. */
  get isDrawnByPods(): boolean {
    return this.terms.together.all.length + this.terms.requiredSpread.all.length > 0
  }

  /** Where its pods can go depends on where other pods are. */
  get looksAtPods(): boolean {
    return this.isDrawnByPods || this.terms.apart.all.length > 0
  }
}
