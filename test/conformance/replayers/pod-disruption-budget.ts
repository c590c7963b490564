import { DisruptionController, InformedScales, type Scaled } from '@seatrial/controllers'
import {
  type Informer,
  type JsonObject,
  type OwnerReference,
  type WallTime,
  parseTimestamp,
  readDisruptionBudget,
  readPod,
  readStatefulSet,
  writeObject,
} from '@seatrial/core'
import { compareJson } from '../compare-json.ts'
import { BareCluster } from '../nodes/bare-cluster.ts'
import { type Replayer, expectedFields, judge } from '../replayer.ts'

interface Given {
  readonly now: string
  readonly budget: JsonObject
  readonly pods: readonly JsonObject[]
  readonly statefulSets?: readonly JsonObject[]
  readonly replicaSets?: readonly ScaledObject[]
  readonly deployments?: readonly ScaledObject[]
  readonly scales?: Readonly<Record<string, number>>
}

interface ScaledObject {
  readonly metadata: {
    readonly name: string
    readonly uid: string
    readonly ownerReferences?: readonly OwnerReference[]
  }
  readonly spec: { readonly replicas: number }
}

const CAUSE = { by: 'user', why: '' }

/** What does one sync write into the status of a budget, and what does it say? */
export const podDisruptionBudgetReplayer: Replayer = {
  kind: 'pod-disruption-budget',
  replay(testCase, profile) {
    const given = testCase.given as unknown as Given
    const epoch = parseTimestamp(given.now) as WallTime
    const cluster = new BareCluster(profile)
    const said = new Set<string>()
    cluster.environment.recorder.listen({
      recorded: ({ type, reason }) => said.add(`${type} ${reason}`),
    })
    startController(cluster, given)
    fill(cluster, given, epoch)
    cluster.run(0)
    const got = { ...outcome(cluster, epoch), ...(said.size === 0 ? {} : { events: [...said] }) }
    return judge(
      compareJson(withSortedEvents(expectedFields(testCase, profile)), withSortedEvents(got)),
    )
  },
}

function startController({ environment, pods, budgets }: BareCluster, given: Given): void {
  const scales = new RecordedScales(environment.informers.statefulSets, given)
  new DisruptionController({ ...environment, budgets, pods, scales })
}

function fill({ server }: BareCluster, given: Given, epoch: WallTime): void {
  for (const set of given.statefulSets ?? []) server.load(readStatefulSet(set, epoch), CAUSE)
  for (const pod of given.pods) {
    server.loadPod(readPod(pod, epoch, server.nextPodNumber()), CAUSE)
  }
  server.load(readDisruptionBudget(given.budget, epoch), CAUSE)
}

/** A sync that fails has written its failure, so that it does not return it. */
function outcome({ server, requests }: BareCluster, epoch: WallTime): JsonObject {
  const isWritten = requests.some(({ request }) => request.subresource === 'status')
  const [budget] = server.list('poddisruptionbudgets').values()
  const status = (budget && writeObject(budget, epoch)['status']) as JsonObject
  return {
    written: isWritten,
    returnsError: false,
    ...(isWritten ? { status: asRecorded(status) } : {}),
  }
}

/** Recorded conditions have no message, but a generation also when that is 0. */
function asRecorded(status: JsonObject): JsonObject {
  const conditions = (status['conditions'] ?? []) as readonly JsonObject[]
  return {
    ...status,
    conditions: conditions.map(({ message: _message, ...condition }) => ({
      observedGeneration: 0,
      ...condition,
    })),
  }
}

function withSortedEvents(outcomes: JsonObject): JsonObject {
  const events = outcomes['events'] as readonly string[] | undefined
  return events === undefined ? outcomes : { ...outcomes, events: events.toSorted() }
}

/** What the recorded caches hold of owners besides StatefulSets. */
class RecordedScales extends InformedScales {
  readonly #given: Given

  constructor(statefulSets: Informer<'statefulsets'>, given: Given) {
    super(statefulSets)
    this.#given = given
  }

  override replicaSet(_namespace: string, name: string): Scaled | undefined {
    return find(this.#given.replicaSets, name)
  }

  override deployment(_namespace: string, name: string): Scaled | undefined {
    return find(this.#given.deployments, name)
  }

  override scale(owner: OwnerReference, namespace: string): Scaled | string | undefined {
    const replicas = this.#given.scales?.[owner.name]
    if (owner.kind !== 'Widget' || replicas === undefined) return super.scale(owner, namespace)
    return { uid: `uid-of-${owner.name}`, replicas, owners: [] }
  }
}

function find(objects: readonly ScaledObject[] = [], name: string): Scaled | undefined {
  const object = objects.find(({ metadata }) => metadata.name === name)
  if (object === undefined) return undefined
  const { uid, ownerReferences: owners = [] } = object.metadata
  return { uid, replicas: object.spec.replicas, owners }
}
