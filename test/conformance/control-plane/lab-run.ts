import {
  type KubernetesProfile,
  type SimTime,
  behaviours,
  seconds,
  toSeconds,
} from '@seatrial/core'
import type { Cluster, CommandRun } from '@seatrial/scenarios'
import { EventLog } from './event-log.ts'
import { FakeKubelets } from './fake-kubelets.ts'
import { FakeNodes, hasKubelet } from './fake-nodes.ts'
import { type LabSurroundings, makeCluster } from './lab-cluster.ts'
import { flagsOf, withMonitorPass } from './lab-flags.ts'
import { planScript } from './lab-script.ts'
import { recordedPhases } from './recorded-phases.ts'
import { EPOCH, firstOf, instantAt } from './recording-time.ts'
import { STORAGE_CLASSES } from './storage-classes.ts'
import { Terminals } from './terminals.ts'
import type { TraceExpectation, TraceGiven } from './trace-case.ts'
import { TraceRecorder } from './trace-recorder.ts'

/** How long a command or a terminal may have its say after the last step. */
const REST_SECONDS = 2

/** What a replayed recording left behind. */
export interface LabRun {
  readonly recorder: TraceRecorder
  readonly events: EventLog
  readonly terminals: Terminals
  /** By the index of the script entry. */
  readonly commands: ReadonlyMap<number, CommandRun>
}

/** Replays a script in a whole cluster with fake kubelets, its commands at the recorded times. */
export function runLab(
  given: TraceGiven,
  expected: TraceExpectation,
  profile: KubernetesProfile,
  surroundings: LabSurroundings,
): LabRun {
  const flags = flagsOf(given.flags)
  const switches = behaviours(profile)
  const grace = flags.nodeLifecycle?.gracePeriod ?? seconds(switches.nodeGracePeriodSeconds)
  const { monitorPass, lastRenewal } = recordedPhases(given, expected, toSeconds(grace))
  const cluster = makeCluster({
    behaviours: switches,
    flags: withMonitorPass(flags, monitorPass),
    stages: given.stagesMs,
    surroundings,
  })
  const { simulation, server } = cluster
  const recorder = new TraceRecorder(server)
  const events = new EventLog(simulation, recorder.aliases)
  for (const source of [...cluster.controllers.recorders, ...cluster.eventFeeds]) {
    events.listenTo(source)
  }
  const nodes = playNodes(cluster, given, lastRenewal)
  const terminals = new Terminals(server, switches, EPOCH, recorder.aliases)
  const { defaultTolerationSeconds } = flags
  const stage = { cluster, nodes, recorder, terminals, defaultTolerationSeconds }
  const commands = planScript(stage, given, expected)
  simulation.runUntil(instantAt(endOf(expected)))
  return { recorder, events, terminals, commands }
}

/** The machines and kubelets of the cluster, and all that is there before the recording begins. */
function playNodes(
  { simulation, server, kubelets: machines, heartbeats }: Cluster,
  { stagesMs: stages, flags, initialNodes }: TraceGiven,
  lastRenewal: number | undefined,
): FakeNodes {
  const kubelets = new FakeKubelets({ simulation, server, stages, hasKubelet })
  const leaseSeconds = Number(flags['nodeLeaseSeconds'] ?? 40)
  const firstRenewal = firstOf(lastRenewal, leaseSeconds / 4) as number as SimTime
  const options = { simulation, server, machines, heartbeats, kubelets }
  const nodes = new FakeNodes({ ...options, leaseSeconds, firstRenewal })
  server.loading(() => {
    for (const object of STORAGE_CLASSES) server.create(object, { by: 'user', why: '' })
    for (const node of initialNodes) nodes.load(node, EPOCH)
  })
  return nodes
}

function endOf({ steps, trace, kubectl }: TraceExpectation): number {
  const times = [
    ...steps.map(({ t, end }) => end ?? t),
    ...trace.map(({ t }) => t),
    ...kubectl.map(({ t }) => t),
  ]
  return Math.max(...times) + REST_SECONDS
}
