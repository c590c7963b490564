import { type Pod, type SimTime, compareText, isTerminal } from '@seatrial/core'
import type { DrainOptions } from './drain-options.ts'
import { overdueAt } from './overdue-pod.ts'

const MIRROR_ANNOTATION = 'kubernetes.io/config.mirror'

/** Which pods of a node a drain takes away, or why it does not begin. */
export interface FilteredPods {
  readonly pods: readonly Pod[]
  /** Why nothing at all is taken away; empty when the drain may begin. */
  readonly errors: readonly string[]
  /** What is done although one should think about it. */
  readonly warnings: readonly string[]
}

/** Whether the DaemonSet that owns the pod is there. */
export type DaemonSetLookup = (pod: Pod) => boolean

/** What becomes of one pod. */
type Fate =
  | { readonly type: 'taken'; readonly warning?: string }
  | { readonly type: 'skipped'; readonly warning?: string }
  | { readonly type: 'refused'; readonly error: string }

type Filter = (pod: Pod, options: DrainOptions, hasDaemonSet: DaemonSetLookup) => Fate

const TAKEN: Fate = { type: 'taken' }

/**
 * Decides about each pod of a node as `kubectl drain` does (spec B7): the first filter that does not take
 * it has the last word, else the last filter. Pods with the same fate are named together.
 *
 * @param now decides which terminating pods are not waited for any more
 */
export function filterPods(
  pods: readonly Pod[],
  options: DrainOptions,
  hasDaemonSet: DaemonSetLookup,
  now: SimTime,
): FilteredPods {
  const taken: Pod[] = []
  const errors = new PodsByMessage()
  const warnings = new PodsByMessage()
  for (const pod of pods) {
    if (options.podSelector?.matches(pod.metadata.labels) === false) continue
    if (now >= overdueAt(pod, options)) continue
    const fate = fateOf(pod, options, hasDaemonSet)
    if (fate.type === 'taken') taken.push(pod)
    if (fate.type === 'refused') errors.add(fate.error, pod)
    else if (fate.warning !== undefined) warnings.add(fate.warning, pod)
  }
  return { pods: taken, errors: errors.lines(), warnings: warnings.lines() }
}

function fateOf(pod: Pod, options: DrainOptions, hasDaemonSet: DaemonSetLookup): Fate {
  let fate: Fate = TAKEN
  for (const filter of FILTERS) {
    fate = filter(pod, options, hasDaemonSet)
    if (fate.type !== 'taken') return fate
  }
  return fate
}

const FILTERS: readonly Filter[] = [filterDaemonPod, filterMirror, filterLocalData, filterUnmanaged]

function filterDaemonPod(pod: Pod, options: DrainOptions, hasDaemonSet: DaemonSetLookup): Fate {
  const { controller } = pod.metadata
  if (controller?.kind !== 'DaemonSet' || isTerminal(pod)) return TAKEN
  if (!hasDaemonSet(pod)) {
    const missing = `daemonsets.apps "${controller.name}" not found`
    return options.force ? { type: 'taken', warning: missing } : { type: 'refused', error: missing }
  }
  return options.ignoreDaemonSets
    ? { type: 'skipped', warning: 'ignoring DaemonSet-managed Pods' }
    : {
        type: 'refused',
        error: 'cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore)',
      }
}

function filterMirror({ metadata }: Pod): Fate {
  return Object.hasOwn(metadata.annotations, MIRROR_ANNOTATION) ? { type: 'skipped' } : TAKEN
}

function filterLocalData(pod: Pod, options: DrainOptions): Fate {
  if (options.deleteEmptyDirData || isTerminal(pod) || !hasEmptyDir(pod)) return TAKEN
  return {
    type: 'refused',
    error: 'cannot delete Pods with local storage (use --delete-emptydir-data to override)',
  }
}

function filterUnmanaged(pod: Pod, options: DrainOptions): Fate {
  if (pod.metadata.controller !== undefined || isTerminal(pod)) return TAKEN
  return options.force
    ? { type: 'taken', warning: 'deleting Pods that declare no controller' }
    : {
        type: 'refused',
        error: 'cannot delete Pods that declare no controller (use --force to override)',
      }
}

function hasEmptyDir({ specification }: Pod): boolean {
  const volumes = (specification.template['volumes'] ?? []) as readonly object[]
  return volumes.some((volume) => 'emptyDir' in volume)
}

/** The names of pods under what is said of them. */
class PodsByMessage {
  readonly #names = new Map<string, string[]>()

  add(message: string, { identity }: Pod): void {
    const names = this.#names.get(message) ?? []
    names.push(`${identity.namespace}/${identity.name}`)
    this.#names.set(message, names)
  }

  /** One line a message, in alphabetical order. */
  lines(): readonly string[] {
    return [...this.#names]
      .map(([message, names]) => `${message}: ${names.toSorted(compareText).join(', ')}`)
      .toSorted(compareText)
  }
}
