/** The parts of the scheduler that can turn a pod away, each with the changes that may help it. */
export type RejectedBy =
  | 'node-unschedulable'
  | 'node-name'
  | 'taint-toleration'
  | 'node-affinity'
  | 'node-ports'
  | 'node-resources'
  | 'volume-limits'
  | 'volume-binding'
  | 'topology-spread'
  | 'pod-affinity'

/** Why one node does not take a pod. */
export interface NodeReason {
  readonly by: RejectedBy
  /** As kubectl shows it behind the number of nodes. */
  readonly text: string
  /** Fewer pods on the node could change it. */
  readonly isHelpedByPreemption: boolean
}

/** Why no node takes a pod. */
export interface Rejection {
  /** The message of the pod's condition PodScheduled. */
  readonly message: string
  readonly by: ReadonlySet<RejectedBy>
}
