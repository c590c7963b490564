/**
 * What holds for one node of one set, as bits of a word: a sum over all nodes is kept for each fact,
 * and for some an ordered set of the nodes for which it holds. The rules behind them stand in
 * `classify-node.ts`.
 */
export type NodeFacts = number

// The node itself.

/** The cache has a Node of that name. */
export const EXISTS: NodeFacts = 1 << 0
/** The node should get a daemon pod. */
export const SHOULD_RUN: NodeFacts = 1 << 1
/** A daemon pod that it has may stay. */
export const SHOULD_CONTINUE: NodeFacts = 1 << 2
/** All facts that the node alone decides. */
export const ELIGIBILITY: NodeFacts = EXISTS | SHOULD_RUN | SHOULD_CONTINUE

// What the status counts.

/** A node that should run a pod has one. */
export const SCHEDULED: NodeFacts = 1 << 3
/** … whose first pod is Ready. */
export const READY: NodeFacts = 1 << 4
/** … whose first pod is available. */
export const AVAILABLE: NodeFacts = 1 << 5
/** … whose first pod is up to date. */
export const UPDATED: NodeFacts = 1 << 6
/** A node that should not run a pod has one. */
export const MISSCHEDULED: NodeFacts = 1 << 7

// What manage does.

/** A pod is to be created. */
export const LACKS_POD: NodeFacts = 1 << 8
/** There are pods too many. */
export const HAS_EXCESS: NodeFacts = 1 << 9
/** There are Failed or Succeeded pods to be cleared away. */
export const HAS_FINISHED: NodeFacts = 1 << 10
/** The node is gone and a pod that was never bound is still meant for it. */
export const HAS_STRANDED: NodeFacts = 1 << 11

// How the node stands in a rollout.

/** It counts against `maxUnavailable`. */
export const COUNTS_UNAVAILABLE: NodeFacts = 1 << 12
/** It counts against `maxSurge`. */
export const COUNTS_SURGE: NodeFacts = 1 << 13
/** It serves: an available pod stands on it, the outdated one first. */
export const SERVES: NodeFacts = 1 << 14
/** Its only pod is outdated and not available; the node should run one. */
export const BROKEN: NodeFacts = 1 << 15
/** … and the node should not run one. */
export const BROKEN_AND_UNWANTED: NodeFacts = 1 << 16
/** Its only pod is outdated and available; the node should run one. */
export const OUTDATED: NodeFacts = 1 << 17
/** … and the node should not run one. */
export const OUTDATED_AND_UNWANTED: NodeFacts = 1 << 18
/** Its only pod is outdated, and the cache has no such node. */
export const OUTDATED_AND_LOST: NodeFacts = 1 << 19
/** An outdated pod stands beside an available new one. */
export const SUPERSEDED: NodeFacts = 1 << 20

// What else has to be looked at.

/** A pod that the set owns no longer matches its selector. */
export const HAS_STRANGERS: NodeFacts = 1 << 21
/** A pod is Ready and will be available later without any further event. */
export const RIPENS: NodeFacts = 1 << 22

/** The facts for which the nodes are kept in order. */
export const ORDERED_FACTS: readonly NodeFacts[] = Object.freeze([
  LACKS_POD,
  HAS_EXCESS,
  HAS_FINISHED,
  HAS_STRANDED,
  BROKEN,
  BROKEN_AND_UNWANTED,
  OUTDATED,
  OUTDATED_AND_UNWANTED,
  SUPERSEDED,
  HAS_STRANGERS,
])
