import {
  type KubernetesProfile,
  apiServerConfiguration,
  judgeUpdate,
  prepareForCreate,
  resolveFeatureGates,
} from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import {
  aClaim,
  aContainer,
  aStatefulSet,
  aTemplate,
  refusalsOnCreate,
  refusalsOnStatusUpdate,
  refusalsOnUpdate,
} from './manifests.ts'

const MAX_UNAVAILABLE = 'spec.updateStrategy.rollingUpdate.maxUnavailable'
const RETENTION = 'spec.persistentVolumeClaimRetentionPolicy'

describe('a new StatefulSet', () => {
  it('is accepted when it is sound', () => {
    expect(refusalsOnCreate(aStatefulSet())).toEqual([])
  })

  it.each([
    ['a dotted name', aStatefulSet({}, { name: 'web.1' }), ['Invalid metadata.name "web.1"']],
    ['a dotted service', aStatefulSet({ serviceName: 'a.b' }), ['Invalid spec.serviceName "a.b"']],
    ['no service', aStatefulSet({ serviceName: '' }), []],
    ['negative replicas', aStatefulSet({ replicas: -1 }), ['Invalid spec.replicas -1']],
    ['no replicas', aStatefulSet({ replicas: 0 }), []],
    [
      'a negative minReadySeconds',
      aStatefulSet({ minReadySeconds: -1 }),
      ['Invalid spec.minReadySeconds -1'],
    ],
    [
      'a negative first ordinal',
      aStatefulSet({ ordinals: { start: -1 } }),
      ['Invalid spec.ordinals.start -1'],
    ],
    [
      'an unknown pod management',
      aStatefulSet({ podManagementPolicy: 'parallel' }),
      ['Invalid spec.podManagementPolicy "parallel"'],
    ],
    [
      'an unknown retention',
      aStatefulSet({ persistentVolumeClaimRetentionPolicy: { whenScaled: 'Keep' } }),
      [`NotSupported ${RETENTION}.whenScaled "Keep"`],
    ],
    ['a negative history', aStatefulSet({ revisionHistoryLimit: -1 }), []],
  ])('with %s', (_title, manifest, refusals) => {
    expect(refusalsOnCreate(manifest)).toEqual(refusals)
  })
})

describe('the selector of a StatefulSet', () => {
  it.each([
    ['missing', null, ['Required spec.selector', 'Invalid spec.template.metadata.labels']],
    ['empty', {}, ['Invalid spec.selector']],
    ['of other pods', { matchLabels: { app: 'db' } }, ['Invalid spec.template.metadata.labels']],
    [
      'unusable',
      { matchLabels: { 'a b': 'c' } },
      ['Invalid spec.selector', 'Invalid spec.selector.matchLabels "a b"'],
    ],
  ])('%s', (_title, selector, refusals) => {
    expect(refusalsOnCreate(aStatefulSet({ selector }))).toEqual(refusals)
  })

  it('keeps faults of the template unsaid while it is unusable', () => {
    const template = aTemplate({ containers: [] })
    const selector = { matchExpressions: [{ key: 'app', operator: 'Bogus' }] }

    expect(refusalsOnCreate(aStatefulSet({ selector, template }))).toEqual([
      'Invalid spec.selector',
      'Invalid spec.selector.matchExpressions[0].operator "Bogus"',
    ])
  })
})

describe('the update strategy of a StatefulSet', () => {
  it.each([
    ['an unknown type', { type: 'BlueGreen' }, ['Invalid spec.updateStrategy']],
    ['Recreate', { type: 'Recreate' }, ['Invalid spec.updateStrategy']],
    [
      'OnDelete with numbers',
      { type: 'OnDelete', rollingUpdate: { partition: 0 } },
      ['Invalid spec.updateStrategy.rollingUpdate'],
    ],
    [
      'a negative partition',
      { rollingUpdate: { partition: -1 } },
      ['Invalid spec.updateStrategy.rollingUpdate.partition -1'],
    ],
    ['100%', { rollingUpdate: { maxUnavailable: '100%' } }, []],
    ['a large number', { rollingUpdate: { maxUnavailable: 1000 } }, []],
    ['0', { rollingUpdate: { maxUnavailable: 0 } }, [`Invalid ${MAX_UNAVAILABLE} 0`]],
    ['00%', { rollingUpdate: { maxUnavailable: '00%' } }, [`Invalid ${MAX_UNAVAILABLE} "00%"`]],
    ['101%', { rollingUpdate: { maxUnavailable: '101%' } }, [`Invalid ${MAX_UNAVAILABLE} "101%"`]],
    ['a text', { rollingUpdate: { maxUnavailable: '5' } }, [`Invalid ${MAX_UNAVAILABLE} "5"`]],
    ['-1', { rollingUpdate: { maxUnavailable: -1 } }, [`Invalid ${MAX_UNAVAILABLE} -1`]],
  ])('%s', (_title, updateStrategy, refusals) => {
    expect(refusalsOnCreate(aStatefulSet({ updateStrategy }))).toEqual(refusals)
  })

  it('drops maxUnavailable unseen where its gate is off', () => {
    const updateStrategy = { rollingUpdate: { maxUnavailable: 0 } }

    expect(
      refusalsOnCreate(aStatefulSet({ updateStrategy }), apiServerConfiguration('1.36')),
    ).toEqual([])
  })

  it('may be Recreate where its gate is on', () => {
    const gates = resolveFeatureGates('1.37', { StatefulSetRecreateStrategy: true })
    const configuration = apiServerConfiguration('1.37', { gates })

    expect(
      refusalsOnCreate(aStatefulSet({ updateStrategy: { type: 'Recreate' } }), configuration),
    ).toEqual([])
  })
})

