import type { DaemonSetSync, EventObject, NodeOrdering, Progress } from '@seatrial/controllers'
import {
  type ApiClient,
  type Behaviours,
  type DaemonSet,
  type SimTime,
  type WallTime,
  keyOf,
  parseTimestamp,
  readDaemonSet,
  readPod,
} from '@seatrial/core'
import { ApiDouble } from './api-double.ts'
import { ControllerStage } from './controller-stage.ts'
import type { Decision, DecisionGiven } from './decision-case.ts'
import { type DecisionState, readState } from './decision-state.ts'
import { describeSync, explainSync } from './describe-sync.ts'

/** What one sync of a case did, and why. */
export interface ReplayedSync {
  readonly decision: Decision
  readonly reasons: readonly string[]
}

/** All syncs of a case, the only one or one for each of its passes. */
export interface ReplayedDecision {
  readonly syncs: readonly ReplayedSync[]
  /** What our code makes of `$NEW`. */
  readonly newHash: string
}

/** Runs the syncs of a case, with the nodes in this order. */
export function runDecision(
  given: DecisionGiven,
  switches: Behaviours,
  nodeOrder: NodeOrdering,
): ReplayedDecision {
  const passes = given.passes ?? [{ now: given.now, observedGeneration: undefined }]
  const epoch = wholeSecond(passes[0]!.now)
  const state = readState(given, epoch, switches)
  const stage = (client: ApiClient) => new ControllerStage(client, switches, nodeOrder)
  const run = new DecisionRun(given, state, stage)
  const syncs = passes.map(({ now, observedGeneration }) => {
    const time = (parseTimestamp(now)! - epoch) as SimTime
    return run.sync(time, observedGeneration)
  })
  return { syncs, newHash: state.newHash }
}

class DecisionRun {
  readonly #given: DecisionGiven
  readonly #state: DecisionState
  readonly #key: string
  readonly #double: ApiDouble
  readonly #stage: ControllerStage
  #events: EventObject[] = []

  constructor(
    given: DecisionGiven,
    state: DecisionState,
    stageFor: (client: ApiClient) => ControllerStage,
  ) {
    const { set, liveSet, revisions, hiddenRevisions } = state
    this.#given = given
    this.#state = state
    this.#key = set === undefined ? 'default/gone' : keyOf(set)
    this.#double = new ApiDouble({
      set: liveSet,
      revisions: new Map([...revisions, ...hiddenRevisions].map((one) => [one.metadata.name, one])),
      faults: given.faults ?? {},
    })
    this.#stage = stageFor(this.#double)
    this.#stage.recorder.listen({ recorded: (event) => this.#events.push(event) })
    this.#fillCaches()
  }

  /** One sync at this time. Of those before, only the failed pods are remembered. */
  sync(time: SimTime, observedGeneration: number | undefined): ReplayedSync {
    const { controller, informers } = this.#stage
    this.#stage.advanceTo(time)
    this.#events = []
    this.#double.forgetRequests()
    const set = this.#state.set && withObservedGeneration(this.#state.set, observedGeneration)
    if (set !== undefined) informers.daemonSets.fill(set)
    this.#expectBefore(time)
    const { sync, progress } = this.#runSync()
    const observed = {
      sync,
      hasFailed: progress === 'failed',
      requests: this.#double.requests.filter(({ resource }) => resource !== 'events'),
      events: this.#events,
      expectationsLeft: controller.reconciler.context.expectations.of(this.#key),
    }
    return {
      decision: describeSync(observed, this.#given.showPod === true),
      reasons: explainSync(observed),
    }
  }

  #runSync(): { readonly sync: DaemonSetSync; readonly progress: Progress } {
    const { reconciler } = this.#stage.controller
    const sync = reconciler.begin(this.#key)
    let progress: Progress = 'waiting'
    sync.runner = {
      carryOn: () => {
        progress = reconciler.advance(sync)
      },
    }
    sync.runner.carryOn(sync)
    while (this.#double.answerNext());
    return { sync, progress }
  }

  #expectBefore(now: SimTime): void {
    const { expectations } = this.#stage.controller.reconciler.context
    const before = this.#given.expectations
    expectations.forget(this.#key)
    if (before === undefined) return
    const since = (now - (before.ageSeconds ?? 0) * 1_000_000) as SimTime
    expectations.expect(this.#key, before.creates ?? 0, before.deletes ?? 0, since)
  }

  #fillCaches(): void {
    const { informers } = this.#stage
    const { nodes, pods, revisions } = this.#state
    for (const node of nodes) informers.nodes.fill(node)
    for (const pod of pods) informers.pods.fill(pod)
    for (const revision of revisions) informers.controllerRevisions.fill(revision)
    this.#comeAsFarAs(this.#given.staleCache)
  }

  /** The cache has last seen some other object, and the controller has written something since. */
  #comeAsFarAs(stale: DecisionGiven['staleCache']): void {
    if (stale === undefined) return
    const { informers, controller } = this.#stage
    const { resource, readVersion, wroteVersion } = stale
    const name = { namespace: 'elsewhere', name: 'bystander', resourceVersion: readVersion }
    const epoch = 0 as WallTime
    if (resource === 'pods') informers.pods.fill(readPod({ metadata: name }, epoch, -1))
    else informers.daemonSets.fill(readDaemonSet({ metadata: name }, epoch))
    const { ownWrites } = controller.reconciler.context
    ownWrites.record(this.#key, resource, Number(wroteVersion))
  }
}

function withObservedGeneration(set: DaemonSet, generation: number | undefined): DaemonSet {
  if (generation === undefined) return set
  return { ...set, status: { ...set.status, observedGeneration: generation } }
}

function wholeSecond(timestamp: string): WallTime {
  return (Math.floor(parseTimestamp(timestamp)! / 1_000_000) * 1_000_000) as WallTime
}
