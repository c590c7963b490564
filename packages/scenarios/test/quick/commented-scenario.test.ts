import { describe, expect, it } from 'vitest'
import { commentedScenario, parseScenario } from '../../src/index.ts'
import { FLUENTD, KAFKA } from '../format/manifests.ts'
import { manifestsOf } from './manifests-of.ts'

const CLAIM = `  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
`

function commented(manifests: string, files: readonly string[] = ['kafka.yaml']): string {
  const { objects } = manifestsOf(manifests)
  return commentedScenario({
    manifests: objects,
    files,
    name: 'kafka',
    file: 'kafka.scenario.yaml',
  })
}

describe('a commented scenario', () => {
  it('is one that can be run: the cluster in which the manifests fit, then a restart', () => {
    const manifests = `${KAFKA}${CLAIM}---\n${FLUENTD}`
    const scenario = parseScenario(commented(manifests), {
      file: 'kafka.scenario.yaml',
      readFile: () => manifests,
    })

    expect(scenario).toMatchObject({
      name: 'kafka',
      kubernetes: '1.37',
      cluster: {
        profile: 'managed-cloud',
        nodes: [{ count: 5, zones: ['a', 'b', 'c'], capacity: { cpu: '4', memory: '16Gi' } }],
        storageClasses: [{ name: 'standard', default: true }],
      },
      timeline: [
        {
          trigger: { type: 'when', condition: { type: 'settled', workloads: 'all' } },
          actions: [{ type: 'restart', workloads: [{ name: 'kafka' }, { name: 'fluentd' }] }],
        },
      ],
    })
    expect(scenario.manifests.map(({ kind }) => kind)).toEqual(['StatefulSet', 'DaemonSet'])
  })

  it('still is one when all that stands in comments is said', () => {
    const said = commented(KAFKA)
      .replaceAll(/^( *)# (latency|expect|images|- at)/gm, '$1$2')
      .replaceAll(/^( *)# ( +)(?=[\w-]+[:/]|- |IMAGE|then)/gm, '$1$2')
      .replaceAll(/^ +(setImage|set|apply): .*\n/gm, '')
    const scenario = parseScenario(said, { file: 'kafka.scenario.yaml', readFile: () => KAFKA })

    expect(scenario).toMatchObject({
      cluster: { images: { 'IMAGE:TAG': { size: 600 * 1_048_576 } } },
      latency: { pods: [{ of: { name: 'kafka' } }] },
      expect: [{ measure: 'rolloutDuration' }, { measure: 'unavailable' }],
    })
    expect(scenario.timeline).toHaveLength(2)
  })

  it('names no files when its manifests stand behind it', () => {
    const text = `${commented(KAFKA, [])}---\n${KAFKA}`

    expect(text).not.toContain('manifests:')
    expect(parseScenario(text, { file: '-', readFile: () => '' }).manifests).toHaveLength(1)
  })

  it('quotes what YAML would take for something else', () => {
    const text = commented(KAFKA, ['my files/no.yaml', 'no', '1.yaml'])

    expect(text).toContain('manifests: ["my files/no.yaml", "no", "1.yaml"]')
  })
})
