import {
  Alarms,
  type ApiClient,
  type ApiRequest,
  type ApiResult,
  PHASES,
  type Pod,
  type PodCondition,
  type Requester,
  type SimTime,
  type Simulation,
  type StoredChange,
  isTerminal,
  isTerminating,
  minutes,
  podCondition,
} from '@seatrial/core'
import type { PodDirectory } from '../runtime/pod-directory.ts'

/** How long a pod may be the target of a disruption without being deleted. */
const PATIENCE = minutes(2)

/** The kubelet's own word: it takes that back itself. */
const BY_KUBELET = 'TerminationByKubelet'

/**
 * Takes back the condition DisruptionTarget of pods that were marked but, two minutes later, have not
 * been deleted (spec B9, last line): whoever marked them was stopped half-way.
 */
export class StaleDisruptions implements Requester {
  readonly #client: ApiClient
  readonly #pods: PodDirectory
  readonly #alarms: Alarms<number>
  readonly #simulation: Simulation

  constructor(simulation: Simulation, client: ApiClient, pods: PodDirectory) {
    this.#simulation = simulation
    this.#client = client
    this.#pods = pods
    this.#alarms = new Alarms(simulation, {
      name: 'StaleDisruptionTarget',
      phase: PHASES.clusterTimer,
      ring: (podNumber) => this.#check(podNumber),
    })
  }

  /** Takes nothing back any more. */
  stop(): void {
    this.#alarms.clear()
  }

  podChanged({ type, object, previous }: StoredChange): void {
    const pod = object as Pod
    const before = previous as Pod | undefined
    if (type === 'DELETED' || before?.conditions === pod.conditions) return
    if (!isStale(pod) || (before !== undefined && isStale(before))) return
    this.#alarms.setAt((this.#simulation.now + PATIENCE) as SimTime, pod.identity.number)
  }

  answered(_request: ApiRequest, _result: ApiResult): void {
    // A pod that is gone or has changed needs no correction.
  }

  #check(podNumber: number): void {
    const pod = this.#pods.get(podNumber)
    if (pod === undefined || !isStale(pod)) return
    const { namespace, name, uid } = pod.identity
    this.#client.send(
      {
        verb: 'patch',
        resource: 'pods',
        subresource: 'status',
        namespace,
        name,
        why: 'marked for a disruption that did not come',
        status: { uid, resourceVersion: pod.resourceVersion, condition: NOT_DISRUPTED },
      },
      this,
    )
  }
}

const NOT_DISRUPTED: PodCondition = {
  type: 'DisruptionTarget',
  status: 'False',
  reason: '',
  message: '',
}

function isStale(pod: Pod): boolean {
  if (isTerminating(pod) || isTerminal(pod)) return false
  const condition = podCondition(pod.conditions, 'DisruptionTarget')
  return condition?.status === 'True' && condition.reason !== BY_KUBELET
}
