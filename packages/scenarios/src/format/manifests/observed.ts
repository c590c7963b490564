import { type Distribution, type JsonObject, type JsonValue, parseTimestamp } from '@seatrial/core'
import { InputError, InputErrors, throwIfAny } from '../../input-error.ts'
import { readDocuments } from '../documents/read-documents.ts'
import {
  type WorkloadReference,
  formatObjectReference,
  parseWorkloadReference,
} from '../language/object-reference.ts'
import { childOf, valueAt } from '../paths/field-path.ts'
import type { Manifest } from './manifest.ts'
import { readManifestDocuments } from './read-manifests.ts'

/** The latencies that pods tell something about, by their names in a scenario. */
export type ObservableLatency = 'start' | 'imagePull' | 'applicationReady'

/** How long something took, as the pods of a cluster tell. */
export interface ObservedDuration {
  readonly latency: ObservableLatency
  /** Empirical; the API stores whole seconds, so that each value is true to one second. */
  readonly distribution: Distribution
  /** From how many pods. */
  readonly count: number
}

/** What the pods of one workload tell. */
export interface ObservedWorkload {
  readonly workload: WorkloadReference
  readonly durations: readonly ObservedDuration[]
  /** Pods that were left out, since a restart has overwritten when their containers first started. */
  readonly restartedCount: number
  /** What stays assumed, and why. */
  readonly missing: readonly MissingLatency[]
}

/** A latency that the pods do not tell. */
export interface MissingLatency {
  readonly latency: ObservableLatency | 'termination'
  readonly reason: string
}

/**
 * Takes durations from pods as `kubectl get pods -o json` prints them:
 *
 * - `start`: from PodScheduled until the sandbox is there (PodReadyToStartContainers);
 * - `imagePull`: from there (or from the end of the init containers) until the first container has
 *   started, creating it included;
 * - `applicationReady`: from the start of the last container until Ready.
 *
 * Only pods that run are asked. Throws `InputErrors` when no workload has any.
 */
export function readObservedPods(file: string, text: string): readonly ObservedWorkload[] {
  const { objects, errors } = readManifestDocuments(readDocuments(file, text), () => [])
  throwIfAny(errors)
  const podsByWorkload = new Map<string, Manifest[]>()
  for (const pod of objects) {
    const workload = workloadOf(pod)
    if (workload === undefined || !isRunning(pod.object)) continue
    const pods = podsByWorkload.get(workload)
    if (pods === undefined) podsByWorkload.set(workload, [pod])
    else pods.push(pod)
  }
  if (podsByWorkload.size === 0) {
    const expected = 'running pods of a StatefulSet or DaemonSet'
    throw new InputErrors([new InputError({ file, path: '', expected, got: 'none' })])
  }
  return [...podsByWorkload].map(([workload, pods]) =>
    observe(parseWorkloadReference(workload)!, pods),
  )
}

function observe(workload: WorkloadReference, pods: readonly Manifest[]): ObservedWorkload {
  const unrestarted = pods.filter(({ object }) => !hasRestarted(object))
  const instants = unrestarted.map(({ object }) => instantsOf(object))
  const durations: ObservedDuration[] = []
  const missing: MissingLatency[] = [
    { latency: 'termination', reason: 'pods that run have not been terminated' },
  ]
  for (const { latency, from, to, reason } of SPANS) {
    const values = instants
      .map((each) => spanOf(from(each), to(each)))
      .filter((value) => value !== undefined)
      .sort((left, right) => left - right)
    if (values.length === 0) missing.push({ latency, reason })
    else
      durations.push({ latency, distribution: { type: 'empirical', values }, count: values.length })
  }
  return { workload, durations, restartedCount: pods.length - unrestarted.length, missing }
}

/** When a pod reached the stages of its start, in microseconds of wall time. */
interface Instants {
  readonly scheduled: number | undefined
  readonly sandboxReady: number | undefined
  readonly initialized: number | undefined
  readonly firstStarted: number | undefined
  readonly lastStarted: number | undefined
  readonly ready: number | undefined
}

