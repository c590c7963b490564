import { toApiTime } from '../../api/api-time.ts'
import { isTerminating } from '../../api/pod-predicates.ts'
import type { Pod } from '../../api/pod.ts'
import { type ApiResult, DONE, type Refusal, refused } from '../api-result.ts'
import type { EvictionOptions, EvictionStore, Preconditions } from './eviction.ts'
import { POD_CHANGED, ignoresBudgets, judgeEviction } from './judge-eviction.ts'

/** How often a write that met a conflict is tried in all. */
const TRIES_MAX = 20

/**
 * Evicts a pod as the Eviction subresource does (spec B8): it asks the pod's disruption budget, charges
 * it, marks the pod and deletes it.
 *
 * The real server pauses 500 ms between two tries. Here all tries belong to one instant: the store of
 * a run never changes in the middle of a request, so that only a store with faults makes them.
 */
export function evictPod(store: EvictionStore, options: EvictionOptions): ApiResult {
  const found = store.pod()
  if (found === undefined) return refused('NotFound', 'pod not found')
  if (ignoresBudgets(found)) return deleteWithRetries(store, found, options)
  const [budget, second] = store.budgetsOf(found)
  if (second !== undefined) return MORE_THAN_ONE_BUDGET
  if (budget === undefined) return deleteOnce(store, options, options)
  return askBudget(store, found, options)
}

const MORE_THAN_ONE_BUDGET = refused(
  'InternalError',
  'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
)

/** Only a pending pod has something to lose: it must not have started meanwhile. */
function deleteWithRetries(store: EvictionStore, found: Pod, options: EvictionOptions): ApiResult {
  let result: ApiResult = CONFLICT
  let pod: Pod | undefined = found
  for (let tries = 0; tries < TRIES_MAX && isConflict(result); tries++) {
    if (pod === undefined) return refused('NotFound', 'pod not found')
    const preconditions = mayStillStart(pod)
      ? { resourceVersion: pod.resourceVersion, ...options }
      : options
    result = deleteOnce(store, preconditions, options)
    pod = store.pod()
  }
  return result
}

function mayStillStart(pod: Pod): boolean {
  return pod.phase === 'Pending' && !isTerminating(pod)
}

function askBudget(store: EvictionStore, pod: Pod, options: EvictionOptions): ApiResult {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const [budget] = store.budgetsOf(pod)
    if (budget === undefined) return deleteOnce(store, options, options)
    const verdict = judgeEviction(pod, budget, toApiTime(store.now))
    if (verdict.type === 'refuse') return withCause(store, verdict.refusal)
    if (verdict.type === 'evict-unready') return deleteUnready(store, pod, options)
    if (options.dryRun === true || store.writeBudgetStatus(verdict.budget) === 'done') {
      return deleteOnce(store, options, options)
    }
  }
  return CONFLICT
}

/** The pod is judged as it is: a write that could have made it ready must not be overlooked. */
function deleteUnready(store: EvictionStore, pod: Pod, options: EvictionOptions): ApiResult {
  const guard = { ...options, resourceVersion: pod.resourceVersion }
  const result = deleteOnce(store, guard, options)
  return isConflict(result) && options.resourceVersion === undefined ? POD_CHANGED : result
}

function deleteOnce(
  store: EvictionStore,
  preconditions: Preconditions,
  options: EvictionOptions,
): ApiResult {
  let guard = preconditions
  if (options.dryRun !== true) {
    const marked = store.markPod(preconditions)
    if (marked === 'conflict') return conflictWith(store.pod(), preconditions)
    if (guard.resourceVersion !== undefined) {
      guard = { ...guard, resourceVersion: marked.resourceVersion }
    }
  }
  return store.deletePod(guard, options) === 'done' ? DONE : CONFLICT
}

const CONFLICT = refused('Conflict', 'the pod or its disruption budget has been modified')

function isConflict(result: ApiResult): boolean {
  return result.type === 'refused' && result.reason === 'Conflict'
}

/** Says which of the preconditions does not hold, as the server does. */
function conflictWith(pod: Pod | undefined, { uid, resourceVersion }: Preconditions): Refusal {
  if (pod === undefined) return CONFLICT
  const { identity } = pod
  const prefix = `Operation cannot be fulfilled on Pod "${identity.name}": `
  if (uid !== undefined && uid !== identity.uid) {
    return refused(
      'Conflict',
      `${prefix}the UID in the precondition (${uid}) does not match the UID in record ` +
        `(${identity.uid}). The object might have been deleted and then recreated`,
    )
  }
  if (resourceVersion === undefined || resourceVersion === pod.resourceVersion) return CONFLICT
  return refused(
    'Conflict',
    `${prefix}the ResourceVersion in the precondition (${resourceVersion}) does not match the ` +
      `ResourceVersion in record (${pod.resourceVersion}). The object might have been modified`,
  )
}

function withCause(store: EvictionStore, refusal: Refusal): Refusal {
  if (store.namesEveryCause || refusal.reason !== 'Forbidden') return refusal
  const { cause: _cause, ...causeless } = refusal
  return causeless
}
