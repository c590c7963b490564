import {
  type Behaviours,
  type Duration,
  type JsonObject,
  type KubernetesProfile,
  type LatencyProfile,
  type LatencyStage,
  type StageLatency,
  NO_PINNED_NAMES,
  PHASES,
  type SimTime,
  UNSET,
  type WallTime,
  Alarms,
  apiServerConfiguration,
  behaviours,
  findLatencyProfile,
  seconds,
  toSeconds,
} from '@seatrial/core'
import { Cluster, type CommandRun, type ControlPlaneFlags, Kubectl } from '@seatrial/scenarios'
import { EventLog } from './event-log.ts'
import { FakeKubelets } from './fake-kubelets.ts'
import { FakeNodes, hasKubelet } from './fake-nodes.ts'
import { Terminals } from './terminals.ts'
import { type RecordedPhases, recordedPhases } from './recorded-phases.ts'
import type { TraceExpectation, TraceGiven } from './trace-case.ts'
import { TraceRecorder } from './trace-recorder.ts'

/** The recordings' nodes were made about 3 s before their first command. */
export const START_OF_RECORDING: SimTime = 3_000_000 as SimTime

/** Any wall time: a whole second, so that ages are counted from the start. */
const EPOCH = 1_764_000_000_000_000 as WallTime

const DEFAULT_MONITOR_PERIOD = seconds(5)

/** How long a command or a terminal may have its say after the last step. */
const REST_SECONDS = 2

/** The order of a DaemonSet's nodes: by name, or as the chance of a seed has it. */
export type NodeOrder = 'by-name' | `seed-${number}`

/** How long the control plane itself takes: no time at all, or some milliseconds, as a real one does. */
export type LabLatency = 'none' | 'short'

/** What a recording does not say of the control plane that it was made on. */
export interface LabSurroundings {
  readonly nodeOrder: NodeOrder
  readonly latency: LabLatency
}

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
  const phases = recordedPhases(given, expected, toSeconds(grace))
  const cluster = makeCluster(given, switches, surroundings, {
    ...flags,
    firstPass: firstPassOf(phases, flags),
  })
  const { simulation, server } = cluster
  const recorder = new TraceRecorder(server)
  const events = new EventLog(simulation, recorder.aliases)
  for (const source of [...cluster.controllers.recorders, ...cluster.eventFeeds]) {
    events.listenTo(source)
  }
  const kubelets = new FakeKubelets({
    simulation,
    server,
    machines: cluster.kubelets,
    stages: given.stagesMs,
    hasKubelet,
  })
  const leaseSeconds = Number(given.flags['nodeLeaseSeconds'] ?? 40)
  const nodes = new FakeNodes({
    simulation,
    server,
    machines: cluster.kubelets,
    heartbeats: cluster.heartbeats,
    leaseSeconds,
    firstRenewal: firstOf(phases.lastRenewal, leaseSeconds / 4) as number as SimTime,
    kubelets,
  })
  server.loading(() => {
    for (const storageClass of STORAGE_CLASSES) {
      server.create(storageClass, { by: 'user', why: '' })
    }
    for (const node of given.initialNodes) nodes.load(node, EPOCH)
  })
  const terminals = new Terminals(server, cluster.behaviours, EPOCH, recorder.aliases)
  const commands = planScript({ cluster, nodes, recorder, terminals }, given, expected)
  simulation.runUntil(at(endOf(expected)))
  return { recorder, events, terminals, commands }
}

interface Lab {
  readonly cluster: Cluster
  readonly nodes: FakeNodes
  readonly recorder: TraceRecorder
  readonly terminals: Terminals
}

/** One thing to be done at its time: a command of the script, or a look of kubectl's. */
interface Line {
  readonly seconds: number
  readonly act: () => void
}

function planScript(
  { cluster, nodes, recorder, terminals }: Lab,
  given: TraceGiven,
  expected: TraceExpectation,
): ReadonlyMap<number, CommandRun> {
  const { server, requests, simulation, behaviours: switches } = cluster
  const configuration = apiServerConfiguration(switches.release)
  const admission = { configuration, epoch: EPOCH }
  const kubectl = new Kubectl({
    simulation,
    server,
    requests,
    admission,
    drains: () => cluster.drains,
  })
  const commands = new Map<number, CommandRun>()
  const lines: Line[] = []
  for (const [index, { run, stdin }] of given.script.entries()) {
    if (run === undefined) continue
    const act = (): void => {
      recorder.commanded(index)
      const supply = /labelled kubelet=(\S+)$/.exec(run)?.[1]
      if (supply === undefined) commands.set(index, kubectl.run(run, stdin))
      else if (run.startsWith('sudden power loss')) nodes.losePower(supply)
      else nodes.restorePower(supply)
    }
    lines.push({ seconds: expected.steps[index]!.t, act })
  }
  lines.unshift(...looks(terminals, expected))
  const alarms = new Alarms<Line>(simulation, {
    name: 'ScriptLine',
    phase: PHASES.script,
    ring: ({ act }) => act(),
  })
  for (const line of lines) alarms.setAt(at(line.seconds), line)
  return commands
}

