import type { Duration, SimTime } from '@seatrial/core'
import { referenceTo, workloadsOf } from '../format/manifests/workloads.ts'
import type { Condition } from '../format/scenario/condition.ts'
import type { Scenario, Until } from '../format/scenario/scenario.ts'
import { type RowOutput, RunRecorder } from '../results/run-recorder.ts'
import type { ByteSink } from '../results/sink.ts'
import { latencyOrigins } from '../results/summary/latency-origins.ts'
import type { WorkloadName } from '../results/workloads/workload-name.ts'
import { Actions } from './actions.ts'
import { type RunOptions, buildCluster, profileOf } from './build-cluster.ts'
import type { Cluster } from './cluster.ts'
import { Conditions } from './conditions.ts'
import type { RunObserver } from './run-observer.ts'
import type { RunOutcome, RunResult } from './run-result.ts'
import { TimelineRunner } from './timeline-runner.ts'
import { type Wait, findWaits } from './waits.ts'

/** How a scenario is run, and where its rows go. */
export interface SimulateOptions extends RunOptions {
  /**
   * True: the manifests are first brought to their settled state, and everything counts from then on,
   * the times of the timeline and the horizon included.
   */
  readonly warmUp?: boolean
  /** Thins the timeline to multiples of this time. */
  readonly interval?: Duration
  /** Where rows go: kept in the result (the default), to a sink as CSV, or nowhere. */
  readonly timeline?: RowOutput | 'drop'
  readonly pods?: RowOutput | 'drop'
  /** Where every stored change goes as CSV; nowhere by default. */
  readonly changes?: ByteSink
  readonly observers?: readonly RunObserver[]
  /** Further participants of the cluster, made before anything is in it: controllers of one's own. */
  readonly participants?: readonly ((cluster: Cluster) => unknown)[]
}

/**
 * Runs a scenario to its end: synchronous, pure, the same bytes for the same seed.
 *
 * Throws `InputErrors` when the API server would refuse something that the timeline asks for.
 */
export function simulate(scenario: Scenario, options: SimulateOptions = {}): RunResult {
  const observers = options.observers ?? []
  let recorder: RunRecorder | undefined
  const { cluster, changes, pools } = buildCluster(scenario, options, (empty) => {
    recorder = recorderOf(scenario, options, empty)
    const { simulation, server, behaviours } = empty
    for (const observer of observers) {
      observer.started({ simulation, server, behaviours, epoch: scenario.epoch })
    }
    for (const join of options.participants ?? []) join(empty)
  })
  if (recorder === undefined) throw new Error('the recorder is made with the cluster')
  const conditions = new Conditions(cluster.server, changes)
  const actions = new Actions({
    cluster,
    changes,
    pools,
    print: (command) => {
      for (const observer of observers) observer.printed(command)
    },
  })
  if (options.warmUp !== true) startCounting(recorder, observers)
  for (const manifest of scenario.manifests) if (manifest.kind !== 'Node') changes.apply(manifest)
  const isWarm = options.warmUp !== true || warmUp(cluster, conditions, scenario)
  const start = cluster.simulation.now
  if (options.warmUp === true) startCounting(recorder, observers)
  const outcome = isWarm
    ? runTimeline({ scenario, cluster, conditions, actions, start })
    : 'stalled'
  recorder.finish()
  for (const observer of observers) observer.ended()
  return {
    outcome,
    start,
    end: (cluster.simulation.now - start) as SimTime,
    kubernetes: profileOf(scenario),
    seed: cluster.options.seed,
    replication: cluster.options.replication,
    rollouts: recorder.rollouts,
    timeline: recorder.timeline,
    pods: recorder.pods,
    expectations: recorder.judge(outcome !== 'done'),
    latencies: latencyOrigins(cluster.latencies, workloadNames(scenario)),
    podCounts: recorder.podCounts,
    waits: outcome === 'done' ? [] : waitsOf(cluster),
    traceDigest: recorder.digest,
    changeCount: recorder.changeCount,
    eventCount: cluster.simulation.executedCount,
  }
}

function recorderOf(scenario: Scenario, options: SimulateOptions, cluster: Cluster): RunRecorder {
  const { interval, changes, timeline = 'keep', pods = 'keep' } = options
  const recorder = new RunRecorder({
    server: cluster.server,
    behaviours: cluster.behaviours,
    expectations: scenario.expect,
    ...(scenario.quorum === undefined ? {} : { quorum: scenario.quorum }),
    explain: () => waitsOf(cluster),
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

function startCounting(recorder: RunRecorder, observers: readonly RunObserver[]): void {
  recorder.startCounting()
  for (const observer of observers) observer.counting()
}

/** Runs until everything has settled; false when it never does. */
function warmUp(cluster: Cluster, conditions: Conditions, scenario: Scenario): boolean {
  const runner = new TimelineRunner({
    cluster,
    conditions,
    entries: [],
    run: () => {},
    isDone: () => conditions.holds({ type: 'settled', workloads: 'all', after: 0 as Duration }),
  })
  return runToEnd(cluster, runner, scenario.until.atMost as number as SimTime) === 'done'
}

function runTimeline(options: {
  readonly scenario: Scenario
  readonly cluster: Cluster
  readonly conditions: Conditions
  readonly actions: Actions
  readonly start: SimTime
}): RunOutcome {
  const { scenario, cluster, conditions, actions, start } = options
  const { until } = scenario
  const runner = new TimelineRunner({
    cluster,
    conditions,
    entries: scenario.timeline,
    run: (action) => actions.run(action),
    isDone: () => until.type !== 'at' && conditions.holds(withoutDelay(until)),
  })
  const atMost = until.type === 'at' ? Math.min(until.time, until.atMost) : until.atMost
  const horizon = (start + atMost) as SimTime
  if (until.type !== 'at') return runToEnd(cluster, runner, horizon)
  runner.start()
  cluster.simulation.runUntil(horizon)
  runner.stop()
  return 'done'
}

function withoutDelay(until: Exclude<Until, { readonly type: 'at' }>): Condition {
  const { atMost: _atMost, ...condition } = until
  return { ...condition, after: 0 as Duration }
}

function runToEnd(cluster: Cluster, runner: TimelineRunner, horizon: SimTime): RunOutcome {
  const { simulation } = cluster
  runner.start()
  simulation.runUntil(horizon, () => runner.isDone || simulation.pendingCount === 0)
  runner.stop()
  if (runner.isDone) return 'done'
  return simulation.pendingCount === 0 ? 'stalled' : 'horizon'
}

function waitsOf(cluster: Cluster): readonly Wait[] {
  const { server, kubelets, scheduler, attachedVolumes } = cluster
  return findWaits(server, kubelets, {
    waitOf: (pod) => scheduler.waitOf(pod) ?? attachedVolumes.waitOf(pod),
  })
}
