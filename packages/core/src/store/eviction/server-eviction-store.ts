import { assert } from '../../assert.ts'
import { budgetSelector } from '../../api/budget-selector.ts'
import { disruptionTarget } from '../../api/pod-conditions.ts'
import type { PodDisruptionBudget } from '../../api/pod-disruption-budget.ts'
import type { Pod } from '../../api/pod.ts'
import type { SimTime } from '../../kernel/time.ts'
import type { ApiServer } from '../api-server.ts'
import type { Cause } from '../change-feed.ts'
import { writePodStatus } from '../pod-status.ts'
import type { EvictionOptions, EvictionStore, Preconditions } from './eviction.ts'

/** One eviction's hands in the API server's store. */
export class ServerEvictionStore implements EvictionStore {
  readonly #server: ApiServer
  readonly #namespace: string
  readonly #name: string
  readonly #cause: Cause

  constructor(server: ApiServer, namespace: string, name: string, cause: Cause) {
    this.#server = server
    this.#namespace = namespace
    this.#name = name
    this.#cause = cause
  }

  get now(): SimTime {
    return this.#server.now
  }

  get namesEveryCause(): boolean {
    return this.#server.namesEveryEvictionCause
  }

  pod(): Pod | undefined {
    return this.#server.get('pods', this.#namespace, this.#name)
  }

  budgetsOf(pod: Pod): readonly PodDisruptionBudget[] {
    const found: PodDisruptionBudget[] = []
    const budgets = this.#server.list('poddisruptionbudgets').inNamespace(this.#namespace)
    for (const budget of budgets) {
      if (budgetSelector(budget).matches(pod.metadata.labels)) found.push(budget)
    }
    return found
  }

  writeBudgetStatus(budget: PodDisruptionBudget): 'done' | 'conflict' {
    return this.#server.updateStatus(budget, this.#cause).type === 'done' ? 'done' : 'conflict'
  }

  markPod(preconditions: Preconditions): Pod | 'conflict' {
    const pod = this.#presentPod()
    const result = writePodStatus(
      this.#server,
      pod.identity,
      {
        uid: preconditions.uid ?? pod.identity.uid,
        ...(preconditions.resourceVersion === undefined
          ? {}
          : { resourceVersion: preconditions.resourceVersion }),
        condition: disruptionTarget('EvictionByEvictionAPI'),
      },
      this.#cause,
    )
    return result.type === 'done' ? (result.object as Pod) : 'conflict'
  }

  deletePod(_preconditions: Preconditions, options: EvictionOptions): 'done' | 'conflict' {
    if (options.dryRun !== true) {
      this.#server.deletePod(this.#presentPod(), options, this.#cause)
    }
    return 'done'
  }

  /** Nothing happens to a pod between the steps of its eviction. */
  #presentPod(): Pod {
    const pod = this.pod()
    assert(pod !== undefined, `pod ${this.#name} is there while it is evicted`)
    return pod
  }
}
