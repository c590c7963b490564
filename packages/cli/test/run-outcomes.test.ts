import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { KAFKA, KAFKA_SCENARIO } from './kafka.ts'
import { ONCE, type Outcome, aFile, aFolder, seatrial } from './seatrial.ts'

/** Runs the scenario of the brokers with more under its spec. */
async function runScenario(
  spec: string,
  flags: readonly string[] = [],
  manifests = KAFKA,
): Promise<Outcome> {
  const folder = aFolder()
  const file = path.join(folder, 'brokers.yaml')
  writeFileSync(path.join(folder, 'kafka.yaml'), manifests)
  writeFileSync(file, `${KAFKA_SCENARIO}${spec.replaceAll(/^(?=.)/gm, '  ')}`)
  return seatrial(['run', ...ONCE, file, ...flags])
}

/** An image that nobody can pull. */
const STUCK = 'cluster: { images: { "kafka:4.1": { pullable: false } } }\n'

describe('the exit code of a run', () => {
  it('is 0 when all is done, and what was expected is true', async () => {
    const { code, out } = await runScenario('expect: [rolloutDuration <= 10m, not stalled]\n')

    expect(out).toContain('Expected      all 2 met, in this run alone\n')
    expect(code).toBe(0)
  })

  it('is 1 when an expectation failed, with the value that failed it', async () => {
    const { code, out } = await runScenario('expect: [rolloutDuration <= 1s]\n')

    expect(out).toMatch(/\n {14}failed: rolloutDuration <= 1s: it was \d/)
    expect(code).toBe(1)
  })

  it('is 3 when the run met its horizon, and tells who waits for what', async () => {
    const { code, out } = await runScenario(`${STUCK}until: { settled: all, atMost: 10m }\n`)

    expect(out).toMatch(
      /^statefulset\/kafka is not rolled out: the run met its horizon after 10m 00s with 1 of 3 pods/,
    )
    expect(out).toMatch(/\n {14}pod\/kafka-0: container kafka: (?:ErrImagePull|ImagePullBackOff)\n/)
    expect(code).toBe(3)
  })

  it('is 3 rather than 1 when both are true', async () => {
    const { code } = await runScenario(
      `${STUCK}until: { settled: all, atMost: 10m }\nexpect: [rolloutDuration <= 1s]\n`,
    )

    expect(code).toBe(3)
  })

  it('is 2 when the timeline asks for something that Kubernetes refuses', async () => {
    const { code, err } = await runScenario(
      'timeline: [{ at: 1m, then: { set: { sts/kafka: { spec.serviceName: other } } } }]\n',
    )

    expect(err).toContain('spec')
    expect(code).toBe(2)
  })
})

describe('-o DIR', () => {
  it('writes the files and says so; the same seed gives the same bytes', async () => {
    const [one, other] = [path.join(aFolder(), 'deep/one'), path.join(aFolder(), 'other')]
    const file = aFile('kafka.yaml', KAFKA)
    const { out } = await seatrial(['run', ...ONCE, file, '-o', one])
    await seatrial(['run', ...ONCE, file, '--output', other])

    expect(out).toContain(
      `Files         ${one}: timeline.csv, pods.csv, events.csv, summary.json`.slice(0, 100),
    )
    expect(readdirSync(one).sort()).toEqual([
      'events.csv',
      'pods.csv',
      'summary.json',
      'timeline.csv',
    ])
    for (const name of readdirSync(one)) {
      expect(readFileSync(path.join(one, name), 'utf8'), name).toBe(
        readFileSync(path.join(other, name), 'utf8'),
      )
    }
    expect(readFileSync(path.join(one, 'timeline.csv'), 'utf8')).toMatch(
      /^time_s,workload,desired,/,
    )
  })

  it('writes nothing without it', async () => {
    const file = aFile('kafka.yaml', KAFKA)
    await seatrial(['run', ...ONCE, file])

    expect(readdirSync(path.dirname(file))).toEqual(['kafka.yaml'])
  })

  it('thins the timeline with --interval', async () => {
    const folder = aFolder()
    await seatrial(['run', ...ONCE, aFile('kafka.yaml', KAFKA), '-o', folder, '--interval', '10s'])
    const times = readFileSync(path.join(folder, 'timeline.csv'), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1, -1)
      .map((line) => Number(line.split(',')[0]))

    expect(times.length).toBeGreaterThan(2)
    expect(times.filter((time) => time % 10 !== 0)).toEqual([])
  })

  it('leaves the folder as it was when the run fails, and no half file', async () => {
    const folder = aFolder()
    const before = await runScenario('', ['-o', folder])
    const kept = readFileSync(path.join(folder, 'summary.json'), 'utf8')
    const { code } = await runScenario(
      'timeline: [{ at: 1m, then: { set: { sts/kafka: { spec.serviceName: other } } } }]\n',
      ['-o', folder],
    )

    expect([before.code, code]).toEqual([0, 2])
    expect(readdirSync(folder).sort()).toEqual([
      'events.csv',
      'pods.csv',
      'summary.json',
      'timeline.csv',
    ])
    expect(readFileSync(path.join(folder, 'summary.json'), 'utf8')).toBe(kept)
  })

  it('leaves no file of an earlier run beside its own', async () => {
    const folder = aFolder()
    writeFileSync(path.join(folder, 'events.csv'), 'old')
    writeFileSync(path.join(folder, 'notes.txt'), 'mine')
    await runScenario('cluster: { nodes: [{ count: 1001 }] }\n', ['-o', folder], DAEMON)

    expect(existsSync(path.join(folder, 'events.csv'))).toBe(false)
    expect(readFileSync(path.join(folder, 'notes.txt'), 'utf8')).toBe('mine')
  })

  it.each([
    ['a folder', 'a file where a folder should be', () => aFile('taken', '')],
    ['a folder', 'a file where a folder should be', () => path.join(aFile('taken', ''), 'results')],
    // Where Node's own way of making folders never ended.
    ['a folder', 'no folder for it', () => '/proc/results/kafka'],
    ['a file', 'a folder', aFolderWithFolder],
  ])('is refused where %s cannot be written: %s', async (what, got, folder) => {
    const { code, err } = await runScenario('', ['-o', folder()])

    expect(code).toBe(2)
    expect(err).toContain(`: expected ${what} that can be written, got ${got}\n`)
  })

  function aFolderWithFolder(): string {
    const folder = aFolder()
    mkdirSync(path.join(folder, 'timeline.csv'))
    return folder
  }
})

