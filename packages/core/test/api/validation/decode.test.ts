import { type JsonValue, decode } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { aClaim, aContainer, aDaemonSet, aStatefulSet, aTemplate } from './manifests.ts'

describe('decoding a StatefulSet', () => {
  it.each([
    ['spec', { ...aStatefulSet(), spec: [] }, 'an object'],
    ['spec.replicas', aStatefulSet({ replicas: '3' }), 'a whole number of 32 bits'],
    ['spec.replicas', aStatefulSet({ replicas: 1.5 }), 'a whole number of 32 bits'],
    ['spec.replicas', aStatefulSet({ replicas: 2_147_483_648 }), 'a whole number of 32 bits'],
    ['spec.volumeClaimTemplates', aStatefulSet({ volumeClaimTemplates: true }), 'a list'],
    ['metadata.labels', aStatefulSet({}, { labels: '1' }), 'a map'],
    ['metadata.labels[app]', aStatefulSet({}, { labels: { app: true } }), 'a text'],
    [
      'metadata.creationTimestamp',
      aStatefulSet({}, { creationTimestamp: 'yesterday' }),
      'a time such as 2026-01-01T00:00:00Z',
    ],
    [
      'spec.template.spec.hostNetwork',
      aStatefulSet({ template: aTemplate({ hostNetwork: 'yes' }) }),
      'true or false',
    ],
    [
      'spec.template.spec.terminationGracePeriodSeconds',
      aStatefulSet({ template: aTemplate({ terminationGracePeriodSeconds: 1e19 }) }),
      'a whole number of 64 bits',
    ],
    [
      'spec.template.spec.containers[1].image',
      aStatefulSet({
        template: aTemplate({ containers: [aContainer(), aContainer({ image: 1 })] }),
      }),
      'a text',
    ],
    [
      'spec.volumeClaimTemplates[0].spec.resources.requests[storage]',
      aStatefulSet({
        volumeClaimTemplates: [aClaim({ resources: { requests: { storage: '1x' } } })],
      }),
      'a quantity such as 500m or 1Gi',
    ],
    [
      'spec.updateStrategy.rollingUpdate.maxUnavailable',
      aStatefulSet({ updateStrategy: { rollingUpdate: { maxUnavailable: 0.5 } } }),
      'a whole number of 32 bits or a text',
    ],
  ])('tells that %s has a wrong type', (path, manifest, expected) => {
    const decoding = decode('StatefulSet', manifest, '1.37')

    expect(decoding).toMatchObject({ type: 'undecodable', wrongType: { path, expected } })
  })

  it('stops at the first wrong type, in the order of the manifest', () => {
    const manifest = { spec: { minReadySeconds: '3', replicas: 'x' }, metadata: 1 }

    expect(decode('StatefulSet', manifest, '1.37')).toEqual({
      type: 'undecodable',
      wrongType: {
        path: 'spec.minReadySeconds',
        expected: 'a whole number of 32 bits',
        got: '3',
      },
    })
  })

  it('refuses what is no object', () => {
    expect(decode('StatefulSet', [], '1.37')).toMatchObject({ type: 'undecodable' })
  })

  it('takes null for any value, as if it were not there', () => {
    const manifest = aStatefulSet({ replicas: null, ordinals: null })

    const decoding = decode('StatefulSet', manifest, '1.37')

    expect(decoding.type === 'decoded' && decoding.object['spec']).not.toHaveProperty('replicas')
  })

  it('takes whole numbers of 64 bits, also where a double would round them', () => {
    const of = (terminationGracePeriodSeconds: JsonValue) =>
      decode(
        'StatefulSet',
        aStatefulSet({ template: aTemplate({ terminationGracePeriodSeconds }) }),
        '1.37',
      ).type

    expect(of(9_223_372_036_854_775_807n)).toBe('decoded')
    expect(of(9_223_372_036_854_775_808n)).toBe('undecodable')
  })

  it('takes nulls in lists and maps as empty values', () => {
    const manifest = aStatefulSet({}, { labels: { app: null }, finalizers: [null] })

    expect(decode('StatefulSet', manifest, '1.37')).toMatchObject({
      object: { metadata: { labels: { app: '' }, finalizers: [''] } },
    })
  })

  it('takes quantities as texts and as numbers', () => {
    const resources = { requests: { storage: 1024 } }
    const manifest = aStatefulSet({ volumeClaimTemplates: [aClaim({ resources })] })

    expect(decode('StatefulSet', manifest, '1.37').type).toBe('decoded')
  })
})

describe('decoding a DaemonSet', () => {
  it('drops what the kind does not have, whatever its type, and tells of it', () => {
    const manifest = { ...aDaemonSet({ volumeClaimTemplates: true }), extra: 1 }

    const decoding = decode('DaemonSet', manifest, '1.37')

    expect(decoding).toMatchObject({
      type: 'decoded',
      unknownFields: [{ path: 'spec.volumeClaimTemplates' }, { path: 'extra' }],
    })
    expect(decoding.type === 'decoded' && decoding.object).toEqual(aDaemonSet())
  })

  it('knows the fields of each release', () => {
    const manifest = aDaemonSet({ template: aTemplate({ hostnameOverride: 'a' }) })

    expect(decode('DaemonSet', manifest, '1.33')).toMatchObject({
      unknownFields: [{ path: 'spec.template.spec.hostnameOverride' }],
    })
    expect(decode('DaemonSet', manifest, '1.34')).toMatchObject({ unknownFields: [] })
  })
})
