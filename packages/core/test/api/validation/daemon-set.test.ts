import { apiServerConfiguration } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import {
  aDaemonSet,
  aTemplate,
  refusalsOnCreate,
  refusalsOnStatusUpdate,
  refusalsOnUpdate,
} from './manifests.ts'

const ROLLING = 'spec.updateStrategy.rollingUpdate'

describe('a new DaemonSet', () => {
  it('is accepted when it is sound', () => {
    expect(refusalsOnCreate(aDaemonSet())).toEqual([])
  })

  it.each([
    ['a dotted name', aDaemonSet({}, { name: 'agent.1' }), []],
    ['a bad name', aDaemonSet({}, { name: 'Agent' }), ['Invalid metadata.name "Agent"']],
    ['an empty selector', aDaemonSet({ selector: {} }), ['Invalid spec.selector']],
    ['no selector', aDaemonSet({ selector: null }), ['Invalid spec.template.metadata.labels']],
    [
      'an unusable selector',
      aDaemonSet({ selector: { matchExpressions: [{ key: 'app', operator: 'In' }] } }),
      ['Required spec.selector.matchExpressions[0].values'],
    ],
    [
      'a negative minReadySeconds',
      aDaemonSet({ minReadySeconds: -1 }),
      ['Invalid spec.minReadySeconds -1'],
    ],
    [
      'a negative history',
      aDaemonSet({ revisionHistoryLimit: -1 }),
      ['Invalid spec.revisionHistoryLimit -1'],
    ],
    [
      'a host name that is none',
      aDaemonSet({
        template: aTemplate({ containers: [{ name: 'a', image: 'b' }], hostname: 'a.b' }),
      }),
      ['Invalid spec.template.spec.hostname "a.b"'],
    ],
  ])('with %s', (_title, manifest, refusals) => {
    expect(refusalsOnCreate(manifest)).toEqual(refusals)
  })

  it('has its template looked into in every release', () => {
    const manifest = aDaemonSet({ template: aTemplate({ containers: [] }) })

    expect(refusalsOnCreate(manifest, apiServerConfiguration('1.33'))).toEqual([
      'Required spec.template.spec.containers',
    ])
  })
})

describe('the update strategy of a DaemonSet', () => {
  it.each([
    ['an unknown type', { type: 'Recreate' }, ['NotSupported spec.updateStrategy']],
    [
      'OnDelete with any numbers',
      { type: 'OnDelete', rollingUpdate: { maxUnavailable: 'abc', maxSurge: -1 } },
      [],
    ],
    ['surge instead of unavailable', { rollingUpdate: { maxUnavailable: 0, maxSurge: '10%' } }, []],
    [
      'surge beside the default of unavailable',
      { rollingUpdate: { maxSurge: 1 } },
      [`Invalid ${ROLLING}.maxSurge 1`],
    ],
    [
      'neither',
      { rollingUpdate: { maxUnavailable: '0%' } },
      [`Required ${ROLLING}.maxUnavailable`],
    ],
    [
      'a text that is no number, which counts as 0',
      { rollingUpdate: { maxUnavailable: '5 %' } },
      [`Invalid ${ROLLING}.maxUnavailable "5 %"`, `Required ${ROLLING}.maxUnavailable`],
    ],
    [
      'a text that is a number, which counts as that',
      { rollingUpdate: { maxUnavailable: '5' } },
      [`Invalid ${ROLLING}.maxUnavailable "5"`],
    ],
    [
      'more than the whole',
      { rollingUpdate: { maxUnavailable: '101%' } },
      [`Invalid ${ROLLING}.maxUnavailable "101%"`],
    ],
  ])('%s', (_title, updateStrategy, refusals) => {
    expect(refusalsOnCreate(aDaemonSet({ updateStrategy }))).toEqual(refusals)
  })
})

describe('a changed DaemonSet', () => {
  it('keeps its selector', () => {
    const selector = { matchExpressions: [{ key: 'app', operator: 'Exists' }] }

    expect(refusalsOnUpdate(aDaemonSet({ selector }), aDaemonSet())).toEqual([
      'Invalid spec.selector',
    ])
  })

  it('may change everything else', () => {
    const changed = aDaemonSet({ updateStrategy: { type: 'OnDelete' }, minReadySeconds: 5 })

    expect(refusalsOnUpdate(changed, aDaemonSet())).toEqual([])
  })
})

describe('the status of a DaemonSet', () => {
  it.each([
    ['counters that contradict each other', { numberReady: 5, desiredNumberScheduled: 1 }, {}, []],
    [
      'a negative counter',
      { numberMisscheduled: -1 },
      {},
      ['Invalid status.numberMisscheduled -1'],
    ],
    [
      'fewer collisions',
      { collisionCount: 0 },
      { collisionCount: 2 },
      ['Invalid status.collisionCount 0'],
    ],
  ])('%s', (_title, status, old, refusals) => {
    expect(refusalsOnStatusUpdate(aDaemonSet(), status, old)).toEqual(refusals)
  })
})
