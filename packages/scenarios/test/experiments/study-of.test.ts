import { describe, expect, it } from 'vitest'
import type { Experiment } from '../../src/format/experiment/experiment.ts'
import { parseExperiment } from '../../src/format/experiment/parse-experiment.ts'
import { valueAt } from '../../src/format/paths/field-path.ts'
import type { Scenario } from '../../src/format/scenario/scenario.ts'
import { studyOf } from '../../src/experiments/study-of.ts'
import { statefulSet } from './small-studies.ts'

const BEFORE = statefulSet(3)
const AFTER = BEFORE.replace('web:1', 'web:2')

function parse(spec: string, timeline = '[]'): Experiment {
  const files: Readonly<Record<string, string>> = {
    'scenario.yaml': `kind: Scenario\nspec:\n  manifests: before.yaml\n  timeline: ${timeline}\n`,
    'before.yaml': BEFORE,
    'after.yaml': AFTER,
    'moved.yaml': BEFORE.replace('serviceName: web', 'serviceName: moved'),
  }
  const text = `kind: Experiment\nspec:\n  scenario: scenario.yaml\n${spec.replaceAll(/^/gm, '  ')}`
  return parseExperiment(text, { file: 'policies.yaml', readFile: (file) => files[file]! })
}

function namesOf(spec: string): readonly string[] {
  return studyOf(parse(spec)).variants.map(({ name }) => name)
}

describe('the variants of a study', () => {
  it('are all combinations of the axes, the last of which changes fastest', () => {
    expect(
      namesOf(`vary:
  statefulset/web:
    spec.podManagementPolicy: [OrderedReady, Parallel]
    spec.updateStrategy.rollingUpdate.maxUnavailable: [1, 10%]`),
    ).toEqual([
      'podManagementPolicy=OrderedReady, maxUnavailable=1',
      'podManagementPolicy=OrderedReady, maxUnavailable=10%',
      'podManagementPolicy=Parallel, maxUnavailable=1',
      'podManagementPolicy=Parallel, maxUnavailable=10%',
    ])
  })

  it('are the named ones, each with all combinations of the axes', () => {
    expect(
      namesOf(`variants:
  careful: { statefulset/web: { spec.podManagementPolicy: OrderedReady } }
  fast: { statefulset/web: { spec.podManagementPolicy: Parallel } }
vary: { kubernetes: ["1.36", "1.37"] }`),
    ).toEqual([
      'careful, kubernetes=1.36',
      'careful, kubernetes=1.37',
      'fast, kubernetes=1.36',
      'fast, kubernetes=1.37',
    ])
  })

  it('are the scenario itself when nothing is varied', () => {
    const { variants } = studyOf(parse('replications: 5'))

    expect(variants).toMatchObject([{ number: 0, name: 'policies', assignments: [], baseline: 0 }])
  })

  it('have names as short as they can be told apart', () => {
    expect(
      namesOf(`vary:
  latency.statefulset/web: { termination: [5s], applicationReady: [{ median: 5s, p99: 9s }] }
  latency.termination: [2s]
  statefulset/web: { "spec.template.spec.containers[web].image": [web:3] }
  cluster.nodes: [{ value: [{ count: 3 }] }]
  churn.spotInterruption.rate: [5%/month]`),
    ).toEqual([
      'statefulset/web.termination=5s, applicationReady={ median: 5s, p99: 9s }, ' +
        'latency.termination=2s, image=web:3, nodes=[{ count: 3 }], rate=5%/month',
    ])
  })

  it('that the API server refuses are left out, in its words', () => {
    const { variants, leftOut } = studyOf(
      parse(`vary:
  statefulset/web: { spec.updateStrategy.rollingUpdate.maxUnavailable: [0, 1] }`),
    )

    expect(variants).toMatchObject([{ number: 0, name: 'maxUnavailable=1' }])
    expect(leftOut).toEqual([
      {
        name: 'maxUnavailable=0',
        reason: expect.stringContaining('spec.updateStrategy.rollingUpdate.maxUnavailable: '),
      },
    ])
  })

  it('are left out, too, when what the timeline applies may not take the place of what is there', () => {
    const experiment = parse(
      'vary: { statefulset/web: { spec.serviceName: [web, other] } }',
      '[{ when: { settled: all }, then: { apply: moved.yaml } }]',
    )
    const { variants, leftOut } = studyOf(experiment)

    expect(variants.map(({ name }) => name)).toEqual(['serviceName=web'])
    expect(leftOut).toEqual([
      {
        name: 'serviceName=other',
        reason: expect.stringContaining('statefulset/web: spec.serviceName: '),
      },
    ])
  })
})

describe('a change of the timeline', () => {
  it('leaves out the variants in which the API server would refuse it', () => {
    const policy = '{ podManagementPolicy: Parallel }'
    const { variants, leftOut } = studyOf(
      parse(
        'vary: { statefulset/web: { spec.podManagementPolicy: [OrderedReady, Parallel] } }',
        `[{ when: { settled: all }, then: { patch: { sts/web: { spec: ${policy} } } } }]`,
      ),
    )

    expect(variants.map(({ name }) => name)).toEqual(['podManagementPolicy=OrderedReady'])
    expect(leftOut).toEqual([
      {
        name: 'podManagementPolicy=Parallel',
        reason: expect.stringContaining('statefulset/web: spec.podManagementPolicy: '),
      },
    ])
  })
})

