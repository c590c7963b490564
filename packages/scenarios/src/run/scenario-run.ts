import { type Duration, START, type SimTime, between } from '@seatrial/core'
import { referenceTo, workloadsOf } from '../format/manifests/workloads.ts'
import type { Condition } from '../format/scenario/condition.ts'
import type { Scenario, Until } from '../format/scenario/scenario.ts'
import { InvariantWatch } from '../invariants/invariant-watch.ts'
import { RunRecorder } from '../results/run-recorder.ts'
import { latencyOrigins } from '../results/summary/latency-origins.ts'
import { provisionerOrigins } from '../results/summary/provisioner-origins.ts'
import type { WorkloadName } from '../results/workloads/workload-name.ts'
import { Actions } from './actions.ts'
import { buildCluster, profileOf } from './build-cluster.ts'
import type { Cluster } from './cluster.ts'
import { clusterWaitSources } from './cluster-wait-sources.ts'
import { Conditions } from './conditions.ts'
import type { RunObserver } from './run-observer.ts'
import { nodeServicesOf } from './node-services.ts'
import { RunPart } from './run-part.ts'
import type { RunOutcome, RunResult } from './run-result.ts'
import type { SimulateOptions } from './simulate-options.ts'
import { TimelineRunner } from './timeline-runner.ts'
import { type PlacementWaits, type Wait, findDrainWaits, findWaits } from './waits.ts'

/**
 * A run of a scenario that goes on a stretch at a time, for whoever must look at something else in
 * between. How it is cut into stretches changes nothing of what comes of it.
 */
export class ScenarioRun {
  readonly #scenario: Scenario
  readonly #observers: readonly RunObserver[]
  readonly #watch: InvariantWatch | undefined
  readonly #cluster: Cluster
  readonly #recorder: RunRecorder
  readonly #conditions: Conditions
  readonly #actions: Actions
  /** The instant from which results count. */
  #start: SimTime = START
  #isWarmingUp: boolean
  /** What is under way. */
  #part: RunPart
  #outcome: RunOutcome | undefined

  /** Throws `InputErrors` when the API server would refuse a manifest. */
  constructor(scenario: Scenario, options: SimulateOptions = {}) {
    const { participants = [], warmUp = false } = options
    this.#scenario = scenario
    this.#watch = options.check === true ? watchOf(scenario, options) : undefined
    const observers = [...(options.observers ?? []), ...(this.#watch ? [this.#watch] : [])]
    this.#observers = observers
    let recorder: RunRecorder | undefined
    const { cluster, changes, kubectl, pools, upgrades } = buildCluster(
      scenario,
      options,
      (empty) => {
        recorder = recorderOf(scenario, options, empty)
        const { simulation, server, behaviours } = empty
        for (const observer of observers) {
          observer.started({
            simulation,
            server,
            behaviours,
            cluster: empty,
            epoch: scenario.epoch,
          })
        }
        for (const join of participants) join(empty)
      },
    )
    if (recorder === undefined) throw new Error('the recorder is made with the cluster')
    this.#cluster = cluster
    this.#recorder = recorder
    this.#conditions = new Conditions(cluster, changes, upgrades)
    this.#actions = new Actions({
      cluster,
      changes,
      kubectl,
      pools,
      upgrades,
      print: (command) => {
        for (const observer of observers) observer.printed(command)
      },
    })
    if (!warmUp) this.#startCounting()
    for (const manifest of scenario.manifests) if (manifest.kind !== 'Node') changes.apply(manifest)
    this.#isWarmingUp = warmUp
    this.#part = warmUp ? this.#warmUp() : this.#timeline()
  }

