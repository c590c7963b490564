import {
  type Counts,
  type Question,
  type Suite,
  type TimeQuestion,
  answerTo,
  suite,
} from '../../harness.ts'
import { type Demand, SchedulingWorld } from './pods.ts'

const PODS = 900
const SMALL = 1_000
const LARGE = 100_000

const DEMANDS: readonly Demand[] = ['plain', 'apart', 'pinned']

/** What does it cost to give a pod its node, and does that grow with the cluster? */
export const placement: Suite = suite('scheduler/placement', DEMANDS.flatMap(questionsOf))

function questionsOf(demand: Demand): readonly Question[] {
  return [
    question(demand, SMALL),
    question(demand, LARGE),
    {
      type: 'value',
      name: `${demand} pods, many nodes against few`,
      unit: '×',
      measure: (rows) =>
        answerTo(rows, nameOf(demand, LARGE)) / answerTo(rows, nameOf(demand, SMALL)),
    },
  ]
}

/** The pods come all at once, are bound, and go again. */
function question(demand: Demand, nodes: number): TimeQuestion {
  return {
    type: 'time',
    name: nameOf(demand, nodes),
    unit: 'pod',
    prepare: (size) => {
      const pods = size === 'full' ? PODS : 50
      const world = new SchedulingWorld({ nodes: size === 'full' ? nodes : 60, pods, demand })
      const run = (): Counts => ({ bound: world.bindAll() })
      return { work: pods, counts: { bound: pods }, run }
    },
  }
}

function nameOf(demand: Demand, nodes: number): string {
  return `${demand} pods on ${nodes / 1_000},000 nodes`
}
