import {
  Alarms,
  type Node,
  type NodeHeartbeats,
  PHASES,
  type SimTime,
  reportedConditions,
  seconds,
} from '@seatrial/core'
import type { BareCluster } from './bare-cluster.ts'

/** What the recordings of the node lifecycle script. */
export interface KubeletChange {
  readonly at: number
  readonly node: string
  readonly change:
    '' | 'stops' | 'statusOnly' | 'leaseOnly' | 'resumes' | 'readyFalse' | 'readyTrue' | 'removed'
  readonly unschedulable?: boolean
}

/** A status that a kubelet posts when its clock says so. */
interface Post {
  readonly node: string
  /** Only while nothing else has moved the clock. */
  readonly count: number
}

const CAUSE = { by: 'kubelet', why: '' }
const STATUS_PERIOD_SECONDS = 300

/** The kubelets of a recording: they post statuses, fall silent and come back as it says. */
export class KubeletScript {
  readonly #cluster: BareCluster
  readonly #heartbeats: NodeHeartbeats
  readonly #changes: Alarms<KubeletChange>
  readonly #posts: Alarms<Post>
  /** Nodes that are not ready in their kubelets' own eyes. */
  readonly #notReady = new Set<string>()
  readonly #silent = new Set<string>()
  readonly #postCounts = new Map<string, number>()

  constructor(cluster: BareCluster, heartbeats: NodeHeartbeats) {
    this.#cluster = cluster
    this.#heartbeats = heartbeats
    this.#changes = new Alarms(cluster.simulation, {
      name: 'ScriptLine',
      phase: PHASES.script,
      ring: (change) => this.#take(change),
    })
    this.#posts = new Alarms(cluster.simulation, {
      name: 'StatusPost',
      phase: PHASES.script,
      ring: (post) => this.#postRegularly(post),
    })
  }

  /** The recording's driver looked each 0.1 s, between the tenths. */
  lookAt(atSeconds: number): SimTime {
    return (seconds(atSeconds) + 50_000) as SimTime
  }

  plan(changes: readonly KubeletChange[]): void {
    for (const change of changes) this.#changes.setAt(this.lookAt(change.at), change)
  }

  /** Posts a status at that time and then every 300 s, while the kubelet does. */
  planPosts(node: string, statusAt: number): void {
    const count = (this.#postCounts.get(node) ?? 0) + 1
    this.#postCounts.set(node, count)
    this.#posts.setAt(this.lookAt(statusAt), { node, count })
  }

  #postRegularly(post: Post): void {
    if (this.#postCounts.get(post.node) !== post.count) return
    const { now } = this.#cluster.simulation
    this.#posts.setAt((now + seconds(STATUS_PERIOD_SECONDS)) as SimTime, post)
    if (!this.#silent.has(post.node)) this.#post(post.node)
  }

  #take({ node, change, unschedulable }: KubeletChange): void {
    const { simulation, server } = this.#cluster
    if (unschedulable !== undefined) this.#cordon(node, unschedulable)
    switch (change) {
      case 'stops':
        this.#silent.add(node)
        this.#heartbeats.stop(node, simulation.now, ['lease', 'status'])
        break
      case 'statusOnly':
        this.#heartbeats.stop(node, simulation.now, ['lease'])
        break
      case 'leaseOnly':
        this.#silent.add(node)
        this.#heartbeats.stop(node, simulation.now, ['status'])
        break
      case 'resumes':
        this.#silent.delete(node)
        this.#heartbeats.returned(node)
        this.#post(node)
        break
      case 'readyFalse':
      case 'readyTrue':
        if (change === 'readyFalse') this.#notReady.add(node)
        else this.#notReady.delete(node)
        this.#heartbeats.posted(node)
        this.#post(node)
        break
      case 'removed':
        server.delete('nodes', '', node, {}, CAUSE)
        break
      case '':
        break
    }
  }

  #post(nodeName: string): void {
    const node = this.#node(nodeName)
    if (node === undefined) return
    const isReady = !this.#notReady.has(nodeName)
    const conditions = reportedConditions(node, isReady, this.#cluster.simulation.now)
    this.#cluster.server.updateStatus({ ...node, status: { ...node.status, conditions } }, CAUSE)
  }

  #cordon(nodeName: string, unschedulable: boolean): void {
    const node = this.#node(nodeName)
    if (node === undefined) return
    this.#cluster.server.update({ ...node, spec: { ...node.spec, unschedulable } }, CAUSE)
  }

  #node(nodeName: string): Node | undefined {
    return this.#cluster.server.get('nodes', '', nodeName)
  }
}
