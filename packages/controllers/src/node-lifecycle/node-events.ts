import type { Node } from '@seatrial/core'
import type { EventRecorder } from '../runtime/event-recorder.ts'

/** What the controller says of nodes in Events. */
export class NodeEvents {
  readonly #recorder: EventRecorder

  constructor(recorder: EventRecorder) {
    this.#recorder = recorder
  }

  /** A pass has seen a new node. */
  registered({ metadata: { name, uid } }: Node): void {
    const message = `Node ${name} event: Registered Node ${name} in Controller`
    this.#record({ name, uid }, 'RegisteredNode', message)
  }

  /** A pass has missed a node; its uid went with it. */
  removing(name: string): void {
    const message = `Node ${name} event: Removing Node ${name} from Controller`
    this.#record({ name, uid: name }, 'RemovingNode', message)
  }

  /** A pass has found a Ready node silent. */
  notReady({ metadata: { name, uid } }: Node): void {
    this.#record({ name, uid }, 'NodeNotReady', `Node ${name} status is now: NodeNotReady`)
  }

  #record(
    about: { readonly name: string; readonly uid: string },
    reason: string,
    message: string,
  ): void {
    this.#recorder.record({
      about: { kind: 'Node', namespace: '', ...about },
      type: 'Normal',
      reason,
      message,
    })
  }
}
