import type { EntityKey } from '../kernel/entity-key.ts'
import type { SimTime } from '../kernel/time.ts'
import type { MountListener } from '../node/volume-mounter.ts'
import type { StageSamplers } from '../profiles/stage-samplers.ts'
import type { AttachedVolume } from './attached-volume.ts'
import { NOTHING } from './short-list.ts'

/** Who wants volumes on which node. */
export interface MountRequest {
  readonly podNumber: number
  readonly nodeName: string
  readonly since: SimTime
  readonly entity: EntityKey
  readonly stages: StageSamplers
  readonly listener: MountListener
}

/** The volumes of one pod on its node. */
export class PodMounts {
  readonly request: MountRequest
  /** Claims that have no volume yet, by name. */
  unboundClaims: readonly string[] = NOTHING
  /** Volumes that this pod holds on its node. */
  readonly held: AttachedVolume[] = []
  /** Volumes that are still attached to another node. */
  awaited: readonly AttachedVolume[] = NOTHING
  /** When those that it holds are mounted. */
  mountedAt: SimTime
  /** When the last of its claims had got a volume. */
  boundAt: SimTime
  /** When the last node that still had one of its volumes had let it go. */
  freedAt: SimTime

  constructor(request: MountRequest) {
    this.request = request
    this.mountedAt = request.since
    this.boundAt = request.since
    this.freedAt = request.since
  }

  /** True when it is known when the last volume will be mounted. */
  get isForeseen(): boolean {
    return this.awaited.length === 0 && this.unboundClaims.length === 0
  }
}
