import { Pod } from '../api/pod.ts'
import { nameOf } from '../api/stored-object.ts'
import { type EntityKey, entityKey, joinedKey } from '../kernel/entity-key.ts'
import type { Duration } from '../kernel/time.ts'
import type { ApiRequest } from '../store/api-request.ts'
import type { WatchDelay } from '../store/informer.ts'
import type { RequestLatency } from '../store/limited-client.ts'
import type { StoredChange } from '../store/stored-change.ts'
import type { StageSampler, StageSamplers } from './stage-samplers.ts'

/** How long the API server takes for a request, drawn by what the request is about. */
export class ApiLatency implements RequestLatency {
  readonly #read: StageSampler
  readonly #write: StageSampler
  readonly #attempts = new Map<EntityKey, number>()

  constructor(stages: StageSamplers) {
    this.#read = stages.of('apiRead')
    this.#write = stages.of('apiWrite')
  }

  /** Drawn by `VERB RESOURCE/SUBRESOURCE NAME`, where a name yet to be made is its beginning and its node. */
  latencyOf(request: ApiRequest): Duration {
    const { verb, resource, subresource, name } = request
    const sampler = verb === 'get' ? this.#read : this.#write
    if (sampler.isConstant) return sampler.draw(NO_ENTITY, 0)
    const subject =
      name === '' && verb === 'create' && 'pod' in request
        ? joinedKey('create pods/ ', request.pod.generateName, request.pod.pinnedNode)
        : joinedKey(verb, ' ', resource, '/', subresource, ' ', name)
    return sampler.draw(subject, this.#attempt(resource, subject))
  }

  /** Pods come by the million and are written once or twice by a controller; sets again and again. */
  #attempt(resource: ApiRequest['resource'], subject: EntityKey): number {
    if (resource === 'pods') return 0
    const attempt = this.#attempts.get(subject) ?? 0
    this.#attempts.set(subject, attempt + 1)
    return attempt
  }
}

/** How long a change takes to a watcher, drawn by the object and by the stage of its life. */
export class WatchLatency implements WatchDelay {
  readonly #watch: StageSampler
  /** Tells the watchers apart. */
  readonly #watcher: number

  constructor(stages: StageSamplers, watcher: number) {
    this.#watch = stages.of('watchDelay')
    this.#watcher = watcher
  }

  delayOf(change: StoredChange): Duration {
    if (this.#watch.isConstant) return this.#watch.draw(NO_ENTITY, 0)
    const { object } = change
    const stage =
      object instanceof Pod ? stageOfLife(object, change) : change.resourceVersion & 0xff
    return this.#watch.draw(entityKey(nameOf(object)), 16 + stage * 8 + this.#watcher)
  }
}

const NO_ENTITY = entityKey('')

/** A small number that differs between the changes that a pod goes through. */
function stageOfLife(pod: Pod, change: StoredChange): number {
  let stage = change.type === 'DELETED' ? 1 : 0
  if (pod.nodeName !== '') stage |= 2
  if (pod.ready === 'True') stage |= 4
  if (pod.phase === 'Running') stage |= 8
  if (pod.deletionGracePeriodSeconds >= 0) stage |= 16
  if (pod.deletionGracePeriodSeconds === 0) stage |= 32
  if (pod.podIP !== '') stage |= 64
  return stage
}
