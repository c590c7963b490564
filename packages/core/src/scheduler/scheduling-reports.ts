import { type EventSink, podSubject } from '../api/event-object.ts'
import type { Pod } from '../api/pod.ts'
import type { ApiClient, Requester } from '../store/api-client.ts'
import type { ApiServer } from '../store/api-server.ts'
import type { WaitingPod } from './queue/waiting-pod.ts'

/**
 * What the scheduler says about pods beside their bindings: that they have a node, why no node takes
 * them, and that others have to go for them.
 */
export class SchedulingReports {
  readonly #server: ApiServer
  readonly #client: ApiClient
  readonly #recorder: EventSink

  constructor(server: ApiServer, client: ApiClient, recorder: EventSink) {
    this.#server = server
    this.#client = client
    this.#recorder = recorder
  }

  /** Says that a pod has got its node. */
  tellBound({ pod }: WaitingPod, nodeName: string): void {
    const { namespace, name } = pod.identity
    this.#recorder.record({
      about: podSubject(pod),
      type: 'Normal',
      reason: 'Scheduled',
      message: `Successfully assigned ${namespace}/${name} to ${nodeName}`,
    })
  }

  /** Says why a pod has no node, in its condition only if that does not say so already. */
  tellRejected(waiting: WaitingPod, message: string): void {
    const { pod, nominatedNode } = waiting
    this.#recorder.record({
      about: podSubject(pod),
      type: 'Warning',
      reason: 'FailedScheduling',
      message,
    })
    if (waiting.message === message) return
    waiting.message = message
    const { uid, namespace, name } = pod.identity
    this.#client.send(
      {
        verb: 'patch',
        resource: 'pods',
        subresource: 'status',
        namespace,
        name,
        why: message,
        scheduling: {
          uid,
          condition: {
            type: 'PodScheduled',
            status: 'False',
            reason: 'Unschedulable',
            message,
          },
          nominatedNodeName: nominatedNode,
        },
      },
      IGNORED,
    )
  }

  /** Deletes a pod, with its usual grace, to make room for another one. */
  evict(victim: number, { identity: preemptor }: Pod): void {
    const pod = this.#server.podByNumber(victim)
    if (pod === undefined) return
    const { uid, namespace, name } = pod.identity
    this.#client.send(
      {
        verb: 'delete',
        resource: 'pods',
        subresource: '',
        namespace,
        name,
        why: `makes room for ${preemptor.name}`,
        uid,
      },
      IGNORED,
    )
  }
}

/** Nothing depends on the answer: what could not be said now is said with the next attempt. */
const IGNORED: Requester = { answered: () => {} }
