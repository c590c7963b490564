import { apiServerConfiguration } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { unsimulatedFields } from '../../src/format/manifests/unsimulated-fields.ts'
import { readInput } from '../../src/format/read-input.ts'
import { FLUENTD, KAFKA } from './manifests.ts'

function fieldsOf(text: string): ReturnType<typeof unsimulatedFields> {
  const input = readInput([{ file: 'all.yaml', text }], {
    readFile: () => '',
    configuration: apiServerConfiguration('1.37'),
  })
  return input.type === 'manifests' ? unsimulatedFields(input.manifests.objects) : []
}

describe('unsimulatedFields', () => {
  it('names each field once, with the workloads that have it', () => {
    const gates = 'readinessGates: [{ conditionType: example.com/ready }]\n      containers:'
    const text = [KAFKA, FLUENTD]
      .map((manifest) => manifest.replace('containers:', gates))
      .join('---\n')

    expect(fieldsOf(text)).toEqual([
      {
        field: 'spec.template.spec.readinessGates',
        effect: 'pods are ready only when somebody else says so too',
        workloads: ['statefulset/kafka', 'daemonset/kube-system/fluentd'],
      },
    ])
  })

  it('looks into every container', () => {
    const hook =
      'image: exporter:1.0\n          lifecycle: { postStart: { sleep: { seconds: 1 } } }'

    expect(fieldsOf(KAFKA.replace('image: exporter:1.0', hook)).map(({ field }) => field)).toEqual([
      'spec.template.spec.containers[].lifecycle.postStart',
    ])
  })

  it('is silent about fields that are there but say nothing', () => {
    expect(fieldsOf(KAFKA.replace('containers:', 'readinessGates: []\n      containers:'))).toEqual(
      [],
    )
  })
})
