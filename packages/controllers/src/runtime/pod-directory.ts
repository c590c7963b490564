import type { ApiServer, ChangeListener, Informer, Pod, StoredChange } from '@seatrial/core'

/** The end of a chain of pods. */
const NOBODY = -1

const FIRST_CAPACITY = 64

/**
 * The pods of a view by their number and by their node. The controllers that look after nodes share
 * one: it is an index of the pod informer and holds the pods itself.
 *
 * The pods of a node are a chain through arrays by pod number, so that a pod costs three numbers and
 * coming or going costs the same on every node.
 */
export class PodDirectory implements ChangeListener {
  readonly #pods: (Pod | undefined)[] = []
  #next = new Int32Array(FIRST_CAPACITY)
  #previous = new Int32Array(FIRST_CAPACITY)
  readonly #firstOnNode = new Map<string, number>()

  /** A directory that follows the informer from now on. */
  static of(informer: Informer<'pods'>): PodDirectory {
    const directory = new PodDirectory()
    informer.addIndex(directory)
    return directory
  }

  /** A directory of what is in the store, as somebody sees it who asks the API server each time. */
  static following(server: ApiServer): PodDirectory {
    const directory = new PodDirectory()
    for (const pod of server.list('pods').values()) directory.#put(pod)
    server.subscribe(directory, ['pods'])
    return directory
  }

  /** The newest version of a pod in the view; undefined when it is not there. */
  get(number: number): Pod | undefined {
    return this.#pods[number]
  }

  /** The pods that are bound to a node, there or not; oldest first. */
  onNode(nodeName: string): readonly Pod[] {
    const pods: Pod[] = []
    for (let number = this.#firstOn(nodeName); number !== NOBODY; number = this.#next[number]!) {
      pods.push(this.#pods[number]!)
    }
    return pods.sort((one, other) => one.identity.number - other.identity.number)
  }

  /** True when any pod is bound to that node. */
  hasPodsOn(nodeName: string): boolean {
    return this.#firstOn(nodeName) !== NOBODY
  }

  /** All pods of the view, oldest first. */
  *all(): IterableIterator<Pod> {
    for (const pod of this.#pods) if (pod !== undefined) yield pod
  }

  changed(change: StoredChange): void {
    const pod = change.object as Pod
    const { number } = pod.identity
    const known = this.#pods[number]
    if (change.type === 'DELETED') {
      if (known === undefined) return
      if (known.nodeName !== '') this.#unchain(known)
      this.#pods[number] = undefined
      return
    }
    this.#put(pod)
  }

  #put(pod: Pod): void {
    const { number } = pod.identity
    const known = this.#pods[number]
    this.#pods[number] = pod
    if (number >= this.#next.length) this.#grow(number)
    if (pod.nodeName !== '' && (known === undefined || known.nodeName === '')) this.#chain(pod)
  }

  #grow(number: number): void {
    const capacity = Math.max(number + 1, this.#next.length * 2)
    const next = new Int32Array(capacity)
    const previous = new Int32Array(capacity)
    next.set(this.#next)
    previous.set(this.#previous)
    this.#next = next
    this.#previous = previous
  }

  #firstOn(nodeName: string): number {
    return this.#firstOnNode.get(nodeName) ?? NOBODY
  }

  #chain({ identity: { number }, nodeName }: Pod): void {
    const first = this.#firstOn(nodeName)
    this.#next[number] = first
    this.#previous[number] = NOBODY
    if (first !== NOBODY) this.#previous[first] = number
    this.#firstOnNode.set(nodeName, number)
  }

  #unchain({ identity: { number }, nodeName }: Pod): void {
    const next = this.#next[number]!
    const previous = this.#previous[number]!
    if (next !== NOBODY) this.#previous[next] = previous
    if (previous !== NOBODY) this.#next[previous] = next
    else if (next !== NOBODY) this.#firstOnNode.set(nodeName, next)
    else this.#firstOnNode.delete(nodeName)
  }
}
