import {
  type Duration,
  type Informer,
  type Pod,
  type PodDisruptionBudget,
  type StoredChange,
} from '@seatrial/core'
import type { ControllerEnvironment } from '../runtime/controller-environment.ts'
import { ControllerLoop, type Progress } from '../runtime/controller-loop.ts'
import type { PodDirectory } from '../runtime/pod-directory.ts'
import { BudgetDirectory } from './budget-directory.ts'
import type { BudgetNotice } from './budget-notices.ts'
import type { BudgetPods } from './budget-pods.ts'
import { BudgetSync } from './budget-sync.ts'
import { InformedScales } from './informed-scales.ts'
import type { ScaleSources } from './owner-scales.ts'
import { type BudgetPlan, planBudget } from './plan-budget.ts'
import { StaleDisruptions } from './stale-disruptions.ts'

export interface DisruptionControllerOptions extends ControllerEnvironment {
  readonly budgets: Informer<'poddisruptionbudgets'>
  /** The pods of the same informer. */
  readonly pods: PodDirectory
  /** How many pods owners want; by default what the informers know. */
  readonly scales?: ScaleSources
}

/**
 * Keeps the status of PodDisruptionBudgets (SPEC.md). The budget of a changed pod is synced, one after the
 * other; a change of an owner's scale alone is noticed with the next change of a pod.
 */
export class DisruptionController {
  readonly loop: ControllerLoop<BudgetSync>
  readonly #options: DisruptionControllerOptions
  readonly #directory: BudgetDirectory
  readonly #scales: ScaleSources
  readonly #stale: StaleDisruptions
  /** A sync that had nothing to write, as most do not: the next of its budget begins in its place. */
  #spare: BudgetSync | undefined

  constructor(options: DisruptionControllerOptions) {
    const { simulation, informers, budgets, client, pods } = options
    this.#options = options
    this.#directory = new BudgetDirectory(pods)
    this.#scales = options.scales ?? new InformedScales(informers.statefulSets)
    this.loop = new ControllerLoop({
      simulation,
      name: 'disruption',
      workers: options.workers,
      reconciler: {
        begin: (key) => this.#syncOf(key),
        advance: (sync) => this.#advance(sync),
      },
    })
    this.#stale = new StaleDisruptions(simulation, client, pods)
    informers.pods.addIndex(this.#directory.podIndex)
    budgets.addIndex(this.#directory.budgetIndex)
    informers.pods.addHandler({
      changed: (change) => {
        this.#podChanged(change)
        this.#stale.podChanged(change)
      },
    })
    budgets.addHandler({ changed: (change) => this.#budgetChanged(change) })
  }

  /** The controller does nothing more, whatever it had planned. */
  stop(): void {
    this.loop.stop()
    this.#stale.stop()
  }

  #budgetChanged({ type, object }: StoredChange): void {
    const { namespace, name } = (object as PodDisruptionBudget).metadata
    if (type !== 'DELETED') this.loop.queue.add(`${namespace}/${name}`)
  }

  /** Only the first budget hears of a pod, also where several select it. */
  #podChanged({ object }: StoredChange): void {
    const pod = object as Pod
    const budgets = this.#directory.budgetsOf(pod)
    const first = budgets[0]
    if (first === undefined) return
    if (budgets.length > 1) this.#warnOfSeveral(pod, first)
    this.loop.queue.add(first.key)
  }

  #syncOf(key: string): BudgetSync {
    const spare = this.#spare
    this.#spare = undefined
    return spare?.key === key ? spare : new BudgetSync(key)
  }

  #advance(sync: BudgetSync): Progress {
    switch (sync.outcome) {
      case 'written':
        return 'done'
      case 'conflict':
      case 'refused':
        return 'failed'
      case undefined:
        return this.#begin(sync)
    }
  }

  #begin(sync: BudgetSync): Progress {
    const { namespace, name } = sync
    const budget = this.#options.budgets.get(namespace, name)
    const pods = this.#directory.podsOf(namespace, name)
    if (budget === undefined || pods === undefined) return 'done'
    const { now } = this.#options.simulation
    const plan = planBudget({ budget, pods, sources: this.#scales, now })
    for (const notice of plan.notices) this.#record(notice, budget, pods)
    if (plan.recheckAt !== undefined) {
      this.loop.queue.addAfter(sync.key, (plan.recheckAt - now) as Duration)
    }
    if (plan.status !== undefined) return this.#write(sync, budget, plan.status)
    this.#spare = sync
    return 'done'
  }

  #write(
    sync: BudgetSync,
    budget: PodDisruptionBudget,
    status: NonNullable<BudgetPlan['status']>,
  ): Progress {
    sync.outstanding++
    this.#options.client.send(
      {
        verb: 'update',
        resource: 'poddisruptionbudgets',
        subresource: 'status',
        namespace: sync.namespace,
        name: sync.name,
        object: { ...budget, status },
        why: `${status.disruptionsAllowed} of ${status.currentHealthy} healthy pods may go`,
      },
      sync,
    )
    return 'waiting'
  }

  #record(notice: BudgetNotice, { metadata }: PodDisruptionBudget, pods: BudgetPods): void {
    const { podName, type, reason, message } = notice
    const { namespace, name, uid } =
      (podName === undefined ? undefined : pods.get(podName)?.identity) ?? metadata
    const kind = podName === undefined ? 'PodDisruptionBudget' : 'Pod'
    this.#options.recorder.record({ about: { kind, namespace, name, uid }, type, reason, message })
  }

  #warnOfSeveral({ identity: { namespace, name, uid } }: Pod, chosen: BudgetPods): void {
    this.#options.recorder.record({
      about: { kind: 'Pod', namespace, name, uid },
      type: 'Warning',
      reason: 'MultiplePodDisruptionBudgets',
      message: `Pod "${namespace}"/"${name}" matches multiple PodDisruptionBudgets.  Chose "${chosen.name}" arbitrarily.`,
    })
  }
}