describe('the template of a StatefulSet', () => {
  const unsound = aStatefulSet({ template: aTemplate({ containers: [aContainer({ image: '' })] }) })

  it.each<[KubernetesProfile, string[]]>([
    ['1.33', []],
    ['1.34', ['Required spec.template.spec.containers[0].image']],
    ['1.37', ['Required spec.template.spec.containers[0].image']],
  ])('in %s', (profile, refusals) => {
    expect(refusalsOnCreate(unsound, apiServerConfiguration(profile))).toEqual(refusals)
  })

  it('has the claims as volumes, which win over its own of that name', () => {
    const volumes = [{ name: 'data', hostPath: { path: '' } }]

    expect(refusalsOnCreate(aStatefulSet({ template: aTemplate({ volumes }) }))).toEqual([])
  })

  it('misses the volume of a claim that is not there', () => {
    expect(refusalsOnCreate(aStatefulSet({ volumeClaimTemplates: [] }))).toEqual([
      'NotFound spec.template.spec.containers[0].volumeMounts[0].name "data"',
    ])
  })

  it('may name any host, since the set names the hosts of its pods', () => {
    const template = aTemplate({ hostname: 'Bad_', subdomain: 'a.b' })

    expect(refusalsOnCreate(aStatefulSet({ template }))).toEqual([])
  })

  it('runs forever', () => {
    const template = aTemplate({ restartPolicy: 'Never', activeDeadlineSeconds: 0 })

    expect(refusalsOnCreate(aStatefulSet({ template }))).toEqual([
      'Forbidden spec.template.spec.activeDeadlineSeconds',
      'Invalid spec.template.spec.activeDeadlineSeconds 0',
      'NotSupported spec.template.spec.restartPolicy "Never"',
    ])
  })
})

describe('the claim templates of a StatefulSet', () => {
  const spec = 'spec.volumeClaimTemplates[0].spec'

  it.each([
    ['an unknown mode', { accessModes: ['Bogus'] }, [`NotSupported ${spec}.accessModes "Bogus"`]],
    ['no mode', { accessModes: [] }, [`Required ${spec}.accessModes`]],
    [
      'a mode that stands alone',
      { accessModes: ['ReadWriteOncePod', 'ReadWriteOnce'] },
      [`Forbidden ${spec}.accessModes`],
    ],
    ['no storage', { resources: {} }, [`Required ${spec}.resources[storage]`]],
    [
      'negative storage',
      { resources: { requests: { storage: '-1Gi' } } },
      [`Invalid ${spec}.resources[storage] "-1Gi"`],
    ],
    [
      'no storage to speak of',
      { resources: { requests: { storage: '0' } } },
      [`Invalid ${spec}.resources[storage] "0"`],
    ],
    ['a bad class', { storageClassName: 'Bad_' }, [`Invalid ${spec}.storageClassName "Bad_"`]],
    ['no class at all', { storageClassName: '' }, []],
    ['an unknown volume mode', { volumeMode: 'Tape' }, [`NotSupported ${spec}.volumeMode "Tape"`]],
  ])('with %s', (_title, claim, refusals) => {
    expect(refusalsOnCreate(aStatefulSet({ volumeClaimTemplates: [aClaim(claim)] }))).toEqual(
      refusals,
    )
  })
})

