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
  | 'volume-reach'
  | 'topology-spread'
  | 'pod-affinity'

/** Why a node does not take a pod. */
export interface NodeReason {
  readonly by: RejectedBy
  /** As kubectl shows it behind the number of nodes. */
  readonly text: string
  /** Fewer pods on the node could change it. */
  readonly isHelpedByPreemption: boolean
}

/** A reason that fewer pods on the node could do away with. */
export function helped(by: RejectedBy, text: string): NodeReason {
  return { by, text, isHelpedByPreemption: true }
}

/** A reason that lies in the node and the pod themselves. */
export function unhelped(by: RejectedBy, text: string): NodeReason {
  return { by, text, isHelpedByPreemption: false }
}

/** Why no node takes a pod. */
export interface Rejection {
  /** `0/3 nodes are available: 3 Insufficient cpu.` */
  readonly message: string
  /** What Kubernetes adds to it when it finds no victims that would help; '' for nothing. */
  readonly preemptionNote: string
  readonly by: ReadonlySet<RejectedBy>
}

/**
 * A rejection for the sake of the pod's claims: no node has been looked at. 1.37 ends it in a stray
 * "not found" instead of what it says about preemption.
 */
export function rejectedByClaims(
  nodeCount: number,
  reason: string,
  strayNotFound: boolean,
): Rejection {
  const available = `0/${nodeCount} nodes are available: `
  const unhelpful = `${nodeCount} Preemption is not helpful for scheduling`
  return {
    message: `${available}${reason}.`,
    preemptionNote: strayNotFound ? ' not found' : ` preemption: ${available}${unhelpful}.`,
    by: BY_CLAIMS,
  }
}

const BY_CLAIMS: ReadonlySet<RejectedBy> = new Set<RejectedBy>(['volume-binding'])
