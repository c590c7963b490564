import { PHASES } from '../kernel/phases.ts'
import type { EventKind, Simulation } from '../kernel/simulation.ts'
import type { NodeSlot } from './node-slots.ts'
import type { PodWorker } from './pod-worker.ts'
import type { PodWorkers } from './pod-workers.ts'
import type { StatusWriter } from './status-writer.ts'

/** What is done when a step of a pod comes up. */
export type StepAction = (worker: PodWorker) => void

/**
 * Defines the steps of pods in motion. None of them happens while the machine is down; while only the
 * kubelet is, they are put off until it is back.
 */
export class WorkerSteps {
  readonly #simulation: Simulation
  readonly #workers: PodWorkers
  readonly #status: StatusWriter

  constructor(simulation: Simulation, workers: PodWorkers, status: StatusWriter) {
    this.#simulation = simulation
    this.#workers = workers
    this.#status = status
  }

  /** A step that the kubelet reports: it comes when the node's status writer is free. */
  reported(name: string, act: StepAction): EventKind {
    return this.#define(name, (worker, step) => {
      if (!this.#status.isDue(worker, step)) return
      worker.next = undefined
      act(worker)
    })
  }

  /** A step of which nobody is told. */
  silent(name: string, act: StepAction): EventKind {
    return this.#define(name, (worker) => {
      worker.next = undefined
      act(worker)
    })
  }

  /** The kubelet is back: what was put off comes now, in the order in which it was due. */
  makeUp(node: NodeSlot): void {
    const { now } = this.#simulation
    for (const [podNumber, step] of node.putOff ?? []) {
      const worker = this.#workers.get(podNumber)
      if (worker === undefined) continue
      worker.happened = now
      worker.next = this.#simulation.scheduleAt(now, step, podNumber)
    }
    node.putOff = undefined
  }

  #define(name: string, act: (worker: PodWorker, step: EventKind) => void): EventKind {
    const step: EventKind = this.#simulation.defineEvent(name, PHASES.clusterTimer, (podNumber) => {
      const worker = this.#workers.get(podNumber)
      if (worker === undefined) return
      if (worker.node.isUp) act(worker, step)
      else if (worker.node.isKubeletDown) putOff(worker.node, podNumber, step)
    })
    return step
  }
}

function putOff(node: NodeSlot, podNumber: number, step: EventKind): void {
  node.putOff ??= new Map()
  node.putOff.set(podNumber, step)
}
