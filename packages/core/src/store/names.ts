/**
 * Where uids, generated name suffixes and addresses come from. All are functions of what the object
 * is, never of the order in which objects were made, so that a change of policy renames nothing.
 */
export interface NameSource {
  /** The uid of the `incarnation`-th object of this kind and name (1 for the first). */
  uid(kind: string, namespace: string, name: string, incarnation: number): string
  /**
   * A name for `generateName`. `pinnedNode` is the node a daemon pod is meant for, `count` how many
   * pods have been generated for this prefix and node so far (this one included), `attempt` counts collisions.
   */
  generatedName(generateName: string, pinnedNode: string, count: number, attempt: number): string
  /** The address of a pod on its node. */
  podIP(namespace: string, name: string, nodeName: string, podNumber: number): string
}
