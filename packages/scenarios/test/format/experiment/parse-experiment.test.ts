import { describe, expect, it } from 'vitest'
import type { Experiment } from '../../../src/format/experiment/experiment.ts'
import { parseExperiment } from '../../../src/format/experiment/parse-experiment.ts'
import { formatTarget } from '../../../src/format/experiment/target.ts'
import { errorsOf } from '../errors-of.ts'
import { KAFKA } from '../manifests.ts'

const FILES: Readonly<Record<string, string>> = {
  'kafka.yaml': KAFKA,
  'base.yaml':
    'kind: Scenario\nspec: { manifests: kafka.yaml, cluster: { nodes: [{ count: 3 }] } }\n',
}

function parse(spec: string): Experiment {
  return parseExperiment(`kind: Experiment\nspec:\n${spec.replaceAll(/^/gm, '  ')}`, {
    file: 'try.yaml',
    readFile: (path) => {
      if (FILES[path] === undefined) throw new Error('no such file')
      return FILES[path]
    },
  })
}

describe('an experiment', () => {
  it('is complete with defaults', () => {
    expect(parse('scenario: base.yaml')).toMatchObject({
      kind: 'Experiment',
      name: 'try',
      scenario: { name: 'base' },
      axes: [],
      variants: [],
      replications: { min: 30, max: 1000, until: [] },
    })
  })

  it('may hold the spec of its scenario', () => {
    expect(parse('scenario: { manifests: kafka.yaml, seed: 7 }').scenario).toMatchObject({
      seed: '7',
    })
  })

  it('makes every list an axis and unwraps values that are lists', () => {
    const { axes } = parse(`scenario: base.yaml
vary:
  sts/kafka:
    spec: { replicas: [3, 5] }
    spec.template.spec.containers[kafka].args: [{ value: [a] }, { value: [b, c] }]
  cluster: { profile: [edge, managed-cloud] }
  latency.statefulset/kafka.termination: [5s, { median: 5s, p99: 9s }]
  cluster.nodes[0].count: [3, 6]`)

    expect(axes.map(({ target, values }) => [formatTarget(target), values])).toEqual([
      ['statefulset/kafka spec.replicas', [3, 5]],
      ['statefulset/kafka spec.template.spec.containers[kafka].args', [['a'], ['b', 'c']]],
      ['cluster.profile', ['edge', 'managed-cloud']],
      ['latency.statefulset/kafka.termination', ['5s', { median: '5s', p99: '9s' }]],
      ['cluster.nodes[0].count', [3, 6]],
    ])
  })

  it('knows the paths that people name by one word', () => {
    const { axes } = parse(`scenario: base.yaml
vary:
  sts/kafka: { maxUnavailable: [1, 10%] }
  nodes: [3, 6]`)

    expect(axes.map(({ target }) => formatTarget(target))).toEqual([
      'statefulset/kafka spec.updateStrategy.rollingUpdate.maxUnavailable',
      'cluster.nodes[0].count',
    ])
  })

  it('names variants, one of which may be the baseline', () => {
    const { variants, baseline } = parse(`scenario: base.yaml
variants:
  careful: { kubernetes: "1.36" }
  fast: { sts/kafka: { spec.podManagementPolicy: Parallel }, churn: { spotInterruption: { rate: 9%/day } } }
baseline: careful`)

    expect(baseline).toEqual({ type: 'variant', name: 'careful' })
    expect(
      variants.map(({ name, assignments }) => [name, assignments.map(({ value }) => value)]),
    ).toEqual([
      ['careful', ['1.36']],
      ['fast', ['Parallel', { spotInterruption: { rate: '9%/day' } }]],
    ])
  })

  it('fixes axes by path, by workload and path, or by setting', () => {
    const { baseline } = parse(`scenario: base.yaml
vary:
  sts/kafka: { spec.replicas: [3, 5], spec.minReadySeconds: [0, 10] }
  kubernetes: ["1.36", "1.37"]
baseline: { sts/kafka: { spec.replicas: 3 }, spec.minReadySeconds: 10, kubernetes: "1.36" }`)

    expect(baseline).toEqual({
      type: 'axes',
      fixed: [
        { axis: 0, value: 3 },
        { axis: 1, value: 10 },
        { axis: 2, value: '1.36' },
      ],
    })
  })

  it('aims at a mean, or at a quantile', () => {
    const target = (words: string) =>
      parse(`scenario: base.yaml\ngoal: { minimise: ${words} }`).goal

    expect(target('rolloutDuration')).toMatchObject({
      measure: 'rolloutDuration',
      statistic: { type: 'mean' },
    })
    expect(target('rolloutDuration p99')).toMatchObject({
      measure: 'rolloutDuration',
      statistic: { type: 'quantile', probability: 0.99 },
    })
  })

  it('wants quantiles over replications', () => {
    const { goal, replications } = parse(`scenario: base.yaml
replications: 50
goal: { maximise: minimumReady, subjectTo: [rolloutDuration p99 <= 30m, ready min >= 95%] }`)

    expect(replications).toEqual({ min: 50, max: 50, until: [] })
    expect(goal).toMatchObject({
      direction: 'maximise',
      measure: 'minimumReady',
      subjectTo: [
        { statistic: { type: 'quantile', probability: 0.99 } },
        { bound: { type: 'share' } },
      ],
    })
  })
})

