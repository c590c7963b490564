import { NodeLifecycleController } from '@seatrial/controllers'
import {
  type Duration,
  HeartbeatClock,
  type JsonObject,
  NEVER_YET,
  type Node,
  NodeHeartbeats,
  Pod,
  RandomStreams,
  START,
  type SimTime,
  type StoredChange,
  type WallTime,
  milliseconds,
  minutes,
  readNode,
  readPod,
  seconds,
} from '@seatrial/core'
import type { Difference } from '../compare-json.ts'
import { BareCluster } from '../nodes/bare-cluster.ts'
import { type KubeletChange, KubeletScript } from '../nodes/kubelet-script.ts'
import { type RecordedChange, compareChanges } from '../nodes/recorded-changes.ts'
import { type Replayer, expectedFields, judge } from '../replayer.ts'

interface Given {
  readonly nodes: readonly RecordedNode[]
  readonly changes: readonly KubeletChange[]
  readonly until: number
}

interface RecordedNode {
  readonly name: string
  readonly labels?: Readonly<Record<string, string>>
  readonly leaseAt: number
  readonly statusAt: number
  readonly neverPosted?: boolean
}

const CAUSE = { by: 'kubelet', why: '' }

/** Real passes take their time; the recording gave them 0.7 ms. */
const MONITOR_PERIOD: Duration = milliseconds(5_000.7)

/** When are nodes found dead, and which conditions, taints and pods change? */
export const nodeLifecycleReplayer: Replayer = {
  kind: 'node-lifecycle',
  replay(testCase, profile) {
    const given = testCase.given as unknown as Given
    const cluster = new BareCluster(profile)
    const heartbeats = new NodeHeartbeats(cluster.server, new RandomStreams('recording', 0))
    new NodeLifecycleController({
      ...cluster.environment,
      pods: cluster.pods,
      heartbeats,
      firstPass: seconds(0),
      settings: { monitorPeriod: MONITOR_PERIOD },
    })
    const script = new KubeletScript(cluster, heartbeats)
    for (const node of given.nodes) addNode(cluster, heartbeats, script, node)
    const got: RecordedChange[] = []
    const listener = { changed: (change: StoredChange) => got.push(...describeChange(change)) }
    cluster.server.subscribe(listener, ['nodes', 'pods'])
    script.plan(given.changes)
    cluster.run(given.until)
    const expected = expectedFields(testCase, profile)['changes'] as unknown as RecordedChange[]
    const differences: readonly Difference[] = compareChanges(expected, got)
    return judge(differences)
  },
}

function addNode(
  cluster: BareCluster,
  heartbeats: NodeHeartbeats,
  script: KubeletScript,
  node: RecordedNode,
): void {
  const { name, labels = {}, leaseAt, statusAt, neverPosted = false } = node
  const lastBefore = neverPosted ? NEVER_YET : START
  const status = neverPosted ? {} : { conditions: HEALTHY }
  cluster.server.create(readNode({ metadata: { name, labels }, spec: {}, status }, EPOCH), CAUSE)
  cluster.server.loadPod(readPod(podOn(name), EPOCH, cluster.server.nextPodNumber()), CAUSE)
  heartbeats.setClocks(name, {
    lease: new HeartbeatClock(seconds(10), script.lookAt(leaseAt), lastBefore),
    status: new HeartbeatClock(minutes(5), script.lookAt(statusAt), lastBefore),
  })
  script.planPosts(name, statusAt)
}

const EPOCH = 0 as WallTime

const HEALTHY: readonly JsonObject[] = [
  { type: 'Ready', status: 'True', reason: 'KubeletReady' },
  { type: 'MemoryPressure', status: 'False' },
  { type: 'DiskPressure', status: 'False' },
  { type: 'PIDPressure', status: 'False' },
]

function podOn(nodeName: string): JsonObject {
  return {
    metadata: { name: `pod-on-${nodeName}` },
    spec: { nodeName },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
  }
}

/** What a recording tells of a stored change. */
function describeChange({ object, previous, time, type }: StoredChange): RecordedChange[] {
  if (type !== 'MODIFIED') return []
  if (object instanceof Pod) {
    const node = object.nodeName
    return object.ready === (previous as Pod).ready
      ? []
      : [{ at: halfSeconds(time), what: 'pod Ready', node, more: object.ready }]
  }
  const facts = factsOf(object as Node)
  const before = factsOf(previous as Node)
  const node = (object as Node).metadata.name
  const changed: RecordedChange[] = []
  for (const what of new Set([...before.keys(), ...facts.keys()])) {
    const more = facts.get(what)
    if (more === before.get(what)) continue
    changed.push({ at: halfSeconds(time), what, node, ...(more === undefined ? {} : { more }) })
  }
  return changed
}

function factsOf({ spec, status }: Node): ReadonlyMap<string, string> {
  const facts = new Map<string, string>()
  for (const { key, effect } of spec.taints) facts.set(`taint ${key}:${effect}`, 'on')
  for (const { type, status: value, reason } of status.conditions) {
    facts.set(`condition ${type}`, value === 'Unknown' ? `${value} ${reason}` : value)
  }
  return facts
}

function halfSeconds(time: SimTime): number {
  return Math.floor(time / 500_000) / 2
}
