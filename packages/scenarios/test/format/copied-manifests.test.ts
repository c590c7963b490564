import { describe, expect, it } from 'vitest'
import { parseScenario } from '../../src/format/scenario/parse-scenario.ts'
import type { Scenario } from '../../src/format/scenario/scenario.ts'
import { errorsOf } from './errors-of.ts'
import { FLUENTD, KAFKA } from './manifests.ts'

const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata: { name: kafka }\nspec: { clusterIP: None }\n'

function parse(manifests: string): Scenario {
  return parseScenario(`kind: Scenario\nspec: { manifests: ${manifests} }\n`, {
    file: 'try.yaml',
    readFile: (file) => (file === 'kafka.yaml' ? `${SERVICE}---\n${KAFKA}` : FLUENTD),
  })
}

describe('a file with copies', () => {
  it('has each workload so many times under names of their own, and all else once', () => {
    const { manifests } = parse(
      '[{ file: kafka.yaml, copies: 2 }, { file: fluentd.yaml, copies: 1 }]',
    )

    expect(manifests.map(({ kind, name }) => `${kind}/${name}`)).toEqual([
      'Service/kafka',
      'StatefulSet/kafka-0',
      'StatefulSet/kafka-1',
      'DaemonSet/fluentd-0',
    ])
  })

  it('keeps the copies from taking each other’s pods', () => {
    const copy = parse('{ file: kafka.yaml, copies: 2 }').manifests.at(-1)?.object

    const labels = { app: 'kafka', 'seatrial.dev/copy': '1' }
    expect(copy).toMatchObject({
      metadata: { name: 'kafka-1' },
      spec: {
        replicas: 3,
        selector: { matchLabels: labels },
        template: { metadata: { labels } },
      },
    })
  })

  it.each([
    [
      '{ file: kafka.yaml, copies: 0 }',
      'try.yaml:2:48: spec.manifests.copies: expected a number of at least 1, got 0',
    ],
    [
      '{ file: kafka.yaml, copies: 99999999 }',
      'try.yaml:2:48: spec.manifests.copies: expected a number of at most 10000, got 99999999',
    ],
    [
      '{ file: kafka.yaml, copeis: 3 }',
      'try.yaml:2:20: spec.manifests.kind: expected the kind of a Kubernetes object, got nothing',
    ],
  ])('refuses %s', (manifests, message) => {
    expect(errorsOf(() => parse(manifests))).toEqual([message])
  })
})
