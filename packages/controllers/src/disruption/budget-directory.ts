import {
  type ChangeListener,
  type LabelSelector,
  type Pod,
  type PodDisruptionBudget,
  type StoredChange,
  budgetSelector,
  compareText,
} from '@seatrial/core'
import type { PodDirectory } from '../runtime/pod-directory.ts'
import { BudgetPods } from './budget-pods.ts'
import { SelectorIndex } from './selector-index.ts'

interface KnownBudget {
  readonly selector: LabelSelector
  readonly pods: BudgetPods
  /** A list of these pods alone, shared by all pods that no other budget selects. */
  readonly alone: readonly BudgetPods[]
}

/** The budgets of one namespace, by name and by what they select. */
interface NamespaceBudgets {
  readonly byName: Map<string, KnownBudget>
  readonly bySelector: SelectorIndex<KnownBudget>
}

const NOT_SELECTED: readonly BudgetPods[] = []

/**
 * Which budgets select which pods, kept up to date by every delivered change of either. A pod whose
 * labels stay is not matched again; a budget whose selector stays keeps its pods.
 */
export class BudgetDirectory {
  readonly #directory: PodDirectory
  readonly #namespaces = new Map<string, NamespaceBudgets>()
  /** By pod number: the budgets that select the pod, by name. */
  readonly #budgetsOfPod: (readonly BudgetPods[] | undefined)[] = []
  /** Follows the pod informer. */
  readonly podIndex: ChangeListener = { changed: (change) => this.#podChanged(change) }
  /** Follows the informer of the budgets. */
  readonly budgetIndex: ChangeListener = { changed: (change) => this.#budgetChanged(change) }

  constructor(directory: PodDirectory) {
    this.#directory = directory
  }

  /** The pods of a budget; undefined when the view has no such budget. */
  podsOf(namespace: string, name: string): BudgetPods | undefined {
    return this.#namespaces.get(namespace)?.byName.get(name)?.pods
  }

  /** The budgets that select a pod, by name; of a pod that is gone those that did. */
  budgetsOf(pod: Pod): readonly BudgetPods[] {
    return this.#budgetsOfPod[pod.identity.number] ?? NOT_SELECTED
  }

  #podChanged({ type, object, previous }: StoredChange): void {
    const pod = object as Pod
    const budgets = this.#namespaces.get(pod.identity.namespace)
    if (budgets === undefined) return
    if (type === 'DELETED') {
      for (const pods of this.budgetsOf(pod)) pods.remove(pod)
      return
    }
    const before = previous as Pod | undefined
    if (before?.metadata !== pod.metadata) this.#match(pod, budgets)
    for (const pods of this.budgetsOf(pod)) pods.put(pod)
  }

  #match(pod: Pod, { bySelector }: NamespaceBudgets): void {
    const matching = listOf(bySelector.matching(pod.metadata.labels))
    for (const pods of this.budgetsOf(pod)) if (!matching.includes(pods)) pods.remove(pod)
    this.#budgetsOfPod[pod.identity.number] = matching
  }

  #budgetChanged({ type, object }: StoredChange): void {
    const budget = object as PodDisruptionBudget
    const { namespace, name } = budget.metadata
    const budgets = this.#budgetsIn(namespace)
    const known = budgets.byName.get(name)
    const selector = budgetSelector(budget)
    if (type !== 'DELETED' && known?.selector === selector) return
    if (known !== undefined) budgets.bySelector.delete(known)
    budgets.byName.delete(name)
    if (type !== 'DELETED') {
      const pods = new BudgetPods(namespace, name)
      const added: KnownBudget = { selector, pods, alone: [pods] }
      budgets.byName.set(name, added)
      budgets.bySelector.add(added)
    }
    this.#matchAllIn(namespace, budgets)
  }

  /** A budget has come, gone or changed its mind: as rare as it is costly. */
  #matchAllIn(namespace: string, budgets: NamespaceBudgets): void {
    for (const pod of this.#directory.all()) {
      if (pod.identity.namespace !== namespace) continue
      this.#match(pod, budgets)
      for (const pods of this.budgetsOf(pod)) pods.put(pod)
    }
  }

  #budgetsIn(namespace: string): NamespaceBudgets {
    let budgets = this.#namespaces.get(namespace)
    if (budgets === undefined) {
      budgets = { byName: new Map(), bySelector: new SelectorIndex() }
      this.#namespaces.set(namespace, budgets)
    }
    return budgets
  }
}

function listOf(matching: readonly KnownBudget[]): readonly BudgetPods[] {
  const [first, second] = matching
  if (first === undefined) return NOT_SELECTED
  return second === undefined ? first.alone : matching.map(({ pods }) => pods).sort(byName)
}

function byName(one: BudgetPods, other: BudgetPods): number {
  return compareText(one.name, other.name)
}
