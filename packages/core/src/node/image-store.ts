import type { Duration, SimTime } from '../kernel/time.ts'
import type { EntityKey } from '../kernel/entity-key.ts'
import { type Purpose, type RandomStreams, uniform } from '../kernel/random-streams.ts'
import { type Sampler, compileSampler } from '../kernel/distributions/sampling.ts'
import type { ImageProfile } from '../profiles/latency-profile.ts'
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

/**
 * Images on nodes: what is cached where, one pull after the other on each node, and the registry's
 * line that all nodes share.
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
  readonly #nodesByImage = new Map<string, NodeSet>()
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

  has(node: NodeSlot, image: string): boolean {
    return this.#nodesByImage.get(image)?.has(node.number) ?? false
  }

  /** How long containers of this image run before they are killed; undefined when they are not. */
  crashAfter(image: string): Duration | undefined {
    return this.#facts[image]?.crashAfter
  }

  /** Puts an image on a node without a pull, as pre-pulling and earlier pods do. */
  put(node: NodeSlot, image: string): void {
    let nodes = this.#nodesByImage.get(image)
    if (nodes === undefined) {
      nodes = new NodeSet()
      this.#nodesByImage.set(image, nodes)
    }
    nodes.add(node.number)
  }

  /**
   * Gets an image for a container that needs it at `start`. `roundTrip` is the registry's answer time
   * for this attempt. A cached image costs nothing, or the round trip alone under `Always`.
   */
  pull(request: {
    readonly node: NodeSlot
    readonly image: string
    readonly policy: PullPolicy
    readonly start: SimTime
    readonly roundTrip: Duration
    /** How long this pull takes, where that is known; else by size and bandwidth. */
    readonly duration: Duration | undefined
    /** Compressed bytes, where they are known. */
    readonly size: number | undefined
    readonly entity: EntityKey
    readonly attempt: number
  }): PullOutcome {
    const { node, image, policy, start, entity, attempt } = request
    const isCached = this.has(node, image)
    if (policy === 'Never' || (isCached && policy === 'IfNotPresent')) {
      return { endsAt: start, isPresent: isCached }
    }
    const begin = Math.max(start, node.pullerFreeAt)
    const answered = begin + request.roundTrip
    if (!isCached && this.#fails(image, entity, attempt)) {
      node.pullerFreeAt = answered as SimTime
      return { endsAt: answered as SimTime, isPresent: false }
    }
    const endsAt = isCached ? answered : this.#transfer(request, answered)
    node.pullerFreeAt = endsAt as SimTime
    this.put(node, image)
    return { endsAt: endsAt as SimTime, isPresent: true }
  }

  #fails(image: string, entity: EntityKey, attempt: number): boolean {
    if (this.#facts[image]?.isPullable === false) return true
    const probability = this.#profile.failureProbability
    return probability > 0 && uniform(this.#failurePurpose, entity, attempt) < probability
  }

  #transfer(
    request: {
      readonly image: string
      readonly duration: Duration | undefined
      readonly size: number | undefined
      readonly entity: EntityKey
      readonly attempt: number
    },
    begin: number,
  ): number {
    if (request.duration !== undefined) return begin + request.duration
    const bytes = request.size ?? this.#facts[request.image]?.size ?? this.#profile.defaultSize
    const level = uniform(this.#bandwidthPurpose, request.entity, request.attempt)
    const bytesPerSecond = this.#bandwidth.sample(Math.min(level, 0.999))
    this.#egressFreeAt =
      Math.max(this.#egressFreeAt, begin) + toMicroseconds(bytes / this.#profile.registryEgress)
    return Math.max(begin + toMicroseconds(bytes / bytesPerSecond), this.#egressFreeAt)
  }
}

function toMicroseconds(secondsLong: number): number {
  return Math.round(secondsLong * 1_000_000)
}

/** A set of node numbers, a byte each. */
class NodeSet {
  #members = new Uint8Array(64)

  has(number: number): boolean {
    return this.#members[number] === 1
  }

  add(number: number): void {
    if (number >= this.#members.length) {
      const grown = new Uint8Array(Math.max(number + 1, this.#members.length * 2))
      grown.set(this.#members)
      this.#members = grown
    }
    this.#members[number] = 1
  }
}