interface Span {
  readonly latency: ObservableLatency
  readonly from: (instants: Instants) => number | undefined
  readonly to: (instants: Instants) => number | undefined
  /** Why no pod tells it. */
  readonly reason: string
}

const SPANS: readonly Span[] = [
  {
    latency: 'start',
    from: ({ scheduled }) => scheduled,
    to: ({ sandboxReady }) => sandboxReady,
    reason: 'no pod has the condition PodReadyToStartContainers',
  },
  {
    latency: 'imagePull',
    from: ({ sandboxReady, initialized }) =>
      sandboxReady === undefined ? undefined : Math.max(sandboxReady, initialized ?? 0),
    to: ({ firstStarted }) => firstStarted,
    reason: 'no pod has the condition PodReadyToStartContainers',
  },
  {
    latency: 'applicationReady',
    from: ({ lastStarted }) => lastStarted,
    to: ({ ready }) => ready,
    reason: 'no pod is ready',
  },
]

/** A time cannot be before an earlier stage; rounding to seconds may make it seem so by one. */
function spanOf(from: number | undefined, to: number | undefined): number | undefined {
  if (from === undefined || to === undefined || to < from - 1_000_000) return undefined
  return Math.max(0, to - from)
}

function instantsOf(pod: JsonObject): Instants {
  const started = containerStatuses(pod)
    .map((status) => timeAt(status, ['state', 'running', 'startedAt']))
    .filter((time) => time !== undefined)
  return {
    scheduled: conditionTime(pod, 'PodScheduled'),
    sandboxReady: conditionTime(pod, 'PodReadyToStartContainers'),
    initialized: conditionTime(pod, 'Initialized'),
    firstStarted: started.length === 0 ? undefined : Math.min(...started),
    lastStarted: started.length === 0 ? undefined : Math.max(...started),
    ready: conditionTime(pod, 'Ready'),
  }
}

/** Since when the condition has been true; `undefined` while it is not. */
function conditionTime(pod: JsonObject, type: string): number | undefined {
  const condition = listAt(pod, 'conditions').find((each) => childOf(each, 'type') === type)
  if (childOf(condition, 'status') !== 'True') return undefined
  return timeAt(condition!, ['lastTransitionTime'])
}

function timeAt(value: JsonValue, path: readonly string[]): number | undefined {
  const text = valueAt(value, path)
  return typeof text === 'string' ? parseTimestamp(text) : undefined
}

function containerStatuses(pod: JsonObject): readonly JsonValue[] {
  return listAt(pod, 'containerStatuses')
}

function hasRestarted(pod: JsonObject): boolean {
  return containerStatuses(pod).some((status) => childOf(status, 'restartCount') !== 0)
}

function isRunning(pod: JsonObject): boolean {
  const isTerminating = valueAt(pod, ['metadata', 'deletionTimestamp']) !== undefined
  return valueAt(pod, ['status', 'phase']) === 'Running' && !isTerminating
}

function listAt(pod: JsonObject, field: string): readonly JsonValue[] {
  const list = valueAt(pod, ['status', field])
  return Array.isArray(list) ? (list as readonly JsonValue[]) : []
}

/** The StatefulSet or DaemonSet that controls a pod, as a reference with its namespace. */
function workloadOf({ kind, namespace, object }: Manifest): string | undefined {
  const owners = kind === 'Pod' ? valueAt(object, ['metadata', 'ownerReferences']) : undefined
  if (!Array.isArray(owners)) return undefined
  const controller = (owners as readonly JsonValue[]).find(
    (owner) => childOf(owner, 'controller') === true,
  )
  const name = childOf(controller, 'name')
  const ownerKind = childOf(controller, 'kind')
  if (typeof name !== 'string' || (ownerKind !== 'StatefulSet' && ownerKind !== 'DaemonSet'))
    return undefined
  const reference = formatObjectReference({ kind: ownerKind, namespace, name })
  return parseWorkloadReference(reference) === undefined ? undefined : reference
}