describe('a changed StatefulSet', () => {
  const moved = aStatefulSet({
    podManagementPolicy: 'Parallel',
    serviceName: 'other',
    volumeClaimTemplates: [aClaim({ storageClassName: 'fast' })],
  })

  it('is refused as a whole up to 1.36 when an immutable field changes', () => {
    expect(refusalsOnUpdate(moved, aStatefulSet(), '1.36')).toEqual(['Forbidden spec'])
  })

  it('is refused field by field from 1.37', () => {
    expect(refusalsOnUpdate(moved, aStatefulSet(), '1.37')).toEqual([
      'Invalid spec.podManagementPolicy "Parallel"',
      'Invalid spec.serviceName "other"',
      'Invalid spec.volumeClaimTemplates',
    ])
  })

  it('may say an immutable field in other words', () => {
    const claim = aClaim({ resources: { requests: { storage: '1024Mi' } } })

    expect(
      refusalsOnUpdate(aStatefulSet({ volumeClaimTemplates: [claim] }), aStatefulSet()),
    ).toEqual([])
  })

  it('may change replicas, template, strategy and the rest', () => {
    const changed = aStatefulSet({
      replicas: 5,
      template: aTemplate({ containers: [aContainer({ image: 'nginx:1.28' })] }),
      updateStrategy: { type: 'OnDelete' },
      minReadySeconds: 10,
      revisionHistoryLimit: 2,
      ordinals: { start: 1 },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' },
    })

    expect(refusalsOnUpdate(changed, aStatefulSet())).toEqual([])
  })

  it('keeps its name, which need not be one that could be given today', () => {
    const dotted = aStatefulSet({}, { name: 'web.1' })

    expect(refusalsOnUpdate(dotted, dotted)).toEqual([])
    expect(refusalsOnUpdate(dotted, aStatefulSet())).toEqual(['Invalid metadata.name "web.1"'])
  })

  it('is forgiven an unsound template when the stored one was unsound', () => {
    const unsound = aStatefulSet({ template: aTemplate({ containers: [] }) })
    const worse = aStatefulSet({ template: aTemplate({ containers: [], dnsPolicy: 'bogus' }) })

    expect(refusalsOnUpdate(worse, unsound)).toEqual([])
    expect(refusalsOnUpdate(worse, aStatefulSet())).not.toEqual([])
  })

  it('keeps the strategy Recreate that it has, from 1.37', () => {
    const recreated = aStatefulSet({ updateStrategy: { type: 'Recreate' } })

    expect(refusalsOnUpdate(recreated, recreated, '1.37')).toEqual([])
    expect(refusalsOnUpdate(recreated, recreated, '1.36')).toEqual(['Invalid spec.updateStrategy'])
  })

  it.each([
    ['the spec says something else', aStatefulSet({ replicas: 4 }), 2],
    ['the spec says the same in other words', aStatefulSet({ minReadySeconds: 0 }), 1],
    ['only labels change', aStatefulSet({}, { labels: { tier: 'front' } }), 1],
  ])('counts a generation when %s', (_title, manifest, generation) => {
    const stored = prepareForCreate('StatefulSet', aStatefulSet(), '1.37')

    const verdict = judgeUpdate('StatefulSet', manifest, stored, apiServerConfiguration('1.37'))

    expect(verdict).toMatchObject({ type: 'accepted', object: { metadata: { generation } } })
  })
})

describe('the status of a StatefulSet', () => {
  it.each([
    ['sound', { replicas: 3, readyReplicas: 2, availableReplicas: 1 }, {}, []],
    ['negative', { observedGeneration: -1 }, {}, ['Invalid status.observedGeneration -1']],
    [
      'more of some than of all',
      { replicas: 1, currentReplicas: 2, updatedReplicas: 3 },
      {},
      ['Invalid status.currentReplicas 2', 'Invalid status.updatedReplicas 3'],
    ],
    [
      'more available than ready',
      { replicas: 3, readyReplicas: 1, availableReplicas: 2 },
      {},
      ['Invalid status.availableReplicas 2'],
    ],
    ['collisions gone', {}, { collisionCount: 1 }, ['Invalid status.collisionCount 0']],
    [
      'fewer collisions',
      { collisionCount: 1 },
      { collisionCount: 2 },
      ['Invalid status.collisionCount 1'],
    ],
    ['more collisions', { collisionCount: 3 }, { collisionCount: 2 }, []],
  ])('%s', (_title, status, old, refusals) => {
    expect(refusalsOnStatusUpdate(aStatefulSet(), status, old)).toEqual(refusals)
  })

  it('is all that is looked at', () => {
    expect(refusalsOnStatusUpdate(aStatefulSet(), { replicas: 1 }, {})).toEqual([])
  })
})
