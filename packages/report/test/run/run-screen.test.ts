import { describe, expect, it } from 'vitest'
import {
  REPLICATION_MEASURES,
  type RunResult,
  type Verdict,
  estimateProbability,
  summariseMeasure,
} from '@seatrial/scenarios'
import { seconds } from '@seatrial/core'
import { type RunScreenOptions, runScreen } from '../../src/run/run-screen.ts'
import { PLAIN_STYLE, TERMINAL_STYLE } from '../../src/text/style.ts'
import { aResult, aRollout, at, pathOf } from './a-run.ts'
import { aSensitivity } from './a-sensitivity.ts'

function screenOf(
  result: RunResult,
  { command = 'seatrial run a.yaml', ...told }: Told = {},
): string {
  const next = { command, reason: 'the same with other chance' }
  const options = { width: 100, style: PLAIN_STYLE, profile: 'edge', files: undefined, next }
  return runScreen(result, { ...options, ...told })
}

interface Told extends Partial<Pick<RunScreenOptions, 'files' | 'certainty' | 'sensitivity'>> {
  readonly command?: string
}

const unmet: Verdict = {
  text: 'rolloutDuration <= 5m',
  result: 'failed',
  seen: { unit: 'duration', value: seconds(600) },
}

describe('runScreen', () => {
  it('has the answer in its first line and all that explains it below', () => {
    expect(screenOf(aResult(), { files: 'results/kafka: pods.csv' })).toBe(
      `statefulset/kafka rolled out in 10m 00s

Run           10m 00s with seed 42, Kubernetes 1.37, profile edge
Availability  at least 5 of 6 pods ready, at most 1 unavailable; a quorum throughout
              540 ready pod-seconds lost; longest outage of one pod 1m 35s
Pods          median (p99): ready in 1m 10s (1m 20s), gone in 12s (20s), out for 1m 25s (1m 35s)
Waited for    readiness 60 %, start 20 %, termination 20 %
              kafka-3  1m 02s for readiness on node-3
              kafka-1  30s for a node that fits

ready        ███████████████████████████████████████████████████████████████████████████████  5
updated                   ▂▂▂▂▂▂▂▂▂▂▂▂▂▃▃▃▃▃▃▃▃▃▃▃▃▃▅▅▅▅▅▅▅▅▅▅▅▅▅▆▆▆▆▆▆▆▆▆▆▆▆▆██████████████  0 to 5
unavailable  ███████████████████████████████████████████████████████████████████████████████  1
             0s                                                                      10m 00s

Inputs        3 latencies: 1 given, 0 observed, 1 published, 1 assumed
Files         results/kafka: pods.csv
Try next      seatrial run a.yaml   the same with other chance
`,
    )
  })

  it('says that the answer hangs on assumptions, and rounds it', () => {
    const latencies = [
      { of: 'cluster', stage: 'applicationReady', origin: { type: 'assumed' as const } },
    ]
    const lines = screenOf(aResult({ latencies })).split('\n')

    expect(lines[0]).toBe('statefulset/kafka rolled out in about 10 min')
    expect(lines).toContain(
      '              most of the answer hangs on what is assumed: applicationReady',
    )
  })

  it('says which inputs move the answer, at half and at twice, and how much is chance', () => {
    const sensitivity = aSensitivity([
      ['applicationReady', 300],
      ['termination', 60],
    ])

    expect(screenOf(aResult(), { sensitivity })).toContain(
      `What moves it applicationReady  ████████████████  at half 7m 30s ±25s, at twice 15m 00s ±25s
              termination       ███               at half 9m 30s ±25s, at twice 11m 00s ±25s
              standard deviation of runs 30s: chance 10s, inputs not known 28.3s
`,
    )
  })

  it('says that a run is too long to be tried with other inputs or chance, and what does', () => {
    const screen = screenOf(aResult(), { sensitivity: { type: 'not tried', reason: 'too long' } })

    expect(screen).toContain('\nHow sure      this run alone, too long to be repeated unasked')
    expect(screen).toContain(
      'not tried, since one run takes too many events: --replications 30 does\n',
    )
  })

  it('says who waits for what when the run came to no end, and what was not met', () => {
    const result = aResult({
      outcome: 'stalled',
      rollouts: [aRollout({ end: { type: 'unfinished', time: at(660) } })],
      waits: [{ who: 'pod/kafka-3', forWhat: 'container kafka: ImagePullBackOff' }],
      expectations: [unmet, { text: 'stalled', result: 'met' }],
    })

    expect(screenOf(result)).toContain(
      `Waiting       pod/kafka-3: container kafka: ImagePullBackOff
Expected      1 of 2 met, in this run alone
              failed: rolloutDuration <= 5m: it was 10m 00s
`,
    )
  })

  it('tells of a creation without counting pods that have never been there as lost', () => {
    const screen = screenOf(aResult({ rollouts: [aRollout({ kind: 'create' })] }))

    expect(screen).not.toContain('lost')
    expect(screen).not.toContain('Rollouts')
  })

  it('tells of a run in which nothing was rolled out', () => {
    expect(screenOf(aResult({ rollouts: [] }))).toBe(
      `nothing was rolled out: no change replaces a pod

Run           seed 42, Kubernetes 1.37, profile edge

Inputs        3 latencies: 1 given, 0 observed, 1 published, 1 assumed
Try next      seatrial run a.yaml   the same with other chance
`,
    )
  })

  it('has the command to try next in full', () => {
    const command = `seatrial run ${'deep/'.repeat(12)}kafka.yaml --set ${'x'.repeat(60)} --seed 2`
    const screen = screenOf(aResult(), { command })
    const shown = screen.slice(screen.indexOf('Try next') + 'Try next'.length)

    expect(shown.replaceAll(/\\\n/g, '').replaceAll(/ +/g, ' ').trim()).toBe(command)
  })

  it('sets the answer and bad news off on a terminal', () => {
    const failing = aResult({ expectations: [{ ...unmet, text: 'x'.repeat(200) }] })
    const screen = runScreen(failing, {
      width: 100,
      style: TERMINAL_STYLE,
      profile: 'edge',
      files: undefined,
      next: { command: '', reason: '' },
    })

    expect(screen).toContain(`\u001B[31mfailed: ${'x'.repeat(77)}…\u001B[39m\n`)

    expect(screen.split('\n')[0]).toBe('\u001B[1mstatefulset/kafka rolled out in 10m 00s\u001B[22m')
  })

  it('fits on one screen whatever it has to tell', () => {
    const name = 'a-very-long-name-'.repeat(12)
    const workload = { kind: 'StatefulSet' as const, namespace: name, name }
    const wait = {
      pod: name,
      node: name,
      part: 'ready' as const,
      since: at(0),
      duration: seconds(9),
    }
    const stages = Array.from({ length: 30 }, (_, index) => `stage-${index}`)
    const screen = screenOf(
      aResult({
        outcome: 'horizon',
        rollouts: Array.from({ length: 30 }, () =>
          aRollout({
            workload,
            desired: 100_000,
            end: { type: 'unfinished', time: at(90_000) },
            criticalPath: pathOf({ volumes: 50, start: 49, ready: 1 }),
            longestWaits: Array.from({ length: 5 }, () => wait),
          }),
        ),
        waits: Array.from({ length: 40 }, () => ({ who: name, forWhat: name })),
        expectations: Array.from({ length: 40 }, () => ({ ...unmet, text: name })),
        latencies: [
          ...stages,
          'volumeAttach',
          'volumeFormat',
          'sandboxCreate',
          'imageBandwidth',
          'imageRoundTrip',
        ].map((stage) => ({ of: 'cluster', stage, origin: { type: 'assumed' as const } })),
      }),
      {
        files: `${name}: timeline.csv`,
        command: 'word '.repeat(40),
        sensitivity: aSensitivity([
          ['applicationReady', 60],
          ['volumeAttach', 50],
          ['imageRoundTrip', 40],
        ]),
        certainty: {
          replicationCount: 43,
          stalled: estimateProbability(21, 43),
          duration: summariseMeasure(
            REPLICATION_MEASURES[0]!,
            Array.from({ length: 43 }, (_, index) => 86_000 + 1_000 * index),
          ),
          expectations: [],
        },
      },
    )
    const lines = screen.trimEnd().split('\n')

    expect(lines.length).toBeLessThanOrEqual(40)
    expect(screen).toContain('What moves it applicationReady')
    expect(screen).toContain('No room for   Rollouts, Pods, Waited for; --json has it all')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100)
  })
})
