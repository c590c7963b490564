import type { Expectations, OpenExpectations, WorkQueue } from '@seatrial/controllers'
import {
  type ChangeType,
  type Informer,
  type JsonObject,
  type KubernetesProfile,
  type Resource,
  START,
  type StoredObject,
  type WallTime,
  behaviours,
  keyOf,
  readControllerRevision,
  readDaemonSet,
  readNode,
  readPod,
  resourceVersionOf,
} from '@seatrial/core'
import { compareJson } from '../compare-json.ts'
import { ControllerStage } from '../daemon-set/controller-stage.ts'
import { type Replayer, expectedFields, judge } from '../replayer.ts'

interface Given {
  readonly daemonSets: readonly JsonObject[]
  readonly nodes?: readonly JsonObject[]
  readonly pods?: readonly JsonObject[]
  readonly event: GivenEvent
}

type GivenEvent =
  | { readonly kind: 'NodeQueueItem'; readonly node: string }
  | {
      readonly kind: 'Pod' | 'Node' | 'ControllerRevision' | 'DaemonSet'
      readonly type: 'add' | 'update' | 'delete'
      readonly object: JsonObject
      readonly old?: JsonObject
    }

/** Who was woken; absent is empty. */
interface Outcome {
  readonly enqueues?: readonly string[]
  readonly enqueuesAfterSeconds?: Readonly<Record<string, number>>
  readonly nodeQueue?: readonly string[]
  readonly expectations?: Readonly<Record<string, OpenExpectations | 'dropped'>>
}

const EPOCH = 0 as WallTime

/** What each set waits for before the event. */
const BEFORE = 3

const CHANGE_TYPES = {
  add: 'ADDED',
  update: 'MODIFIED',
  delete: 'DELETED',
} as const satisfies Readonly<Record<string, ChangeType>>

/** Which DaemonSets does one event wake? */
export const daemonSetEnqueueReplayer: Replayer = {
  kind: 'daemonset-enqueue',
  replay(testCase, profile) {
    const given = testCase.given as unknown as Given
    const expected = expectedFields(testCase, profile) as Outcome
    return judge(compareJson(whole(expected), whole(outcomeOf(given, profile))))
  },
}

function outcomeOf({ daemonSets, nodes, pods, event }: Given, profile: KubernetesProfile): Outcome {
  const stage = new ControllerStage({ send: () => {} }, behaviours(profile), 'by-name')
  const { controller, informers } = stage
  const sets = daemonSets.map((set) => readDaemonSet(set, EPOCH))
  const { expectations } = controller.reconciler.context
  for (const set of sets) {
    informers.daemonSets.fill(set)
    expectations.expect(keyOf(set), BEFORE, BEFORE, START)
  }
  for (const node of nodes ?? []) informers.nodes.fill(readNode(node, EPOCH))
  pods?.forEach((pod, number) => informers.pods.fill(readPod(pod, EPOCH, number)))
  deliver(event, stage)
  stage.advanceTo(START)
  const { queue } = controller.loop
  return {
    enqueues: drain(queue),
    enqueuesAfterSeconds: Object.fromEntries(
      queue.waiting.map(({ key, time }) => [key, time / 1_000_000]),
    ),
    nodeQueue: drain(controller.nodeLoop.queue),
    expectations: changedExpectations(sets.map(keyOf), expectations),
  }
}

function changedExpectations(
  keys: readonly string[],
  expectations: Expectations,
): Readonly<Record<string, OpenExpectations | 'dropped'>> {
  const changed: Record<string, OpenExpectations | 'dropped'> = {}
  for (const key of keys) {
    const left = expectations.of(key)
    if (left === undefined) changed[key] = 'dropped'
    else if (left.creates !== BEFORE || left.deletes !== BEFORE) {
      changed[key] = { creates: left.creates, deletes: left.deletes }
    }
  }
  return changed
}

function deliver(event: GivenEvent, { controller, informers }: ControllerStage): void {
  switch (event.kind) {
    case 'NodeQueueItem': {
      const { nodeReconciler } = controller
      nodeReconciler.advance(nodeReconciler.begin(event.node))
      return
    }
    case 'Pod':
      tell(informers.pods, event, (object) => readPod(object, EPOCH, -1))
      return
    case 'Node':
      tell(informers.nodes, event, (object) => readNode(object, EPOCH))
      return
    case 'ControllerRevision':
      tell(informers.controllerRevisions, event, (object) => readControllerRevision(object, EPOCH))
      return
    case 'DaemonSet':
      tell(informers.daemonSets, event, (object) => readDaemonSet(object, EPOCH))
  }
}

function tell(
  informer: Informer<Resource>,
  { type, object, old }: Exclude<GivenEvent, { readonly kind: 'NodeQueueItem' }>,
  read: (object: JsonObject) => StoredObject,
): void {
  const after = read(object)
  informer.changed({
    type: CHANGE_TYPES[type],
    resource: informer.resource,
    object: after,
    previous: old && read(old),
    time: START,
    resourceVersion: resourceVersionOf(after),
    by: '',
    why: '',
  })
}

function drain(queue: WorkQueue): readonly string[] {
  const keys: string[] = []
  for (let key = queue.take(); key !== undefined; key = queue.take()) keys.push(key)
  return keys
}

/** The outcome with nothing left out and the sets in order. */
function whole(outcome: Outcome): JsonObject {
  const { enqueues = [], enqueuesAfterSeconds = {}, nodeQueue = [], expectations = {} } = outcome
  return {
    enqueues: [...enqueues].sort(),
    enqueuesAfterSeconds,
    nodeQueue: [...nodeQueue].sort(),
    expectations: expectations as JsonObject,
  }
}