/** A pod on each node; more than 1,000 of them are too many for events.csv. */
const DAEMON = `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: kafka }
spec:
  selector: { matchLabels: { app: kafka } }
  template:
    metadata: { labels: { app: kafka } }
    spec: { containers: [{ name: kafka, image: 'kafka:4.1' }] }
`

describe('--json', () => {
  it('prints one document and nothing more', async () => {
    const { out, err } = await runScenario('', ['--json'])
    const summary = JSON.parse(out) as { readonly scenario: { readonly name: string } }

    expect(summary.scenario.name).toBe('brokers')
    expect(err).toBe('')
  })

  it('tells the same input by its hash, wherever it lies', async () => {
    const hashOf = ({ out }: Outcome) =>
      (JSON.parse(out) as { scenario: { hash: string } }).scenario.hash
    const [one, again, repeated, other] = [
      hashOf(await runScenario('', ['--json'])),
      hashOf(await runScenario('', ['--json'])),
      hashOf(await runScenario('replications: 2\n', ['--json'])),
      hashOf(await runScenario('quorum: 1\n', ['--json'])),
    ]

    expect(one).toMatch(/^[0-9a-f]{13}$/)
    expect(again).toBe(one)
    expect(repeated).toBe(one)
    expect(other).not.toBe(one)
  })
})

describe('--print', () => {
  it('prints exactly what kubectl would', async () => {
    const { out } = await runScenario('', ['--print', 'get sts'])

    expect(out).toMatch(/^NAME +READY +AGE\nkafka +3\/3 +\d+s\n$/)
  })

  it('tells several apart by their commands', async () => {
    const { out } = await runScenario('print: get sts\n', ['--print', 'get po -w'])

    expect(out).toMatch(/^\$ kubectl get sts\nNAME[^$]*\n\$ kubectl get po -w\nNAME/)
  })

  it('refuses words that kubectl would not understand, also those of a timeline', async () => {
    const later = 'timeline: [{ at: 1m, then: { print: get stss } }]\n'
    const { code, err } = await runScenario(later, ['--print', 'gte po'])

    expect(code).toBe(2)
    expect(err.split('\n')).toEqual([
      '--print: "gte po": expected "get", "events" or "rollout", got "gte" (did you mean get?)',
      expect.stringMatching(/^--print: "get stss": expected .* got "stss" \(did you mean sts\?\)$/),
      '',
    ])
  })
})

describe('a signal', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends the run with %i and leaves no files', async (signal, expected) => {
    const folder = aFolder()
    let isCaught = true
    const { code, err } = await seatrial(
      ['run', aFile('kafka.yaml', DAEMON), '--nodes', '500', '-o', folder],
      {
        catchSignals: () => ({
          arrival: Promise.resolve(signal),
          next: async () => signal,
          release: () => void (isCaught = false),
        }),
      },
    )

    expect(code).toBe(expected)
    expect(err).toContain('interrupted')
    expect(readdirSync(folder)).toEqual([])
    expect(isCaught).toBe(false)
  })
})

describe('progress', () => {
  it('is shown on a terminal when a run takes longer than a moment, and cleared at its end', async () => {
    const file = aFile('kafka.yaml', DAEMON)
    let clock = 0
    const { err, out } = await seatrial(['run', ...ONCE, file, '--nodes', '500'], {
      showsProgress: true,
      hasColors: true,
      now: () => (clock += 2_000),
    })

    expect(err.split('\r\u001B[K')[1]).toMatch(
      /s simulated, [\d,]+ events, [\d,]+\/s, [\d,]+ pods made \(500 wanted\)$/,
    )
    expect(err.endsWith('\r\u001B[K')).toBe(true)
    expect(out.startsWith('\u001B[1mdaemonset/kafka')).toBe(true)
  })
})
