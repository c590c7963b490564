import type { ChangeListener, Duration } from '@seatrial/core'
import type { CommandContext } from './command-context.ts'
import type { NamedObject } from './named-objects.ts'

/** An object of which a command waits for something to become true. */
export interface AwaitedObject extends NamedObject {
  readonly isMet: () => boolean
}

/**
 * Has a command wait until all has come true, for so long at most; then it ends. One object comes after
 * the other, and of each is told that it was met, or else that the time was over.
 */
export function waitFor(
  context: CommandContext,
  all: readonly AwaitedObject[],
  timeout: Duration,
  met: (object: AwaitedObject) => void,
): void {
  new ObjectWait(context, all, met).begin(timeout)
}

class ObjectWait implements ChangeListener {
  readonly #context: CommandContext
  readonly #pending: AwaitedObject[]
  readonly #met: (object: AwaitedObject) => void
  #isAboutToLook = false
  #stopClock: (() => void) | undefined

  constructor(
    context: CommandContext,
    all: readonly AwaitedObject[],
    met: (object: AwaitedObject) => void,
  ) {
    this.#context = context
    this.#pending = [...all]
    this.#met = met
  }

  begin(timeout: Duration): void {
    const { objects, goOn } = this.#context
    objects.watch(
      this,
      this.#pending.map(({ names }) => names),
    )
    this.#stopClock = goOn(() => this.#giveUp(), timeout)
    this.#look()
  }

  /** Looks when the instant is over: listeners come and go between commits only. */
  changed(): void {
    if (this.#isAboutToLook) return
    this.#isAboutToLook = true
    this.#context.goOn(() => this.#look())
  }

  #look(): void {
    this.#isAboutToLook = false
    while (this.#pending[0]?.isMet() === true) this.#met(this.#pending.shift()!)
    if (this.#pending.length === 0) this.#end(0)
  }

  #giveUp(): void {
    let hasFailed = false
    for (const object of this.#pending.splice(0)) {
      if (object.isMet()) {
        this.#met(object)
        continue
      }
      hasFailed = true
      const { names, name } = object
      this.#context.output.warn(
        `error: timed out waiting for the condition on ${names.resource}/${name}`,
      )
    }
    this.#end(hasFailed ? 1 : 0)
  }

  #end(exitCode: number): void {
    this.#stopClock?.()
    this.#context.objects.unwatch(this)
    this.#context.output.end(exitCode)
  }
}
