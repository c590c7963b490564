import type { Distribution } from '../kernel/distributions/distribution.ts'
import { type Sampler, compileSampler } from '../kernel/distributions/sampling.ts'
import { PHASES } from '../kernel/phases.ts'
import { type Purpose, type RandomStreams, uniform } from '../kernel/random-streams.ts'
import type { EventKind, Simulation } from '../kernel/simulation.ts'
import { type Duration, seconds } from '../kernel/time.ts'
import type { Provisioner, Replacement } from './churn-options.ts'
import type { Fleet } from './fleet.ts'
import type { MachineHands, MachineSlot } from './machine.ts'

/** How long a provisioner takes to react, and how long its machines take until they are ready. */
interface ProvisionerTimes {
  readonly reaction: Distribution
  readonly startUp: Distribution
}

const AUTOSCALER_REACTION: Distribution = {
  type: 'uniform',
  low: seconds(5),
  high: seconds(15),
}

/** Spec pod-lifecycle §8.1, node.provision. */
const TIMES: Readonly<Record<Exclude<Provisioner, 'none'>, ProvisionerTimes>> = {
  'cluster-autoscaler': { reaction: AUTOSCALER_REACTION, startUp: logNormal(93, 0.34) },
  gce: { reaction: AUTOSCALER_REACTION, startUp: logNormal(210, 0.25) },
  karpenter: { reaction: { type: 'constant', value: 0 }, startUp: logNormal(55, 0.3) },
}

/** Orders successors for machines that are gone or going, each for its slot. */
export class Replacements {
  readonly #simulation: Simulation
  readonly #fleet: Fleet
  readonly #hands: MachineHands
  readonly #reaction: Sampler
  readonly #startUp: Sampler
  readonly #purpose: Purpose
  readonly #ready: EventKind

  constructor(
    times: ProvisionerTimes,
    options: {
      readonly simulation: Simulation
      readonly streams: RandomStreams
      readonly fleet: Fleet
      readonly hands: MachineHands
      /** What traces and random streams call it. */
      readonly name: string
    },
  ) {
    const { simulation, streams, name } = options
    this.#simulation = simulation
    this.#fleet = options.fleet
    this.#hands = options.hands
    this.#reaction = compileSampler(times.reaction)
    this.#startUp = compileSampler(times.startUp)
    this.#purpose = streams.purpose(`churn/${name}/provision`)
    this.#ready = simulation.defineEvent(
      `Churn/${name}/provided`,
      PHASES.clusterTimer,
      (slotIndex) => this.#provide(this.#fleet.slot(slotIndex)),
    )
  }

  /** A successor for the slot is asked for. */
  order({ key, index, lifeCount }: MachineSlot): void {
    const reaction = this.#reaction.sample(uniform(this.#purpose, key, 2 * lifeCount))
    const startUp = this.#startUp.sample(uniform(this.#purpose, key, 2 * lifeCount + 1))
    this.#simulation.scheduleAfter((reaction + startUp) as Duration, this.#ready, index)
  }

  #provide(slot: MachineSlot): void {
    slot.generation++
    this.#hands.provide(slot.pool, slot.number, slot.generation)
  }
}

/** The times of a replacement; undefined when nobody replaces anything. */
export function timesOf(replacement: Replacement | undefined): ProvisionerTimes | undefined {
  if (replacement === undefined) return undefined
  if (replacement.type === 'after') return { reaction: AT_ONCE, startUp: replacement.duration }
  return replacement.provisioner === 'none' ? undefined : TIMES[replacement.provisioner]
}

const AT_ONCE: Distribution = { type: 'constant', value: 0 }

function logNormal(medianSeconds: number, sigma: number): Distribution {
  return { type: 'log-normal', median: seconds(medianSeconds), sigma }
}
