import { describe, expect, it } from 'vitest'
import type { Rollout, RunOutcome } from '@seatrial/scenarios'
import { headline } from '../../src/run/headline.ts'
import { aRollout, at } from './a-run.ts'

interface Case {
  readonly title: string
  readonly rollout?: Partial<Omit<Rollout, 'measures'>>
  readonly outcome?: RunOutcome
  readonly isAssumed?: boolean
  readonly line: string
}

const cases: readonly Case[] = [
  { title: 'an update', line: 'statefulset/kafka rolled out in 10m 00s' },
  {
    title: 'an update that hangs on assumptions',
    isAssumed: true,
    rollout: { end: { type: 'done', time: at(60 + 1_471) } },
    line: 'statefulset/kafka rolled out in about 25 min',
  },
  {
    title: 'a creation',
    rollout: {
      kind: 'create',
      workload: { kind: 'DaemonSet', namespace: 'logs', name: 'fluentd' },
    },
    line: 'daemonset/logs/fluentd was created in 10m 00s',
  },
  {
    title: 'a change of replicas',
    rollout: { kind: 'scale', desired: 1_200 },
    line: 'statefulset/kafka was scaled to 1,200 in 10m 00s',
  },
  {
    title: 'a rollout that nothing moves any more',
    rollout: { end: { type: 'unfinished', time: at(660) } },
    outcome: 'stalled',
    line: 'statefulset/kafka is not rolled out: stalled after 10m 00s with 5 of 6 pods updated',
  },
  {
    title: 'a rollout that is done in a run that is not',
    outcome: 'horizon',
    line: 'statefulset/kafka rolled out in 10m 00s; the run met its horizon afterwards',
  },
  {
    title: 'a set that was deleted',
    rollout: { end: { type: 'deleted', time: at(90) } },
    line: 'statefulset/kafka was deleted after 30s, before it was rolled out',
  },
]

describe('headline', () => {
  it.each(cases)('tells of $title', ({ rollout, outcome = 'done', isAssumed = false, line }) => {
    expect(headline(aRollout(rollout), outcome, { isAssumed })).toBe(line)
  })

  it('tells of a run without a rollout', () => {
    expect(headline(undefined, 'stalled', { isAssumed: false })).toBe(
      'nothing was rolled out: the run stalled before',
    )
  })
})
