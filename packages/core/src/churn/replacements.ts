import { type Sampler, compileSampler } from '../kernel/distributions/sampling.ts'
import type { Distribution } from '../kernel/distributions/distribution.ts'
import { PHASES } from '../kernel/phases.ts'
import { type Purpose, uniform } from '../kernel/random-streams.ts'
import type { EventKind } from '../kernel/simulation.ts'
import type { Duration } from '../kernel/time.ts'
import type { Replacement } from './churn-options.ts'
import type { ChurnWorld } from './churn-world.ts'
import type { MachineSlot } from './machine.ts'
import { PROVISIONERS } from './provisioners.ts'

/** How long it takes until a successor is asked for, and from there until it has joined. */
export interface SuccessorTimes {
  readonly reaction: Sampler
  readonly startUp: Sampler
}

/** Orders successors for machines that are gone or going, each for its slot. */
export class Replacements {
  readonly #world: ChurnWorld
  readonly #purpose: Purpose
  readonly #ready: EventKind

  /** @param name what traces and random streams call it */
  constructor(name: string, world: ChurnWorld) {
    const { simulation, streams, fleet } = world
    this.#world = world
    this.#purpose = streams.purpose(`churn/${name}/provision`)
    this.#ready = simulation.defineEvent(
      `Churn/${name}/provided`,
      PHASES.clusterTimer,
      (slotIndex) => this.#provide(fleet.slot(slotIndex)),
    )
  }

  /** A successor for the slot is asked for. */
  order({ key, index, lifeCount }: MachineSlot, times: SuccessorTimes): void {
    const reaction = times.reaction.sample(uniform(this.#purpose, key, 2 * lifeCount))
    const startUp = times.startUp.sample(uniform(this.#purpose, key, 2 * lifeCount + 1))
    this.#world.simulation.scheduleAfter((reaction + startUp) as Duration, this.#ready, index)
  }

  #provide(slot: MachineSlot): void {
    slot.generation++
    this.#world.hands.provide(slot.pool, slot.number, slot.generation)
  }
}

/** The times of a replacement; undefined when nobody replaces anything. */
export function timesOf(
  replacement: Replacement | undefined,
  { nodeProvision }: ChurnWorld,
): SuccessorTimes | undefined {
  if (replacement === undefined) return undefined
  if (replacement.type === 'after') return compiled(NO_TIME, replacement.duration)
  const { provisioner } = replacement
  if (provisioner === 'none') return undefined
  if (provisioner === 'profile') return compiled(NO_TIME, nodeProvision)
  const { reaction, startUp } = PROVISIONERS[provisioner]
  return compiled(reaction.distribution, startUp.distribution)
}

function compiled(reaction: Distribution, startUp: Distribution): SuccessorTimes {
  return { reaction: compileSampler(reaction), startUp: compileSampler(startUp) }
}

const NO_TIME: Distribution = { type: 'constant', value: 0 }

/** A successor that is there at once. */
export const AT_ONCE: SuccessorTimes = compiled(NO_TIME, NO_TIME)
