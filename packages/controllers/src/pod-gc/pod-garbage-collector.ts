import {
  type ApiRequest,
  type ApiResult,
  type Duration,
  type EventHandle,
  type EventKind,
  PHASES,
  type Pod,
  type PodCondition,
  type Requester,
  type SimTime,
  disruptionTarget,
  isRefusedFor,
  seconds,
} from '@seatrial/core'
import type { ControllerEnvironment } from '../runtime/controller-environment.ts'
import { type FirstPass, PassClock } from '../runtime/pass-clock.ts'
import type { PodDirectory } from '../runtime/pod-directory.ts'
import { chooseSurplus } from './choose-surplus.ts'
import { CollectablePods } from './collectable-pods.ts'
import { NodeQuarantine } from './node-quarantine.ts'
import { PodRemoval } from './pod-removal.ts'

export interface PodGarbageCollectorOptions extends Pick<
  ControllerEnvironment,
  'simulation' | 'client' | 'informers'
> {
  /** The pods of the same informer, by node. */
  readonly pods: PodDirectory
  /** How many Succeeded and Failed pods may stay; 12,500 by default, 0 for any number. */
  readonly terminatedPodThreshold?: number
  /** When the first pass comes. */
  readonly firstPass: FirstPass
}

const PERIOD: Duration = seconds(20)
const TERMINATED_POD_THRESHOLD = 12_500

/**
 * Removes pods that nobody else will (SPEC.md): too many terminated ones, terminating ones on nodes that
 * are out of service or that they never got, and those of nodes that are gone.
 *
 * Its loop passes every 20 s; a pass without anything to look at never happens.
 */
export class PodGarbageCollector implements Requester {
  readonly #options: PodGarbageCollectorOptions
  readonly #threshold: number
  readonly #pods: CollectablePods
  readonly #quarantine = new NodeQuarantine()
  readonly #clock: PassClock
  readonly #pass: EventKind
  #plannedPass: EventHandle | undefined
  /** Requests and removals of the running pass that have not ended. */
  #outstanding = 0

  constructor(options: PodGarbageCollectorOptions) {
    const { simulation, informers } = options
    this.#options = options
    this.#threshold = options.terminatedPodThreshold ?? TERMINATED_POD_THRESHOLD
    this.#pods = new CollectablePods(options.pods, {
      has: (nodeName) => informers.nodes.get('', nodeName) !== undefined,
    })
    // A pass sees everything that its instant has delivered.
    this.#pass = simulation.defineEvent('PodGarbageCollection', PHASES.workerStart, () =>
      this.#run(),
    )
    this.#clock = new PassClock('pod-gc', PERIOD, options.firstPass)
    this.#planAt(this.#clock.atOrAfter(simulation.now))
    informers.pods.addHandler({
      changed: (change) => {
        this.#pods.podChanged(change)
        this.#planIfNeeded()
      },
    })
    informers.nodes.addHandler({
      changed: (change) => {
        this.#pods.nodeChanged(change)
        this.#planIfNeeded()
      },
    })
  }

  /** The collector does nothing more, whatever it had planned. */
  stop(): void {
    if (this.#plannedPass !== undefined) this.#options.simulation.cancel(this.#plannedPass)
  }

  answered(request: ApiRequest, result: ApiResult): void {
    if (isRefusedFor(result, 'NotFound')) this.#removeOrphans(request.name)
    this.#ended()
  }

  #planIfNeeded(): void {
    if (this.#plannedPass !== undefined || this.#outstanding > 0 || !this.#hasWork()) return
    this.#planAt(this.#clock.after(this.#options.simulation.now))
  }

  #planAt(time: SimTime): void {
    this.#plannedPass = this.#options.simulation.scheduleAt(time, this.#pass, 0)
  }

  #hasWork(): boolean {
    const { terminated, unscheduled, outOfService, missingNodes } = this.#pods
    return (
      unscheduled.size > 0 ||
      outOfService.size > 0 ||
      missingNodes.size > 0 ||
      this.#quarantine.size > 0 ||
      (this.#threshold > 0 && terminated.size > this.#threshold)
    )
  }

  #run(): void {
    this.#plannedPass = undefined
    this.#outstanding = 1
    this.#removeTerminated()
    for (const pod of this.#existing(this.#pods.outOfService)) {
      this.#remove(pod, 'its node is out of service')
    }
    this.#checkMissingNodes()
    for (const pod of this.#existing(this.#pods.unscheduled)) {
      this.#remove(pod, 'it is terminating and never got a node')
    }
    this.#ended()
  }

  #removeTerminated(): void {
    if (this.#pods.terminated.size <= this.#threshold) return
    const terminated = this.#existing(this.#pods.terminated)
    for (const pod of chooseSurplus(terminated, this.#threshold)) {
      this.#remove(pod, 'too many terminated pods')
    }
  }

  /** Nodes whose quarantine is over are asked for once more, at the API server itself. */
  #checkMissingNodes(): void {
    const { now } = this.#options.simulation
    const due = this.#quarantine.takeDue(now)
    for (const nodeName of this.#pods.missingNodes) {
      if (this.#options.pods.hasPodsOn(nodeName)) this.#quarantine.add(nodeName, now)
      else this.#pods.missingNodes.delete(nodeName)
    }
    for (const name of due) {
      if (!this.#pods.missingNodes.has(name)) continue
      this.#outstanding++
      this.#options.client.send(
        {
          verb: 'get',
          resource: 'nodes',
          subresource: '',
          namespace: '',
          name,
          why: 'is it really gone?',
        },
        this,
      )
    }
  }

  #removeOrphans(nodeName: string): void {
    for (const pod of this.#options.pods.onNode(nodeName)) {
      this.#remove(pod, 'its node is gone', disruptionTarget('DeletionByPodGC'))
    }
  }

  #existing(numbers: ReadonlySet<number>): readonly Pod[] {
    const pods: Pod[] = []
    for (const number of numbers) {
      const pod = this.#options.pods.get(number)
      if (pod !== undefined) pods.push(pod)
    }
    return pods
  }

  #remove(pod: Pod, why: string, condition?: PodCondition): void {
    this.#outstanding++
    const removal = new PodRemoval(pod, {
      client: this.#options.client,
      why,
      ...(condition === undefined ? {} : { condition }),
      ended: () => this.#ended(),
    })
    removal.start()
  }

  #ended(): void {
    this.#outstanding--
    if (this.#outstanding > 0) return
    this.#clock.ended(this.#options.simulation.now)
    this.#planIfNeeded()
  }
}
