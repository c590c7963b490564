import {
  type DaemonSet,
  type DaemonSetSpec,
  type Informer,
  LabelSelector,
  type OwnerReference,
  type StringMap,
  UnusableLabelSelectorError,
  compileLabelSelector,
  keyOf,
} from '@seatrial/core'

/** Finds the sets of the cache that something else is about. */
export class SetLookup {
  readonly #informer: Informer<'daemonsets'>
  readonly #selectors = new WeakMap<DaemonSetSpec, LabelSelector>()
  readonly #keys = new Map<string, string>()

  constructor(informer: Informer<'daemonsets'>) {
    this.#informer = informer
  }

  all(): Iterable<DaemonSet> {
    return this.#informer.objects.values()
  }

  /** The set that a controller reference means: by kind, by name, and by uid. */
  ownerBy(reference: OwnerReference | undefined, namespace: string): DaemonSet | undefined {
    if (reference?.kind !== 'DaemonSet') return undefined
    const set = this.#informer.get(namespace, reference.name)
    return set?.metadata.uid === reference.uid ? set : undefined
  }

  /** The key of a set in queues and the like: one text for all events of its pods. */
  keyOf(set: DaemonSet): string {
    const { uid } = set.metadata
    let key = this.#keys.get(uid)
    if (key === undefined) {
      key = keyOf(set)
      this.#keys.set(uid, key)
    }
    return key
  }

  /** The sets of a namespace that select these labels. Nobody selects what has none. */
  *selecting(labels: StringMap, namespace: string): IterableIterator<DaemonSet> {
    if (Object.keys(labels).length === 0) return
    for (const set of this.#informer.objects.inNamespace(namespace)) {
      if (this.#selectorOf(set.spec).matches(labels)) yield set
    }
  }

  /** What selects everything, or means nothing, selects nothing here. */
  #selectorOf(spec: DaemonSetSpec): LabelSelector {
    let selector = this.#selectors.get(spec)
    if (selector === undefined) {
      selector = usable(spec)
      this.#selectors.set(spec, selector)
    }
    return selector
  }
}

function usable({ selector }: DaemonSetSpec): LabelSelector {
  try {
    const compiled = compileLabelSelector(selector)
    return compiled.requirements?.length === 0 ? NOTHING : compiled
  } catch (error) {
    if (error instanceof UnusableLabelSelectorError) return NOTHING
    throw error
  }
}

const NOTHING = new LabelSelector(undefined)
