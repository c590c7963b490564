import { describe, expect, it } from 'vitest'
import { type Expectation, parseExpectation } from '../../../src/format/expectations/expectation.ts'
import type { Verdict } from '../../../src/results/expectations/verdict.ts'
import type { RunRecorder } from '../../../src/results/run-recorder.ts'
import { StagedCluster } from '../staged-cluster.ts'

describe('an expectation about a series', () => {
  it.each([
    // From the update on, two pods are unavailable from 12 to 13, one from 10 to 12 and from 13 to 20.
    { text: 'unavailable max <= 2', result: 'met', seen: 2, time: 12 },
    { text: 'unavailable max <= 1', result: 'failed', seen: 2, time: 12 },
    { text: 'unavailable <= 1', result: 'failed', seen: 2, time: 12 },
    { text: 'unavailable <= 2', result: 'met', seen: 2, time: 12 },
    { text: 'ready >= 2', result: 'met', seen: 2, time: 12 },
    { text: 'ready >= 50%', result: 'met', seen: 0.5, time: 12 },
    { text: 'ready > 50%', result: 'failed', seen: 0.5, time: 12 },
    { text: 'ready min == 2', result: 'met', seen: 2, time: 12 },
    { text: 'unavailable mean == 0.6', result: 'failed', seen: 0.55, time: undefined },
    { text: 'unavailable mean < 0.6', result: 'met', seen: 0.55, time: undefined },
    { text: 'ready final == 4', result: 'met', seen: 4, time: 30 },
    { text: 'available at 12500ms == 2', result: 'met', seen: 2, time: 12.5 },
    { text: 'available at 5s == 4', result: 'met', seen: 4, time: 5 },
    { text: 'available at 1h == 4', result: 'undecided', seen: undefined, time: undefined },
    { text: 'pods max of sts/web <= 4', result: 'met', seen: 4, time: 20 },
    { text: 'nodesReady >= 1', result: 'met', seen: 1, time: 10 },
    { text: 'ready of sts/other >= 1', result: 'undecided', seen: undefined, time: undefined },
  ])('$text is $result', ({ text, result, seen, time }) => {
    const [verdict] = judge(updated, [text])

    expect(verdict?.result).toBe(result)
    expect(verdict?.seen?.value).toBe(seen)
    expect(verdict?.time).toBe(time === undefined ? undefined : time * 1e6)
  })

  it('is about the workload of the last rollout asked for, unless it names one', () => {
    const verdicts = judge(
      (cluster) => {
        cluster.recorder.startCounting()
        cluster.statefulSet('web', { replicas: 0 })
        cluster.statefulSetStatus('web', {})
        cluster.at(1).daemonSet('agent')
        cluster.at(2).daemonSetStatus('agent', { desiredNumberScheduled: 0 })
        cluster.at(3).daemonSetStatus('agent', { desiredNumberScheduled: 7 })
      },
      ['desired max == 7', 'desired max of sts/web == 0'],
    )

    expect(verdicts).toMatchObject([
      { result: 'met', workload: 'daemonset/agent', time: 3e6 },
      { result: 'met', workload: 'statefulset/web', time: 0 },
    ])
  })

  it('expects nothing of a set that is being made until it is there', () => {
    const verdicts = judge(made, ['ready >= 1', 'ready min == 1', 'ready at 1s == 0'])

    expect(verdicts.map(({ result, time }) => [result, time])).toEqual([
      ['met', 4e6],
      ['met', 4e6],
      ['met', 1e6],
    ])
  })

  it('is undecided when the set that is being made never gets done', () => {
    const verdicts = judge(
      (cluster) => {
        cluster.recorder.startCounting()
        cluster.statefulSet('web')
      },
      ['ready >= 0', 'ready final == 0'],
    )

    expect(verdicts.map(({ result }) => result)).toEqual(['undecided', 'met'])
  })

  it('watches a workload that was there before from the start, if it is named', () => {
    const verdicts = judge(
      (cluster) => {
        cluster.readyPod(cluster.statefulSet('web', { replicas: 1 }), 0, 'web-1', 'n1')
        cluster.recorder.startCounting()
        cluster.at(7).delete('web-0', 'user')
      },
      ['ready of sts/web == 1', 'ready == 1'],
    )

    expect(verdicts).toMatchObject([
      { result: 'failed', seen: { value: 0 }, time: 7e6 },
      { result: 'undecided', note: 'no rollout was asked for' },
    ])
  })

  it('knows no share of nothing', () => {
    const [verdict] = judge(
      (cluster) => {
        cluster.recorder.startCounting()
        cluster.statefulSet('web', { replicas: 0 })
        cluster.statefulSetStatus('web', {})
      },
      ['ready >= 95%'],
    )

    expect(verdict?.result).toBe('undecided')
  })
})