describe('the errors of an experiment', () => {
  it.each([
    ['vary: {}', '3:3: spec.scenario: expected the file of a scenario, or its spec, got nothing'],
    [
      'scenario: none.yaml',
      '3:13: spec.scenario: expected a file that can be read, got no such file',
    ],
    ['scenario: { seeed: 3 }', '3:15: spec.seeed: expected one of seed'],
    [
      'scenario: base.yaml\nvary: { sts/kafka: { spec.replcas: [1, 2] } }',
      '4:24: spec.vary.sts/kafka."spec.replcas": expected one of',
    ],
    [
      'scenario: base.yaml\nvary: { sts/kafka: { spec.replcas: [1, 2] } }',
      '(did you mean spec.replicas?)',
    ],
    [
      'scenario: base.yaml\nvary: { sts/kafka: { spec.replicas: [1, two] } }',
      '4:43: spec.vary.sts/kafka."spec.replicas"[1]: expected a whole number of 32 bits, got "two"',
    ],
    [
      'scenario: base.yaml\nvary: { "cluster.nodes[1].count": [2] }',
      'expected an element from [0] to [0], got [1]',
    ],
    [
      'scenario: base.yaml\nvary: { "cluster.nodes[spot].count": [2] }',
      'expected an element from [0] to [0], got [spot]',
    ],
    [
      'scenario: { manifests: kafka.yaml }\nvary: { nodes: [2] }',
      'expected a list that has elements, got [0]',
    ],
    [
      'scenario: base.yaml\nvary: { cluster.profil: [edge] }',
      'got profil (did you mean cluster.profile?)',
    ],
    [
      'scenario: base.yaml\nvary: { kubernetes: "1.36" }',
      'expected a list of values (each list is an axis), or a map that leads to such lists, got "1.36"',
    ],
    [
      'scenario: base.yaml\nvary: { sts/other: { spec.replicas: [1] } }',
      'expected a workload of the scenario, got "spec.replicas"',
    ],
    [
      'scenario: base.yaml\nvary: { "a..b": [1] }',
      'expected a path such as spec.replicas, or a setting such as kubernetes, got "a..b"',
    ],
    [
      'scenario: base.yaml\nvariants: { a: {} }\nbaseline: b',
      '5:3: spec.baseline: expected a, got "b"',
    ],
    [
      'scenario: base.yaml\nbaseline: b',
      'expected values of axes, since there are no variants, got "b"',
    ],
    [
      'scenario: base.yaml\nbaseline: { kubernetes: "1.37" }',
      'expected a variant, since nothing is varied, got "kubernetes"',
    ],
    [
      'scenario: base.yaml\nvary: { kubernetes: ["1.36", "1.37"] }\nbaseline: { kubernetes: "1.35" }',
      'expected a value of that axis: "1.36", "1.37", got "1.35"',
    ],
    [
      'scenario: base.yaml\nvary: { kubernetes: ["1.36"] }\nbaseline: { kubernets: "1.36" }',
      '(did you mean kubernetes?)',
    ],
    [
      'scenario: base.yaml\nreplications: { min: 30, max: 10 }',
      '4:33: spec.replications.max: expected a max that is not below min, got 10',
    ],
    [
      'scenario: base.yaml\nreplications: { until: { rolloutDuratoin: 2% } }',
      '(did you mean rolloutDuration?)',
    ],
    [
      'scenario: base.yaml\nreplications: { until: { rolloutDuration: much } }',
      'expected a share such as 2%, or a width such as 5s, got "much"',
    ],
    [
      'scenario: base.yaml\ngoal: { minimise: rolloutDuration, maximise: ready }',
      '4:9: spec.goal: expected either minimise or maximise, got a map',
    ],
    ['scenario: base.yaml\ngoal: { minimise: rolloutDuratoin }', '(did you mean rolloutDuration?)'],
    [
      'scenario: base.yaml\ngoal: { minimise: rolloutDuration, indifference: 5 }',
      'spec.goal.indifference: expected a duration such as 5s for rolloutDuration',
    ],
    [
      'scenario: base.yaml\ngoal: { maximise: minimumReady, indifference: 5s }',
      'spec.goal.indifference: expected a number for minimumReady',
    ],
  ])('%s', (spec, message) => {
    expect(errorsOf(() => parse(spec)).join('\n')).toContain(message)
  })

  it('say that a file holds something else', () => {
    const options = { file: 'x.yaml', readFile: () => '' }

    expect(errorsOf(() => parseExperiment(KAFKA, options))).toEqual([
      'x.yaml: expected one document, of kind Experiment, got another kind',
    ])
    expect(errorsOf(() => parseExperiment('', options))).toEqual([
      'x.yaml: expected one document, of kind Experiment, got 0 documents',
    ])
  })
})