/**
 * What kubectl showed was noted down when it had ended: with a timeout it began so much earlier. A look
 * that was noted at the time of a command came before that.
 */
function looks(terminals: Terminals, { kubectl }: TraceExpectation): readonly Line[] {
  return [...kubectl.entries()].flatMap(([index, { t, command }]) => {
    const timeout = Number(/--timeout=(\d+)s/.exec(command)?.[1] ?? 0)
    const open = { seconds: t - timeout, act: () => terminals.open(index, command) }
    if (timeout === 0) return [open]
    return [open, { seconds: t, act: () => terminals.end(index) }]
  })
}

/** The instant of the simulation at a second of the recording. */
export function at(recordedSeconds: number): SimTime {
  return Math.round(START_OF_RECORDING + recordedSeconds * 1_000_000) as SimTime
}

function endOf({ steps, trace, kubectl }: TraceExpectation): number {
  const times = [
    ...steps.map(({ t, end }) => end ?? t),
    ...trace.map(({ t }) => t),
    ...kubectl.map(({ t }) => t),
  ]
  return Math.max(...times) + REST_SECONDS
}

function firstPassOf({ monitorPass }: RecordedPhases, flags: ControlPlaneFlags): Duration {
  const period = flags.nodeLifecycle?.monitorPeriod ?? DEFAULT_MONITOR_PERIOD
  return firstOf(monitorPass, toSeconds(period))
}

/** The first instant of something regular that also fell on that second of the recording. */
function firstOf(recordedSeconds: number | undefined, periodSeconds: number): Duration {
  const period = seconds(periodSeconds)
  const time = recordedSeconds === undefined ? 0 : at(recordedSeconds)
  return (((time % period) + period) % period) as Duration
}

function makeCluster(
  given: TraceGiven,
  switches: Behaviours,
  { nodeOrder, latency }: LabSurroundings,
  flags: ControlPlaneFlags,
): Cluster {
  return new Cluster({
    seed: nodeOrder,
    replication: 0,
    behaviours: switches,
    epoch: EPOCH,
    profile: labProfile(given.stagesMs.provision, latency),
    latencies: {},
    images: {},
    names: NO_PINNED_NAMES,
    clientLimits: 'default',
    nodeOrder: nodeOrder === 'by-name' ? nodeOrder : 'keyed',
    tieBreak: 'fifo',
    dependencies: [],
    kubelets: 'played',
    flags,
  })
}

/** The provisioning of volumes takes its time, and the control plane itself if it is to. */
function labProfile(provisionMilliseconds: number, latency: LabLatency): LatencyProfile {
  const ideal = findLatencyProfile('kwok-ideal')!
  const volumeProvision = constantly(provisionMilliseconds)
  const controlPlane = latency === 'none' ? {} : SHORT_LATENCIES
  return { ...ideal, stages: { ...ideal.stages, ...controlPlane, volumeProvision } }
}

function constantly(milliseconds: number): StageLatency {
  const value = milliseconds * 1_000
  return { distribution: { type: 'constant', value }, origin: { type: 'given' } }
}

const SHORT_LATENCIES: { readonly [Stage in LatencyStage]?: StageLatency } = {
  apiRead: constantly(2),
  apiWrite: constantly(4),
  watchDelay: constantly(1),
  schedulingAttempt: constantly(1),
}

/** The flags as the components were given them: `--node-monitor-period=1s`. */
function flagsOf(given: JsonObject): ControlPlaneFlags {
  const words = [given['kube-apiserver'], given['kube-controller-manager']].flat() as string[]
  const value = (flag: string): number | undefined => {
    const word = words.find((candidate) => candidate.startsWith(`--${flag}=`))
    return word === undefined ? undefined : parseFloat(word.slice(flag.length + 3))
  }
  const period = value('node-monitor-period')
  const grace = value('node-monitor-grace-period')
  const patience = value('default-not-ready-toleration-seconds')
  return {
    nodeLifecycle: {
      ...(period === undefined ? {} : { monitorPeriod: seconds(period) }),
      ...(grace === undefined ? {} : { gracePeriod: seconds(grace) }),
    },
    ...(patience === undefined ? {} : { defaultTolerationSeconds: patience }),
  }
}

const STORAGE_CLASSES = [
  storageClass('standard', 'Immediate', true),
  storageClass('late', 'WaitForFirstConsumer', false),
]

function storageClass(name: string, volumeBindingMode: string, isDefault: boolean) {
  return {
    kind: 'StorageClass' as const,
    metadata: {
      name,
      namespace: '',
      uid: '',
      resourceVersion: 0,
      generation: 0,
      creationTimestamp: UNSET,
      deletionTimestamp: UNSET,
      labels: {},
      annotations: isDefault ? { 'storageclass.kubernetes.io/is-default-class': 'true' } : {},
      ownerReferences: [],
      finalizers: [],
    },
    content: { provisioner: 'example.com/fake', volumeBindingMode, reclaimPolicy: 'Delete' },
  }
}
