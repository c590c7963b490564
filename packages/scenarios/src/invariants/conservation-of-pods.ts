import type { Pod, StoredChange } from '@seatrial/core'
import type { CheckerContext, InvariantChecker, InvariantText } from './invariant.ts'

export const CONSERVATION_OF_PODS: InvariantText = {
  rule: 'conservation-of-pods',
  statement:
    'A pod is added once, changes only while it is there and is deleted once: created = existing + deleted.',
  exceptions: [],
}

export class ConservationOfPods implements InvariantChecker {
  readonly #context: CheckerContext
  readonly #states = new Map<number, 'existing' | 'deleted'>()
  #existing = 0

  constructor(context: CheckerContext) {
    this.#context = context
  }

  changed({ type, resource, object }: StoredChange): void {
    if (resource !== 'pods') return
    const { number, name } = (object as Pod).identity
    const state = this.#states.get(number)
    if (state !== (type === 'ADDED' ? undefined : 'existing')) {
      this.#report(name, `${type} although ${state ?? 'never added'}`)
    }
    this.#states.set(number, type === 'DELETED' ? 'deleted' : 'existing')
    this.#existing += type === 'ADDED' ? 1 : type === 'DELETED' ? -1 : 0
  }

  checkpoint(): void {
    const { size } = this.#context.server.list('pods')
    if (size === this.#existing) return
    this.#report('*', `${this.#existing} should exist, but ${size} are stored`)
  }

  #report(name: string, detail: string): void {
    this.#context.report('conservation-of-pods', `pod/${name}`, detail)
  }
}
