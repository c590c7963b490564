import { type Duration, NEVER, START, type SimTime } from '../kernel/time.ts'
import type { EntityKey } from '../kernel/entity-key.ts'
import { type Purpose, type RandomStreams, uniform } from '../kernel/random-streams.ts'
import { type Sampler, compileSampler } from '../kernel/distributions/sampling.ts'
import type { ImageProfile } from '../profiles/latency-profile.ts'
import type { ImageGarbage } from './image-garbage.ts'
import type { NodeSlot } from './node-slots.ts'
import type { PullPolicy } from './pod-facts.ts'

/** What is known of an image. */
export interface ImageFacts {
  /** Compressed bytes; the profile's default when absent. */
  readonly size?: number
  /** False: the registry does not have it, every pull fails. */
  readonly isPullable?: boolean
  /** How long its containers run before they are killed, as by a lack of memory; absent: for ever. */
  readonly crashAfter?: Duration
}

/** How an attempt to get an image ended. */
export interface PullOutcome {
  readonly endsAt: SimTime
  readonly isPresent: boolean
}

/** What a container, or somebody who prepares a node, wants of an image. */
export interface PullRequest {
  readonly node: NodeSlot
  readonly image: string
  readonly policy: PullPolicy
  readonly start: SimTime
  /** The registry's answer time for this attempt. */
  readonly roundTrip: Duration
  /** How long this pull takes, where that is known; else by size and bandwidth. */
  readonly duration: Duration | undefined
  /** Compressed bytes, where they are known. */
  readonly size: number | undefined
  readonly entity: EntityKey
  readonly attempt: number
}

/**
 * Images on nodes: what is cached where, the pulls that wait for each other on each node, and the
 * registry's line that all nodes share.
 *
 * The shared line is a fluid queue: the bytes of all pulls pass it one after the other at its full
 * rate, so a pull ends when its own bandwidth and the line have both let it through. That costs O(1) a pull.
 */
export class ImageStore {
  readonly #profile: ImageProfile
  readonly #facts: Readonly<Record<string, ImageFacts>>
  readonly #bandwidth: Sampler
  readonly #bandwidthPurpose: Purpose
  readonly #failurePurpose: Purpose
  /** By image: from when on each node has it. */
  readonly #presence = new Map<string, NodeTimes>()
  /** Where images are removed for want of room; nowhere by default. */
  #garbage: ImageGarbage | undefined
  #egressFreeAt = 0

  constructor(
    profile: ImageProfile,
    facts: Readonly<Record<string, ImageFacts>>,
    streams: RandomStreams,
  ) {
    this.#profile = profile
    this.#facts = facts
    this.#bandwidth = compileSampler(profile.bandwidth.distribution)
    this.#bandwidthPurpose = streams.purpose('latency/imageBandwidth')
    this.#failurePurpose = streams.purpose('latency/imageFailure')
  }

  /** How long containers of this image run before they are killed; undefined when they are not. */
  crashAfter(image: string): Duration | undefined {
    return this.#facts[image]?.crashAfter
  }

  /** Has images removed from nodes that have too many. */
  collectWith(garbage: ImageGarbage): void {
    this.#garbage = garbage
  }

  /** Puts an image on a node without a pull, as a machine image and earlier pods do. */
  put(node: NodeSlot, image: string): void {
    this.#presenceOf(image).set(node.number, START)
    this.#garbage?.arrived(node, image, this.#sizeOf(image), START)
  }

  /** Takes an image off a node. */
  remove(node: NodeSlot, image: string): void {
    this.#presenceOf(image).set(node.number, NEVER)
  }

  /**
   * Gets an image for whoever needs it at `start`. A cached image costs nothing, or the round trip alone
   * under `Always`. One that is already on its way is there when that pull has ended.
   */
  pull(request: PullRequest): PullOutcome {
    const { node, image, policy, start, entity, attempt } = request
    const presence = this.#presenceOf(image)
    const present = presence.of(node.number)
    const isCached = present <= start
    if (isCached) this.#garbage?.used(node, image, start)
    if (policy === 'Never' || (isCached && policy === 'IfNotPresent')) {
      return { endsAt: start, isPresent: isCached }
    }
    const answered = (node.pulls.begin(start) + request.roundTrip) as SimTime
    const isComing = present < NEVER
    if (!isComing && this.#fails(image, entity, attempt)) {
      node.pulls.occupy(answered)
      return { endsAt: answered, isPresent: false }
    }
    const endsAt = isComing
      ? (Math.max(answered, present) as SimTime)
      : this.#transfer(request, answered)
    node.pulls.occupy(endsAt)
    if (!isComing) {
      presence.set(node.number, endsAt)
      this.#garbage?.arrived(node, image, request.size ?? this.#sizeOf(image), endsAt)
    }
    return { endsAt, isPresent: true }
  }

  #presenceOf(image: string): NodeTimes {
    let presence = this.#presence.get(image)
    if (presence === undefined) {
      presence = new NodeTimes()
      this.#presence.set(image, presence)
    }
    return presence
  }

  /** Compressed bytes of an image of which nobody says more. */
  #sizeOf(image: string): number {
    return this.#facts[image]?.size ?? this.#profile.defaultSize
  }

  #fails(image: string, entity: EntityKey, attempt: number): boolean {
    if (this.#facts[image]?.isPullable === false) return true
    const probability = this.#profile.failureProbability
    return probability > 0 && uniform(this.#failurePurpose, entity, attempt) < probability
  }

  #transfer(request: PullRequest, begin: SimTime): SimTime {
    if (request.duration !== undefined) return (begin + request.duration) as SimTime
    const bytes = request.size ?? this.#sizeOf(request.image)
    const level = uniform(this.#bandwidthPurpose, request.entity, request.attempt)
    const bytesPerSecond = this.#bandwidth.sample(Math.min(level, 0.999))
    this.#egressFreeAt =
      Math.max(this.#egressFreeAt, begin) + toMicroseconds(bytes / this.#profile.registryEgress)
    const ownEnd = begin + toMicroseconds(bytes / bytesPerSecond)
    return Math.max(ownEnd, this.#egressFreeAt) as SimTime
  }
}

function toMicroseconds(secondsLong: number): number {
  return Math.round(secondsLong * 1_000_000)
}

/** A time for each node; `NEVER` where none was set. */
class NodeTimes {
  #times: Float64Array<ArrayBuffer> = new Float64Array(16).fill(NEVER)

  of(nodeNumber: number): SimTime {
    return (this.#times[nodeNumber] ?? NEVER) as SimTime
  }

  set(nodeNumber: number, time: SimTime): void {
    if (nodeNumber >= this.#times.length) {
      const grown = new Float64Array(Math.max(nodeNumber + 1, this.#times.length * 2)).fill(NEVER)
      grown.set(this.#times)
      this.#times = grown
    }
    this.#times[nodeNumber] = time
  }
}