describe('an expectation about a rollout', () => {
  it.each([
    { text: 'rolloutDuration <= 10s', result: 'met', unit: 'duration', seen: 10e6 },
    { text: 'rolloutDuration < 10s', result: 'failed', unit: 'duration', seen: 10e6 },
    { text: 'minimumReady >= 2', result: 'met', unit: 'count', seen: 2 },
    { text: 'readyPodSecondsLost <= 11', result: 'met', unit: 'pod-seconds', seen: 11 },
    { text: 'timeBelowQuorum == 1s', result: 'met', unit: 'duration', seen: 1e6 },
    { text: 'longestPodOutage <= 9s', result: 'failed', unit: 'duration', seen: 10e6 },
    { text: 'podOutage max == 10s', result: 'met', unit: 'duration', seen: 10e6 },
    { text: 'podOutage p50 <= 1s', result: 'met', unit: 'duration', seen: 1e6 },
    { text: 'podOutage mean == 5500ms', result: 'met', unit: 'duration', seen: 5.5e6 },
    { text: 'podOutage <= 9s', result: 'failed', unit: 'duration', seen: 10e6 },
    { text: 'podOutage >= 2s', result: 'failed', unit: 'duration', seen: 1e6 },
    { text: 'podOutage <= 1m', result: 'met', unit: 'duration', seen: 10e6 },
  ])('$text is $result', ({ text, result, unit, seen }) => {
    const [verdict] = judge(updated, [text])

    expect(verdict).toMatchObject({
      text,
      result,
      workload: 'statefulset/web',
      seen: { unit, value: seen },
    })
  })

  it.each([
    { text: 'rolloutDuration <= 10s', outcome: 'horizon', result: 'failed' },
    { text: 'rolloutDuration <= 1h', outcome: 'horizon', result: 'undecided' },
    { text: 'rolloutDuration <= 1h', outcome: 'stalled', result: 'failed' },
    { text: 'rolloutDuration >= 10s', outcome: 'horizon', result: 'met' },
    { text: 'rolloutDuration >= 1h', outcome: 'horizon', result: 'undecided' },
    { text: 'rolloutDuration >= 1h', outcome: 'stalled', result: 'met' },
    { text: 'rolloutDuration != 10s', outcome: 'horizon', result: 'met' },
  ] as const)(
    '$text is $result if a rollout is not done after 30 s ($outcome)',
    ({ text, outcome, result }) => {
      const cluster = new StagedCluster({ expectations: [parse(text)] })
      cluster.recorder.startCounting()
      cluster.statefulSet('web')
      const [verdict] = cluster.finishAt(30).judge(outcome)

      expect(verdict).toMatchObject({ result, seen: { value: 30e6 }, note: 'not done: unfinished' })
    },
  )

  it.each([
    { text: 'minimumReady >= 1', note: 'there was no rollout' },
    { text: 'minimumReady of ds/agent >= 1', note: 'there was no rollout' },
  ])('$text is undecided without a rollout', ({ text, note }) => {
    const [verdict] = judge((cluster) => cluster.recorder.startCounting(), [text])

    expect(verdict).toEqual({ text, result: 'undecided', note })
  })
})

describe('an expectation of a stall', () => {
  it.each([
    { text: 'stalled', outcome: 'stalled', result: 'met' },
    { text: 'stalled', outcome: 'horizon', result: 'met' },
    { text: 'stalled', outcome: 'done', result: 'failed' },
    { text: 'not stalled', outcome: 'done', result: 'met' },
    { text: 'not stalled', outcome: 'stalled', result: 'failed' },
    { text: 'not stalled', outcome: 'horizon', result: 'failed' },
  ] as const)('$text is $result if the run was $outcome', ({ text, outcome, result }) => {
    const cluster = new StagedCluster({ expectations: [parse(text)] })

    expect(cluster.finishAt(1).judge(outcome)).toMatchObject([{ text, result }])
  })
})

describe('an expectation of Events', () => {
  it.each([
    { text: 'event FailedCreate', result: 'met', seen: 2 },
    { text: 'no event FailedCreate', result: 'failed', seen: 2 },
    { text: 'event FailedCreate of sts/web == 1', result: 'met', seen: 1 },
    { text: 'event FailedCreate of sts/other', result: 'failed', seen: 0 },
    { text: 'no event Evicted', result: 'met', seen: 0 },
  ])('$text is $result', ({ text, result, seen }) => {
    const [verdict] = judge(
      ({ recorder }) => {
        for (const name of ['web', 'db']) {
          const about = { kind: 'StatefulSet', namespace: 'default', name, uid: '' }
          recorder.recorded({ about, type: 'Warning', reason: 'FailedCreate', message: '' })
        }
      },
      [text],
    )

    expect(verdict).toEqual({ text, result, seen: { unit: 'count', value: seen } })
  })
})

/** Four pods, there before; one is replaced from 10 to 20, and another is gone from 12 to 13. */
function updated(cluster: StagedCluster): void {
  cluster.node('n1', 'a')
  const set = cluster.statefulSet('web', { replicas: 4 })
  for (const ordinal of [0, 1, 2, 3]) cluster.readyPod(set, ordinal, 'web-1', 'n1')
  cluster.recorder.startCounting()
  cluster.at(10).changeStatefulSet('web', { template: { image: 'b' } })
  cluster.delete('web-3', 'statefulset-controller')
  cluster.remove('web-3')
  cluster.at(12).delete('web-0', 'user')
  cluster.remove('web-0')
  cluster.at(13).readyPod(set, 0, 'web-2', 'n1')
  cluster.at(20).readyPod(set, 3, 'web-2', 'n1')
  cluster.statefulSetStatus('web', { readyReplicas: 4, updatedReplicas: 4 })
}

/** One pod is made, ready at 3, which the set says at 4. */
function made(cluster: StagedCluster): void {
  cluster.recorder.startCounting()
  const set = cluster.statefulSet('web', { replicas: 1 })
  cluster.at(3).readyPod(set, 0, 'web-1', 'n1')
  cluster.at(4).statefulSetStatus('web', { readyReplicas: 1, updatedReplicas: 1 })
}

/** Plays a run of 30 s and judges it. */
function judge(
  play: (cluster: StagedCluster) => void,
  texts: readonly string[],
): readonly Verdict[] {
  const cluster = new StagedCluster({ expectations: texts.map(parse) })
  play(cluster)
  const recorder: RunRecorder = cluster.finishAt(30)
  return recorder.judge('done')
}

function parse(text: string): Expectation {
  const parsed = parseExpectation(text)
  if (parsed.type === 'problem') throw new Error(`${text}: expected ${parsed.expected}`)
  return parsed
}
