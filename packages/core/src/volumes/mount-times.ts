import { type Purpose, type RandomStreams, uniform } from '../kernel/random-streams.ts'
import type { SimTime } from '../kernel/time.ts'
import type { MountRequest } from './pod-mounts.ts'

/** How long a kubelet's loops take to notice a new volume, and a mounted one, in microseconds. */
const NOTICE_VOLUME = 100_000
const NOTICE_MOUNT = 300_000

/** What has to be done with a volume that is attached to its node. */
export interface MountWork {
  /** Which of the pod's volumes it is: each has draws of its own. */
  readonly index: number
  readonly isStaged: boolean
  readonly isFormatted: boolean
}

/** When a volume is mounted that can be used on its node from some instant on. */
export class MountTimes {
  readonly #loops: Purpose | undefined

  /** @param streams undefined where kubelets notice everything at once */
  constructor(streams: RandomStreams | undefined) {
    this.#loops = streams?.purpose('volume/kubeletLoops')
  }

  mountedAt({ stages, entity }: MountRequest, usable: SimTime, work: MountWork): SimTime {
    const { index, isStaged, isFormatted } = work
    let time = usable + stages.draw('volumePublish', entity, index)
    if (!isStaged) time += stages.draw('volumeStage', entity, index)
    if (!isFormatted) time += stages.draw('volumeFormat', entity, index)
    if (this.#loops === undefined) return time as SimTime
    const noticed = NOTICE_VOLUME * uniform(this.#loops, entity, 2 * index)
    const seen = NOTICE_MOUNT * uniform(this.#loops, entity, 2 * index + 1)
    return Math.round(time + noticed + seen) as SimTime
  }
}