  /** How far the run is, the warm-up apart. */
  get now(): SimTime {
    return between(this.#start, this.#cluster.simulation.now) as number as SimTime
  }

  /** How many events have been executed. */
  get eventCount(): number {
    return this.#cluster.simulation.executedCount
  }

  /** How many pods have been made, those of the warm-up apart once that is over. */
  get createdPodCount(): number {
    return this.#recorder.podCounts.created
  }

  /**
   * Goes on for about so many events; true when the run is over.
   *
   * Throws `InputErrors` when the API server would refuse something that the timeline asks for.
   */
  advance(eventsMax: number): boolean {
    const last = this.eventCount + eventsMax
    while (this.#outcome === undefined) {
      const left = last - this.eventCount
      const outcome = left > 0 ? this.#part.advance(left) : undefined
      if (outcome === undefined) return false
      this.#endPart(outcome)
    }
    return true
  }

  /** What has come of the run, once it is over. */
  result(): RunResult {
    const outcome = this.#outcome
    if (outcome === undefined) throw new Error('the run is not over')
    const { latencies, options } = this.#cluster
    const recorder = this.#recorder
    return {
      outcome,
      start: this.#start,
      end: this.now,
      kubernetes: profileOf(this.#scenario),
      seed: options.seed,
      replication: options.replication,
      rollouts: recorder.rollouts,
      timeline: recorder.timeline,
      pods: recorder.pods,
      expectations: recorder.judge(outcome),
      latencies: [
        ...latencyOrigins(latencies, workloadNames(this.#scenario)),
        ...provisionerOrigins(this.#scenario),
      ],
      services: nodeServicesOf(this.#scenario),
      podCounts: recorder.podCounts,
      violations: this.#watch?.violations ?? [],
      waits: outcome === 'done' ? [] : waitsOf(this.#cluster),
      traceDigest: recorder.digest,
      changeCount: recorder.changeCount,
      eventCount: this.eventCount,
    }
  }

  #endPart(outcome: RunOutcome): void {
    if (this.#isWarmingUp) {
      this.#isWarmingUp = false
      this.#start = this.#cluster.simulation.now
      this.#startCounting()
      if (outcome === 'done') {
        this.#part = this.#timeline()
        return
      }
    }
    this.#outcome = outcome
    this.#recorder.finish()
    for (const observer of this.#observers) observer.ended()
  }

  #startCounting(): void {
    this.#recorder.startCounting()
    for (const observer of this.#observers) observer.counting()
  }

  /** Until everything has settled. */
  #warmUp(): RunPart {
    const cluster = this.#cluster
    const conditions = this.#conditions
    const runner = new TimelineRunner({
      cluster,
      conditions,
      entries: [],
      run: () => {},
      isDone: () => conditions.holds({ type: 'settled', workloads: 'all', after: 0 as Duration }),
    })
    return new RunPart({ cluster, runner, horizon: this.#horizon(), endsAtHorizon: false })
  }

  #timeline(): RunPart {
    const cluster = this.#cluster
    const conditions = this.#conditions
    const { timeline, until } = this.#scenario
    const end = until.type === 'at' ? undefined : withoutDelay(until)
    const runner = new TimelineRunner({
      cluster,
      conditions,
      entries: timeline,
      run: (action) => this.#actions.run(action),
      isDone: () => end !== undefined && conditions.holds(end),
    })
    const endsAtHorizon = end === undefined
    return new RunPart({ cluster, runner, horizon: this.#horizon(), endsAtHorizon })
  }

  /** When the part that begins now ends at the latest. */
  #horizon(): SimTime {
    const { until } = this.#scenario
    const isTimed = until.type === 'at' && !this.#isWarmingUp
    const atMost = isTimed ? Math.min(until.time, until.atMost) : until.atMost
    return (this.#cluster.simulation.now + atMost) as SimTime
  }
}

function watchOf({ name, seed }: Scenario, options: SimulateOptions): InvariantWatch {
  const { replay, replication = 0 } = options
  return new InvariantWatch(
    replay ??
      `seatrial run ${name}.yaml --check --seed ${options.seed ?? seed}` +
        (replication === 0 ? '' : ` # replication ${replication}`),
  )
}

function recorderOf(scenario: Scenario, options: SimulateOptions, cluster: Cluster): RunRecorder {
  const { interval, changes, timeline = 'keep', pods = 'keep', waits = 'keep' } = options
  const recorder = new RunRecorder({
    server: cluster.server,
    behaviours: cluster.behaviours,
    expectations: scenario.expect,
    ...(scenario.quorum === undefined ? {} : { quorum: scenario.quorum }),
    explain: () => waitsOf(cluster),
    followsWaits: waits === 'keep',
    waitSources: clusterWaitSources(cluster),
    ...(interval === undefined ? {} : { interval }),
    ...(timeline === 'drop' ? {} : { timeline }),
    ...(pods === 'drop' ? {} : { pods }),
    ...(changes === undefined ? {} : { changes }),
  })
  cluster.followControllers({
    processStarted: ({ recorders }) => {
      for (const events of recorders) events.listen(recorder)
    },
  })
  return recorder
}

/** The workloads that may have latencies of their own. */
function workloadNames({ existing, manifests }: Scenario): readonly WorkloadName[] {
  return workloadsOf([...existing, ...manifests]).map(referenceTo) as readonly WorkloadName[]
}

function withoutDelay(until: Exclude<Until, { readonly type: 'at' }>): Condition {
  const { atMost: _atMost, ...condition } = until
  return { ...condition, after: 0 as Duration }
}

function waitsOf(cluster: Cluster): readonly Wait[] {
  const { server, kubelets, scheduler, attachedVolumes, drainsUnderWay, quotas } = cluster
  const placement: PlacementWaits = {
    waitOf: (pod) => scheduler.waitOf(pod) ?? kubelets.waitOf(pod) ?? attachedVolumes.waitOf(pod),
  }
  const podWaits = findWaits(server, kubelets, placement, quotas)
  return [...podWaits, ...findDrainWaits(drainsUnderWay)]
}