describe('a value', () => {
  const IMAGE = ['spec', 'template', 'spec', 'containers', 0, 'image']
  const MIN_READY = ['spec', 'minReadySeconds']

  function only(spec: string, timeline: string): Scenario {
    return studyOf(parse(spec, timeline)).variants[0]!.scenario
  }

  it('is given to what is applied at the start and to what is applied later', () => {
    const { manifests, timeline } = only(
      'vary: { statefulset/web: { spec.minReadySeconds: [7] } }',
      '[{ when: { settled: all }, then: { apply: after.yaml } }]',
    )

    const [action] = timeline[0]!.actions
    expect(valueAt(manifests[0]!.object, MIN_READY)).toBe(7)
    expect(action?.type === 'apply' && action.manifests[0]!.object).toMatchObject({
      spec: { minReadySeconds: 7 },
    })
  })

  it('is given from the change on, where the timeline changes the very field', () => {
    const timelines = [
      '[{ when: { settled: all }, then: { apply: after.yaml } }]',
      '[{ when: { settled: all }, then: { setImage: { sts/web: web:2 } } }]',
      '[{ when: { settled: all }, then: { set: { sts/web: { "spec.template.spec.containers[web].image": web:2 } } } }]',
      '[{ when: { settled: all }, then: [{ setImage: { sts/web: { web: web:2 } } }, { restart: sts/web }] }]',
    ]
    for (const text of timelines) {
      const { manifests, timeline } = only(
        'vary: { statefulset/web: { "spec.template.spec.containers[0].image": [web:3] } }',
        text,
      )

      expect(valueAt(manifests[0]!.object, IMAGE)).toBe('web:1')
      expect(JSON.stringify(timeline)).toContain('web:3')
      expect(JSON.stringify(timeline)).not.toContain('"web:2"')
    }
  })

  it('takes the place of what the timeline patches or scales', () => {
    const { manifests, timeline } = only(
      'vary: { statefulset/web: { spec.replicas: [7], spec.minReadySeconds: [8] } }',
      `[{ when: { settled: all }, then: { patch: { sts/web: { spec: { minReadySeconds: 5 } } } } },
        { when: { settled: all }, then: { scale: { sts/web: 4 } } }]`,
    )

    expect(manifests[0]!.object).toMatchObject({ spec: { replicas: 3 } })
    expect(valueAt(manifests[0]!.object, MIN_READY)).toBeUndefined()
    expect(timeline.flatMap(({ actions }) => actions)).toMatchObject([
      { changes: [{ patch: { spec: { minReadySeconds: 8 } } }] },
      { changes: [{ replicas: 7 }] },
    ])
  })

  it('of a setting is read as in a scenario, wherever it stands', () => {
    const { variants } = studyOf(
      parse(`variants:
  other:
    latency.statefulset/web: { termination: 5s }
    cluster: { nodes: [{ count: 4 }], clientLimits: { qps: 50, burst: 100 } }
    kubernetes: 1.34
    timeline: [{ at: 1m, then: { restart: sts/web } }]`),
    )

    expect(variants[0]!.scenario).toMatchObject({
      kubernetes: '1.34',
      cluster: { nodes: [{ count: 4 }], clientLimits: { qps: 50, burst: 100 } },
      latency: { pods: [{ of: { name: 'web' }, stages: { termination: { type: 'constant' } } }] },
      timeline: [{ actions: [{ type: 'restart' }] }],
    })
  })
})

describe('the baseline of a variant', () => {
  const AXES = `vary:
  statefulset/web: { spec.podManagementPolicy: [OrderedReady, Parallel] }
  kubernetes: ["1.36", "1.37"]
`

  function baselinesOf(spec: string): readonly number[] {
    return studyOf(parse(spec)).variants.map(({ baseline }) => baseline)
  }

  it('is the first of all unless told', () => {
    expect(baselinesOf(AXES)).toEqual([0, 0, 0, 0])
  })

  it('has the fixed values and else its own', () => {
    expect(baselinesOf(`${AXES}baseline: { podManagementPolicy: Parallel }`)).toEqual([2, 3, 2, 3])
    expect(baselinesOf(`${AXES}baseline: { kubernetes: 1.37 }`)).toEqual([1, 1, 3, 3])
  })

  it('is a named variant with the same values of the axes', () => {
    expect(baselinesOf(`variants: { one: {}, two: {} }\n${AXES}baseline: two`)).toEqual([
      4, 5, 6, 7, 4, 5, 6, 7,
    ])
  })

  it('is the variant itself where the baseline cannot be', () => {
    expect(
      baselinesOf(`vary:
  statefulset/web: { spec.updateStrategy.rollingUpdate.maxUnavailable: [0, 1, 2] }
baseline: { maxUnavailable: 0 }`),
    ).toEqual([0, 1])
  })
})

describe('the hash of a study', () => {
  const SPEC = 'vary: { statefulset/web: { spec.replicas: [3, 4] } }'

  it('is that of what decides its results', () => {
    const { hash } = studyOf(parse(SPEC))

    expect(hash).toMatch(/^[0-9a-f]{13}$/)
    expect(studyOf(parse(`${SPEC}\nreplications: 7`)).hash).toBe(hash)
    expect(studyOf(parse(SPEC.replace('[3, 4]', '[3, 5]'))).hash).not.toBe(hash)
    expect(studyOf(parse(SPEC), { inputUncertainty: 'off' }).hash).not.toBe(hash)
  })
})
