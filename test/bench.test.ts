import { describe, expect, it } from 'vitest'
import { compareRecordings, isRegression } from '../bench/comparison.ts'
import { type Row, type TimeQuestion, countShort } from '../bench/harness.ts'
import type { Recording } from '../bench/recording.ts'
import { resultsPage } from '../bench/results-page.ts'
import { scalingPicture, scalingPoints, scalingTable } from '../bench/scaling-curve.ts'
import { suites } from '../bench/suites.ts'
import { hold } from '../bench/suites/kernel/hold.ts'

const timed = suites.flatMap(({ name: suite, questions }) =>
  questions.flatMap((question) =>
    question.type === 'time' ? [{ suite, name: question.name, question }] : [],
  ),
)

describe('a benchmark', () => {
  it.each(timed)('counts what it must: $suite, $name', ({ question }) => {
    expect(() => countShort(question)).not.toThrow()
  })

  it('fails when it counts something else', () => {
    const job = { work: 1, counts: { events: 2 }, run: () => ({ events: 3 }) }
    const question = { type: 'time' as const, name: 'wrong', unit: 'event', prepare: () => job }

    expect(() => countShort(question)).toThrow(/events: 3/)
  })
})

describe('the event queue', () => {
  it('beats a plain fastpriorityqueue at its own work, side by side', () => {
    const paged = holdQuestion('paged queue, 10,000 pending, mean 30 s')
    const plain = holdQuestion('plain fastpriorityqueue, 10,000 pending, mean 30 s')

    // Ten times faster on a quiet machine; a gate of two leaves room for a busy one.
    expect(bestTime(plain) / bestTime(paged)).toBeGreaterThan(2)
  })
})

describe('a comparison of two recordings', () => {
  it('puts the worst change first, whether more or less is better', () => {
    const before = recordingOf([
      row({ question: 'hold', unit: 'ns/hold', median: 40 }),
      row({ question: 'mm1', unit: 'customers/s', median: 8e6 }),
      row({ question: 'gone', unit: 'ns/hold', median: 1 }),
    ])
    const after = recordingOf([
      row({ question: 'hold', unit: 'ns/hold', median: 44 }),
      row({ question: 'mm1', unit: 'customers/s', median: 4e6 }),
      row({ question: 'new', unit: 'ns/hold', median: 1 }),
    ])

    const changes = compareRecordings(before, after)

    expect(changes.map(({ question, ratio }) => [question, ratio])).toEqual([
      ['mm1', 2],
      ['hold', 1.1],
    ])
    expect(changes.map(isRegression)).toEqual([true, false])
  })
})

describe('the results page', () => {
  it('shows the newest answers of each suite beside their targets', () => {
    const older = recordingOf([row({ suite: 'a', median: 70 }), row({ suite: 'b', median: 2e6 })])
    const newer = recordingOf([row({ suite: 'a', median: 40, target: { atMost: 60 } })])

    const page = resultsPage([older, newer])

    expect(page).toContain('| How long? | 40.0 [39.0–41.0] ns/hold | ≤ 60.0 ✓ |')
    expect(page).toContain('| How long? | 2.00 M [39.0–41.0] ns/hold |  |')
    expect(page).not.toContain('70.0')
  })

  it('names the program that was measured', () => {
    const page = resultsPage([recordingOf([row({ program: 'SimPy 4.1.2' })])])

    expect(page).toContain('| How long? (SimPy 4.1.2) |')
  })
})

describe('the scaling curve', () => {
  const recordings = [
    recordingOf([row({ suite: 'cluster/scaling', question: 'DaemonSet, 100 pods', median: 1 })]),
    recordingOf([
      row({ suite: 'cluster/scaling', question: 'StatefulSet, 1,000 pods', median: 90_000 }),
      row({ suite: 'cluster/scaling', question: 'DaemonSet, 1,000 pods', median: 50_000 }),
      row({ suite: 'cluster/scaling', question: 'DaemonSet, 100 pods', median: 60_000 }),
      row({ suite: 'cluster/scaling', question: 'a ratio', median: 1 }),
    ]),
    recordingOf([
      row({ suite: 'large/scaling', question: 'DaemonSet, 1,000,000 pods', median: 7e4 }),
    ]),
  ]
  const points = scalingPoints(recordings)

  it('joins the newest answers to one table', () => {
    expect(scalingTable(points)).toBe(
      [
        'kind,pods,microseconds_per_pod',
        'DaemonSet,100,60.0',
        'DaemonSet,1000,50.0',
        'DaemonSet,1000000,70.0',
        'StatefulSet,1000,90.0',
        '',
      ].join('\n'),
    )
  })

  it('draws each point at its place', () => {
    const picture = scalingPicture(points)

    // Pods from 100 to 1,000,000 between 80 and 640; times from 0 to 100 µs between 350 and 50.
    expect(picture).toContain('<circle cx="80.0" cy="170.0" r="3.5"/>')
    expect(picture).toContain('<circle cx="220.0" cy="80.0" r="3.5"/>')
    expect(picture).toContain('<circle cx="640.0" cy="140.0" r="3.5"/>')
  })
})

function holdQuestion(name: string): TimeQuestion {
  const found = hold.questions.find((question) => question.name === name)
  if (found?.type !== 'time') throw new Error(`no time question "${name}"`)
  return found
}

/** The best processor time of several short runs. */
function bestTime(question: TimeQuestion): number {
  const job = question.prepare('short')
  const times = Array.from({ length: 20 }, () => {
    const { user, system } = process.cpuUsage()
    job.run()
    const used = process.cpuUsage({ user, system })
    return used.user + used.system
  })
  return Math.min(...times)
}

function row(fields: Partial<Row>): Row {
  return {
    suite: 'kernel',
    question: 'How long?',
    unit: 'ns/hold',
    median: 40,
    best: 39,
    worse: 41,
    samples: 7,
    counts: {},
    ...fields,
  }
}

function recordingOf(rows: readonly Row[]): Recording {
  return {
    schemaVersion: 1,
    takenAt: '2026-01-01T00:00:00.000Z',
    commit: '0123456789ab',
    node: 'v20.20.2',
    machine: { processor: 'a processor', cores: 2, memoryGiB: 24, platform: 'linux-x64' },
    rows,
  }
}
