/**
 * One random scenario of the swarm: plain data, so that it can be printed, replayed and shrunk. Times
 * are whole seconds from the start.
 */
export interface SwarmScenario {
  readonly seed: number
  readonly kubernetes: string
  readonly maxUnavailableGate: boolean
  readonly recreateGate: boolean
  readonly profile: 'kind-dev' | 'managed-cloud'
  readonly tieBreak: 'fifo' | 'lifo' | 'random'
  readonly isThrottled: boolean
  readonly nodeCount: number
  /** Machines fail by chance besides what the steps do, and come back after a minute. */
  readonly hasChurn: boolean
  /** The nodes are in two zones, each of which is lost now and then as a whole for a minute. */
  readonly hasZoneOutages: boolean
  /** A Deployment and a Job take room on the nodes. */
  readonly hasBackgroundLoad: boolean
  /** Without a ready pod of the first DaemonSet no other pod of a node gets a network. */
  readonly hasNetworkPlugin: boolean
  /** How many pods of each StatefulSet a disruption budget lets be unavailable; undefined: no budgets. */
  readonly budget: number | undefined
  readonly statefulSets: readonly SwarmStatefulSet[]
  readonly daemonSets: readonly SwarmDaemonSet[]
  readonly steps: readonly Step[]
}

export interface SwarmStatefulSet {
  readonly replicas: number
  readonly start: number
  readonly isParallel: boolean
  readonly strategy: 'RollingUpdate' | 'OnDelete' | 'Recreate'
  readonly partition: number
  readonly maxUnavailable: number | string | undefined
  readonly minReadySeconds: number
  readonly grace: number
  readonly hasClaims: boolean
  readonly hasSidecar: boolean
  readonly whenScaled: 'Retain' | 'Delete'
  readonly whenDeleted: 'Retain' | 'Delete'
}

export interface SwarmDaemonSet {
  readonly strategy: 'RollingUpdate' | 'OnDelete'
  readonly maxUnavailable: number | string
  /** 0: without surge, by `maxUnavailable`. */
  readonly maxSurge: number | string
  readonly minReadySeconds: number
  readonly grace: number
}

/** Something that happens while the sets roll. `set` and `pod` are taken modulo what there is. */
export interface Step {
  readonly at: number
  readonly what: Happening
}

/** What is done to the sets, to their pods, to nodes, or to how the participants hear of each other. */
export type Happening =
  | { readonly type: 'new-image'; readonly set: number; readonly image: Image }
  | { readonly type: 'scale'; readonly set: number; readonly replicas: number }
  | { readonly type: 'partition'; readonly set: number; readonly partition: number }
  | { readonly type: 'max-unavailable'; readonly set: number; readonly value: number | string }
  | { readonly type: 'min-ready'; readonly set: number; readonly seconds: number }
  | { readonly type: 'restart'; readonly set: number }
  | { readonly type: 'delete-pod'; readonly pod: number; readonly isForced: boolean }
  | { readonly type: 'crash-pod'; readonly pod: number }
  | { readonly type: 'crash-node'; readonly node: number; readonly seconds: number }
  | { readonly type: 'remove-node'; readonly node: number }
  | { readonly type: 'add-node' }
  | { readonly type: 'add-late-node'; readonly seconds: number }
  | { readonly type: 'reclaim-nodes'; readonly nodes: number; readonly hasSuccessors: boolean }
  | { readonly type: 'upgrade-nodes'; readonly by: 'inPlace' | 'surge'; readonly atOnce: number }
  | { readonly type: 'slow-api'; readonly factor: number; readonly seconds: number }
  | { readonly type: 'drain-node'; readonly node: number; readonly seconds: number }
  | { readonly type: 'strain-node'; readonly node: number; readonly pods: number }
  | { readonly type: 'shut-node-down'; readonly node: number; readonly seconds: number }
  | { readonly type: 'restart-kubelet'; readonly node: number; readonly seconds: number }
  | { readonly type: 'taint-node'; readonly node: number; readonly seconds: number }
  | { readonly type: 'refuse-requests'; readonly refusal: Refusal }
  | { readonly type: 'delay-watch'; readonly resource: Watched; readonly seconds: number }
  | { readonly type: 'break-watch'; readonly resource: Watched; readonly seconds: number }
  | { readonly type: 'restart-controllers'; readonly seconds: number }

/** Images by what becomes of their containers. */
export type Image = 'good:1' | 'good:2' | 'good:3' | 'missing:1' | 'slow:1' | 'leaking:1'

/** A view of the set controllers. */
export type Watched =
  'pods' | 'statefulSets' | 'daemonSets' | 'controllerRevisions' | 'claims' | 'nodes'

/** For so many seconds every n-th request of a sort is refused. */
export interface Refusal {
  readonly resource:
    'pods' | 'statefulsets' | 'daemonsets' | 'controllerrevisions' | 'persistentvolumeclaims'
  readonly reason: 'Conflict' | 'InternalError' | 'TooManyRequests' | 'Forbidden'
  readonly every: number
  readonly seconds: number
}

/** When all faults have ended and what is broken is put right, in seconds. */
export const HEAL_TIME = 900
