import type { Happening } from './swarm-scenario.ts'

/**
 * What a scenario of the swarm may have. Each seed leaves out about half of it: what everybody does
 * hides what only a few do together.
 */
export const FEATURES = [
  'statefulSets',
  'daemonSets',
  'parallel',
  'gates',
  'strategies',
  'partition',
  'maxUnavailable',
  'surge',
  'minReadySeconds',
  'claims',
  'tieBreak',
  'throttling',
  'images',
  'brokenImages',
  'scaling',
  'policyChanges',
  'podDeletions',
  'podCrashes',
  'nodeCrashes',
  'nodeRemovals',
  'nodeAdditions',
  'drains',
  'budgets',
  'churn',
  'taints',
  'refusals',
  'slowWatches',
  'brokenWatches',
  'controllerRestarts',
] as const

export type Feature = (typeof FEATURES)[number]

/** The feature that each sort of step belongs to. */
export const FEATURE_OF: Readonly<Record<Happening['type'], Feature>> = {
  'new-image': 'images',
  restart: 'images',
  scale: 'scaling',
  partition: 'policyChanges',
  'max-unavailable': 'policyChanges',
  'min-ready': 'policyChanges',
  'delete-pod': 'podDeletions',
  'crash-pod': 'podCrashes',
  'crash-node': 'nodeCrashes',
  'remove-node': 'nodeRemovals',
  'add-node': 'nodeAdditions',
  'drain-node': 'drains',
  'taint-node': 'taints',
  'refuse-requests': 'refusals',
  'delay-watch': 'slowWatches',
  'break-watch': 'brokenWatches',
  'restart-controllers': 'controllerRestarts',
}
