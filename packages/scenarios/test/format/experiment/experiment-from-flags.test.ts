import { apiServerConfiguration } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import {
  type ExperimentFlags,
  experimentFromFlags,
} from '../../../src/format/experiment/experiment-from-flags.ts'
import type { Experiment } from '../../../src/format/experiment/experiment.ts'
import { changedSource } from '../../../src/format/experiment/scenario-source.ts'
import { formatTarget } from '../../../src/format/experiment/target.ts'
import { readInput } from '../../../src/format/read-input.ts'
import { studyOf } from '../../../src/experiments/study-of.ts'
import { experimentFromManifests } from '../../../src/quick/experiment-from-manifests.ts'
import type { QuickOptions } from '../../../src/quick/quick-options.ts'
import { errorsOf } from '../errors-of.ts'
import { KAFKA } from '../manifests.ts'

const OPTIONS = {
  readFile: (file: string) => {
    throw new Error(`no ${file}`)
  },
  configuration: apiServerConfiguration('1.37'),
}

function ofScenario(flags: ExperimentFlags): Experiment {
  const file = { file: 'scenario.yaml', text: `kind: Scenario\nspec: {}\n---\n${KAFKA}` }
  const input = readInput([file], OPTIONS)
  if (input.type !== 'scenario') throw new Error('a scenario is a scenario')
  return experimentFromFlags(input.source, flags, { warmUp: false })
}

function ofManifests(flags: ExperimentFlags, options: QuickOptions = {}): Experiment {
  const input = readInput([{ file: 'kafka.yaml', text: KAFKA }], OPTIONS)
  if (input.type !== 'manifests') throw new Error('manifests are manifests')
  return experimentFromManifests(input.manifests, options, flags)
}

describe('--vary', () => {
  it('makes an axis of each flag: fields by their path or its last word, and settings', () => {
    const { axes } = ofScenario({
      vary: [
        'maxUnavailable=1,10%',
        'sts/kafka:spec.template.spec.containers[kafka].args=[a, b],[c]',
        'kubernetes=1.36,1.37',
        'latency.statefulset/kafka.termination=5s,{ median: 5s, p99: 9s }',
      ],
    })

    expect(axes.map(({ target, values }) => [formatTarget(target), values])).toEqual([
      ['statefulset/kafka spec.updateStrategy.rollingUpdate.maxUnavailable', [1, '10%']],
      ['statefulset/kafka spec.template.spec.containers[kafka].args', [['a', 'b'], ['c']]],
      ['kubernetes', ['1.36', '1.37']],
      ['latency.statefulset/kafka.termination', ['5s', { median: '5s', p99: '9s' }]],
    ])
  })

  it.each([
    ['maxUnavailble=1', '--vary: expected a field such as', 'did you mean maxUnavailable?'],
    ['spec.replica=1', '--vary statefulset/kafka: expected', 'did you mean spec.replicas?'],
    ['replicas=', '--vary: expected [KIND/NAME:]PATH=V1,V2,…', 'got "replicas="'],
    ['replicas', '--vary: expected [KIND/NAME:]PATH=V1,V2,…', 'got "replicas"'],
    [
      'sts/other:replicas=1',
      '--vary: expected statefulset/kafka',
      'got statefulset/other (did you mean statefulset/kafka?)',
    ],
    ['replicas=many', 'expected', 'got "many"'],
    ['kubernetes=1.12', 'a Kubernetes version', 'got "1.12"'],
    ['cluster.profile=cloud', 'expected one of', 'got "cloud"'],
    ['seed=1,2', '--vary: expected a field such as', 'got "seed"'],
  ])('says what is wrong with %s', (text, ...words) => {
    const [error] = errorsOf(() => ofScenario({ vary: [text] }))

    for (const word of words) expect(error!).toContain(word)
  })
})

describe('an experiment by flags', () => {
  it('has its replications, its baseline and its goal', () => {
    const experiment = ofScenario({
      vary: ['maxUnavailable=1,2', 'kubernetes=1.36,1.37'],
      replications: 50,
      baseline: 'maxUnavailable=2, kubernetes=1.37',
      goal: { minimise: 'rolloutDuration', subjectTo: ['unavailable max <= 2'] },
    })

    expect(experiment).toMatchObject({
      replications: { min: 50, max: 50 },
      baseline: {
        fixed: [
          { axis: 0, value: 2 },
          { axis: 1, value: '1.37' },
        ],
      },
      goal: { direction: 'minimise', measure: 'rolloutDuration' },
    })
  })

  it('warms plain manifests up and gives every variant room', () => {
    const experiment = ofManifests({ vary: ['replicas=3,40'] })
    const { variants, warmUp } = studyOf(experiment)

    expect(warmUp).toBe(true)
    expect(variants.map(({ name }) => name)).toEqual(['replicas=3', 'replicas=40'])
    for (const { scenario } of variants)
      expect(scenario.cluster.nodes).toMatchObject([{ count: 40 }])
  })

  it('lets settings of plain manifests have other values, besides what the flags of run say', () => {
    const vary = ['nodes=70,80', 'kubernetes=1.34', 'churn.nodeFailure.rate=1/day']
    const { variants } = studyOf(ofManifests({ vary }, { ready: ['7s'], seed: 5 }))

    expect(variants.map(({ name }) => name)).toEqual([
      'nodes=70, kubernetes=1.34, rate=1/day',
      'nodes=80, kubernetes=1.34, rate=1/day',
    ])
    expect(variants[1]!.scenario).toMatchObject({
      seed: '5',
      kubernetes: '1.34',
      cluster: { nodes: [{ count: 80 }] },
      latency: { pods: [{ stages: { applicationReady: { value: 7_000_000 } } }] },
      timeline: [{ actions: [{ type: 'restart' }] }],
    })
  })

  it('cannot vary the timeline of plain manifests', () => {
    const [error] = errorsOf(() => ofManifests({ vary: ['timeline=[]'] }))

    expect(error!).toContain('a Scenario file can vary more')
  })

  it('takes changes of the scenario along to all variants', () => {
    const experiment = ofScenario({ vary: ['kubernetes=1.36,1.37'] })
    const source = changedSource(experiment, (scenario) => ({ ...scenario, seed: '9' }))

    expect(
      studyOf({ ...experiment, ...source }).variants.map(({ scenario }) => scenario.seed),
    ).toEqual(['9', '9'])
  })
})
