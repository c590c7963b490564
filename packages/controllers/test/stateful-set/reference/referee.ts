import type { ApiRequest, ApiResult, Pod, StatefulSet } from '@seatrial/core'
import { isSameJson, resourceVersionOf } from '@seatrial/core'
import type { Progress } from '../../../src/runtime/controller-loop.ts'
import type { StatefulSetSync } from '../../../src/stateful-set/stateful-set-sync.ts'
import { type ControllerRig, describeRequest } from '../controller-rig.ts'
import { runReference } from './reference-pass.ts'
import type { Asked, Oracle, Outcome, View } from './view.ts'

/** The controller and the reference disagree. */
export class DisagreementError extends Error {
  constructor(what: string, rig: ControllerRig) {
    super(`${what}\n${rig.requests.slice(-30).join('\n')}`)
    this.name = 'DisagreementError'
  }
}

/**
 * Watches every sync of a rig's controller and has the reference do the same on what the caches showed:
 * both must ask for the same, in the same order where the order is promised, and come to the same end.
 */
export class Referee {
  readonly #rig: ControllerRig
  readonly #begun = new WeakMap<StatefulSetSync, Begun>()
  /** How many syncs have been compared. */
  comparedCount = 0

  constructor(rig: ControllerRig) {
    this.#rig = rig
    const { controller } = rig
    const advance = controller.advance.bind(controller)
    controller.advance = (sync) => {
      if (!this.#begun.has(sync)) this.#begin(sync)
      const progress = advance(sync)
      if (progress !== 'waiting') {
        this.#compare(sync, progress)
        // The next sync may begin in its place.
        this.#begun.delete(sync)
      }
      return progress
    }
  }

  #begin(sync: StatefulSetSync): void {
    const { controller, informers } = this.#rig
    const [namespace, name] = sync.key.split('/') as [string, string]
    const set = informers.statefulSets.get(namespace, name)
    this.#begun.set(sync, {
      view: set === undefined ? undefined : this.#viewOf(set),
      isGuarded: this.#isGuarded(name),
      answeredBefore: this.#rig.answered.length,
      waitsUntil: controller.loop.queue.waitsUntil(sync.key),
    })
  }

  #compare(sync: StatefulSetSync, progress: Progress): void {
    const begun = this.#begun.get(sync)!
    if (begun.view === undefined) return
    this.comparedCount++
    const answered = this.#rig.answered.slice(begun.answeredBefore)
    if (begun.isGuarded) {
      if (progress !== 'failed' || answered.length > 0) throw this.#fault('the guard was ignored')
      return
    }
    const oracle = new Answers(answered)
    const expected = this.#outcomeOf(begun.view, oracle)
    if (oracle.left > 0) throw this.#fault(`the reference would not ask for ${oracle.next}`)
    if (isOrderPromised(begun.view.set) && oracle.wasOutOfOrder) {
      throw this.#fault('the order is another')
    }
    if ((progress === 'failed') !== expected.hasFailed) {
      throw this.#fault(`the reference ends ${expected.hasFailed ? 'failed' : 'well'}`)
    }
    this.#compareRequeue(sync, begun, expected.requeueAfter)
  }

  #outcomeOf(view: View, oracle: Oracle): Outcome {
    try {
      return runReference(view, oracle)
    } catch (error) {
      throw this.#fault((error as Error).stack ?? String(error))
    }
  }

  /** A key that waits already keeps the earlier time. */
  #compareRequeue(sync: StatefulSetSync, begun: Begun, after: number | undefined): void {
    const { loop } = this.#rig.controller
    const { now } = this.#rig.simulation
    const due = after === undefined ? Infinity : now + after
    const before = begun.waitsUntil ?? Infinity
    const expected = Math.min(due, before)
    const got = loop.queue.waitsUntil(sync.key) ?? Infinity
    if (got !== expected) throw this.#fault(`queued again at ${got}, the reference at ${expected}`)
  }

  #viewOf(set: StatefulSet): View {
    const { informers, behaviours, simulation } = this.#rig
    return {
      set,
      behaviours,
      now: simulation.now,
      pods: [...informers.pods.objects.values()],
      claims: [...informers.claims.objects.values()],
      revisions: [...informers.controllerRevisions.objects.values()],
    }
  }

  /** True when the caches lack something that the controller has written. */
  #isGuarded(setName: string): boolean {
    const { informers, behaviours, answered } = this.#rig
    if (!behaviours.readYourWritesStatefulSet) return false
    return answered.some(({ request, result }) => {
      if (result.type === 'refused' || result.object === undefined || request.verb === 'get')
        return false
      const version = resourceVersionOf(result.object)
      switch (request.resource) {
        case 'pods':
          return version > informers.pods.resourceVersion
        case 'persistentvolumeclaims':
          return version > informers.claims.resourceVersion
        case 'statefulsets':
          return request.name === setName && version > informers.statefulSets.resourceVersion
        default:
          return false
      }
    })
  }

  #fault(what: string): DisagreementError {
    return new DisagreementError(what, this.#rig)
  }
}

function isOrderPromised({ spec }: StatefulSet): boolean {
  return spec.podManagementPolicy !== 'Parallel' && spec.updateStrategy.type !== 'Recreate'
}

interface Begun {
  readonly view: View | undefined
  readonly isGuarded: boolean
  readonly answeredBefore: number
  readonly waitsUntil: number | undefined
}

/** The controller's requests and their answers; each may be asked for once. */
class Answers implements Oracle {
  readonly #answered: ControllerRig['answered']
  readonly #isTaken: boolean[]
  /** The reference asked in another order than the controller; claiming has no promised order. */
  wasOutOfOrder = false

  constructor(answered: ControllerRig['answered']) {
    this.#answered = answered
    this.#isTaken = answered.map(() => false)
  }

  get left(): number {
    return this.#isTaken.filter((isTaken) => !isTaken).length
  }

  /** The first request that the reference has not asked for. */
  get next(): string {
    const entry = this.#answered[this.#isTaken.indexOf(false)]
    return entry === undefined ? 'nothing' : describeRequest(entry.request, entry.result)
  }

  answer(asked: Asked): ApiResult {
    const index = this.#answered.findIndex(
      ({ request }, place) => !this.#isTaken[place] && isSame(asked, request),
    )
    const entry = this.#answered[index]
    if (entry === undefined) throw new Error(`the controller did not ${describeAsked(asked)}`)
    if (asked.verb !== 'patch' && index !== this.#isTaken.indexOf(false)) this.wasOutOfOrder = true
    this.#isTaken[index] = true
    const content = contentOf(entry.request)
    if (asked.content !== undefined && !isSameJson(asked.content, content)) {
      const wanted = JSON.stringify(asked.content)
      throw new Error(
        `${describeAsked(asked)}: ${wanted}, the controller ${JSON.stringify(content)}`,
      )
    }
    return entry.result
  }
}

function isSame(asked: Asked, request: ApiRequest): boolean {
  const resource =
    request.subresource === '' ? request.resource : `${request.resource}/${request.subresource}`
  return asked.verb === request.verb && asked.resource === resource && asked.name === request.name
}

function describeAsked({ verb, resource, name }: Asked): string {
  return `${verb} ${resource} ${name}`
}

/** What of a request is compared. */
function contentOf(request: ApiRequest): unknown {
  if ('pod' in request) return (request.pod as Pod).metadata.revision
  if (!('object' in request)) return undefined
  switch (request.object.kind) {
    case 'StatefulSet':
      return request.object.status
    case 'ControllerRevision':
      return request.object.revision
    default:
      return request.object.metadata.ownerReferences
  }
}
