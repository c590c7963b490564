import type { Pod } from '../api/pod.ts'
import type { ApiClient, Requester } from '../store/api-client.ts'
import type { ApiServer } from '../store/api-server.ts'
import type { WaitingPod } from './queue/waiting-pod.ts'

/**
 * What the scheduler writes about pods that it does not bind: why no node takes them, and that others
 * have to go for them.
 */
export class SchedulingReports {
  readonly #server: ApiServer
  readonly #client: ApiClient

  constructor(server: ApiServer, client: ApiClient) {
    this.#server = server
    this.#client = client
  }

  /** Says in the pod's condition why it has no node, if the condition does not say so already. */
  tell(waiting: WaitingPod, message: string): void {
    const { pod, nominatedNode } = waiting
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
