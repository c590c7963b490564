import { PHASES } from '../kernel/phases.ts'
import { type Purpose, type RandomStreams, uniform } from '../kernel/random-streams.ts'
import type { EventKind, Simulation } from '../kernel/simulation.ts'
import { type Duration, type SimTime, minutes } from '../kernel/time.ts'
import type { NodeSlot } from './node-slots.ts'

/** A kubelet looks that often whether its images take too much room. */
const CHECK_PERIOD: Duration = minutes(5)

/** An image takes so many times its compressed size on the disk of a node. */
const UNPACKED = 3

/** How a kubelet keeps the room for images free (kubelet settings of the same names). */
export interface ImageGarbageSettings {
  /** The room for unpacked images on each node, in bytes. */
  readonly imageStorage: number
  /** Above that share images are removed … */
  readonly imageGCHighThresholdPercent: number
  /** … until this share is reached. */
  readonly imageGCLowThresholdPercent: number
  /** An image that was in use that recently stays. */
  readonly imageMinimumGCAge: Duration
}

/** What the garbage collection of images needs to know, and has done. */
export interface ImageKeeper {
  /** The images of the pods on a node that have not ended. */
  inUse(node: NodeSlot): ReadonlySet<string>
  remove(node: NodeSlot, image: string): void
}

/**
 * Removes images from nodes that are short of room for them: those that no pod uses, the one that was used
 * longest ago first. A node is looked at only while it has too many.
 */
export class ImageGarbage {
  readonly #simulation: Simulation
  readonly #settings: ImageGarbageSettings
  readonly #keeper: ImageKeeper
  readonly #phase: Purpose
  readonly #check: EventKind
  /** By node number. */
  readonly #nodes: NodeImages[] = []

  constructor(options: {
    readonly simulation: Simulation
    readonly streams: RandomStreams
    readonly settings: ImageGarbageSettings
    readonly keeper: ImageKeeper
  }) {
    this.#simulation = options.simulation
    this.#settings = options.settings
    this.#keeper = options.keeper
    this.#phase = options.streams.purpose('kubelet/imageGarbagePhase')
    this.#check = options.simulation.defineEvent(
      'ImageGarbageCollection',
      PHASES.clusterTimer,
      (nodeNumber) => this.#collect(this.#nodes[nodeNumber] as NodeImages),
    )
  }

  /** An image of so many compressed bytes is on a node from `time` on. */
  arrived(node: NodeSlot, image: string, bytes: number, time: SimTime): void {
    const there = this.#imagesOf(node)
    if (there.images.has(image)) return
    const room = bytes * UNPACKED
    there.images.set(image, { room, usedAt: time })
    there.room += room
    this.#watch(there, time)
  }

  /** A container that uses an image starts. */
  used(node: NodeSlot, image: string, time: SimTime): void {
    const known = this.#imagesOf(node).images.get(image)
    if (known !== undefined) known.usedAt = time
  }

  /** Has the node looked at when its kubelet next does so, if it has too many images. */
  #watch(there: NodeImages, time: SimTime): void {
    const { imageStorage, imageGCHighThresholdPercent } = this.#settings
    if (there.isWatched || there.room <= (imageStorage * imageGCHighThresholdPercent) / 100) return
    there.isWatched = true
    const phase = Math.floor(CHECK_PERIOD * uniform(this.#phase, there.node.key, 0))
    const from = Math.max(time, this.#simulation.now + 1)
    const checks = Math.ceil((from - phase) / CHECK_PERIOD)
    const at = (phase + checks * CHECK_PERIOD) as SimTime
    this.#simulation.scheduleAt(at, this.#check, there.node.number)
  }

  #collect(there: NodeImages): void {
    const { now } = this.#simulation
    const { node, images } = there
    const { imageStorage, imageGCLowThresholdPercent, imageMinimumGCAge } = this.#settings
    there.isWatched = false
    if (node.isUp) {
      const enough = (imageStorage * imageGCLowThresholdPercent) / 100
      const inUse = this.#keeper.inUse(node)
      for (const image of inUse) this.used(node, image, now)
      const unused = [...images].filter(([image]) => !inUse.has(image))
      unused.sort(([, one], [, other]) => one.usedAt - other.usedAt)
      for (const [image, { room, usedAt }] of unused) {
        if (there.room <= enough || now - usedAt < imageMinimumGCAge) break
        images.delete(image)
        there.room -= room
        this.#keeper.remove(node, image)
      }
    }
    this.#watch(there, now)
  }

  #imagesOf(node: NodeSlot): NodeImages {
    let there = this.#nodes[node.number]
    if (there === undefined) {
      there = { node, images: new Map(), room: 0, isWatched: false }
      this.#nodes[node.number] = there
    }
    return there
  }
}

/** The images of a node. */
interface NodeImages {
  readonly node: NodeSlot
  readonly images: Map<string, { readonly room: number; usedAt: SimTime }>
  /** What they take together, in bytes. */
  room: number
  /** The next look at them is planned. */
  isWatched: boolean
}
