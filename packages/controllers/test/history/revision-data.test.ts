import { behaviours } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { daemonSetRevisionData, statefulSetRevisionData } from '../../src/index.ts'

const template = {
  metadata: { labels: { app: 'web' } },
  spec: {
    containers: [{ name: 'c', image: 'nginx', args: ['<a>'] }],
    terminationGracePeriodSeconds: 9007199254740993n,
    volumes: [{ name: 'v', ephemeral: { volumeClaimTemplate: { metadata: {}, spec: {} } } }],
  },
}

describe('revision data', () => {
  it('are a patch with the whole template, keys sorted', () => {
    expect(statefulSetRevisionData({ metadata: {}, spec: {} }, behaviours('1.37'))).toBe(
      '{"spec":{"template":{"$patch":"replace","metadata":{},"spec":{}}}}',
    )
  })

  it('say null of the creation up to 1.33, of the template and of claims in it', () => {
    const older = statefulSetRevisionData(template, behaviours('1.33'))
    const newer = statefulSetRevisionData(template, behaviours('1.34'))

    expect(older.split('"creationTimestamp":null').length).toBe(3)
    expect(newer).not.toContain('creationTimestamp')
    expect(
      older.replaceAll('"creationTimestamp":null,', '').replace('"creationTimestamp":null', ''),
    ).toBe(newer)
  })

  it('keep a creation time that somebody wrote', () => {
    const stamped = { metadata: { creationTimestamp: '2026-01-01T00:00:00Z' }, spec: {} }

    expect(statefulSetRevisionData(stamped, behaviours('1.33'))).toContain(
      '"creationTimestamp":"2026-01-01T00:00:00Z"',
    )
  })

  it('round numbers to doubles for a StatefulSet, and not for a DaemonSet', () => {
    expect(statefulSetRevisionData(template, behaviours('1.37'))).toContain(':9007199254740992,')
    expect(daemonSetRevisionData(template, behaviours('1.37'))).toContain(':9007199254740993,')
  })
})
