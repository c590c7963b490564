import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseExperiment } from '../../src/format/experiment/parse-experiment.ts'
import { parseScenario } from '../../src/format/scenario/parse-scenario.ts'
import { seatrialKindOf } from '../../src/format/seatrial-documents.ts'
import { readOne } from './read-one.ts'

/** The design stands beside a checkout where one is worked on; elsewhere our copies must do. */
const DESIGN = new URL('../../../../../shared/design.md', import.meta.url)

function fixture(name: string): string {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8')
}

const options = { file: 'block.yaml', readFile: fixture }

describe('the scenario of the design', () => {
  it('is read in full', () => {
    const scenario = parseScenario(fixture('kafka-image-bump.yaml'), options)

    expect(scenario).toMatchObject({
      kind: 'Scenario',
      name: 'kafka-image-bump',
      seed: '42',
      kubernetes: '1.37',
      cluster: {
        profile: 'managed-cloud',
        nodes: [{ name: 'pool-0', count: 60, capacity: { cpu: '8', memory: '64Gi', pods: '110' } }],
      },
      churn: { spotInterruption: { notice: 120_000_000, rate: { count: 0.05 } } },
      timeline: [
        {
          trigger: { type: 'when', condition: { type: 'ready', after: 0 } },
          actions: [{ type: 'setImage', changes: [{ images: { kafka: 'kafka:4.2' } }] }],
        },
        {
          trigger: { type: 'later', delay: 1_200_000_000 },
          actions: [{ type: 'drain', nodes: { type: 'matching', count: 2 } }],
        },
      ],
      until: { type: 'rolledOut', atMost: 21_600_000_000 },
    })
    expect(scenario.manifests.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'StatefulSet kafka',
    ])
  })
})

describe('the experiment of the design', () => {
  it('is read in full', () => {
    const experiment = parseExperiment(fixture('kafka-policies.yaml'), options)

    expect(experiment).toMatchObject({
      kind: 'Experiment',
      name: 'block',
      scenario: { name: 'kafka-image-bump' },
      axes: [
        {
          target: { type: 'field', path: ['spec', 'podManagementPolicy'] },
          values: ['OrderedReady', 'Parallel'],
        },
        { target: { type: 'field' }, values: [1, 2, '10%'] },
        { target: { type: 'setting', text: 'kubernetes' }, values: ['1.35.0', '1.36', '1.37'] },
      ],
      variants: [],
      replications: {
        min: 30,
        max: 1000,
        until: [
          { of: 'rolloutDuration', precision: { type: 'relative', value: 0.02 } },
          { of: 'difference', precision: { type: 'duration', value: 5_000_000 } },
        ],
      },
      baseline: {
        type: 'axes',
        fixed: [
          { axis: 0, value: 'OrderedReady' },
          { axis: 2, value: '1.37' },
        ],
      },
      goal: {
        direction: 'minimise',
        measure: 'rolloutDuration',
        statistic: { type: 'mean' },
        indifference: { type: 'duration', value: 5_000_000 },
      },
    })
  })
})

describe.skipIf(!existsSync(DESIGN))(
  'every block of the design (skipped where it is not beside the checkout)',
  () => {
    const blocks = [...readDesign().matchAll(/```yaml\n([\s\S]*?)```/g)].map(
      ([, block = '']) => block,
    )

    it('says what our copy of it says', () => {
      const ours = ['kafka-image-bump.yaml', 'kafka-policies.yaml'].map(fixture)

      expect(blocks.map(valueOf)).toEqual(ours.map(valueOf))
    })

    it.each(blocks.map((block, index) => [index + 1, block] as const))(
      'no. %d is read',
      (_, block) => {
        const document = readOne(block)
        const parse = seatrialKindOf(document) === 'Scenario' ? parseScenario : parseExperiment

        expect(parse(block, options)).toBeDefined()
      },
    )
  },
)

function valueOf(text: string): unknown {
  return readOne(text).value
}

function readDesign(): string {
  return existsSync(DESIGN) ? readFileSync(DESIGN, 'utf8') : ''
}
