import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { aFile, aFolder, seatrial } from '../seatrial.ts'
import { POLICIES, WEB } from './web.ts'

/** The share that is all of it, of which nothing is told but its files. */
const ALL = '--shard=0/1'

describe('seatrial compare', () => {
  it('says on one screen which policy is how fast, and how sure that is', async () => {
    const { code, out, err } = await seatrial([
      'compare',
      aFile('web.yaml', WEB),
      ...POLICIES,
      '--replications=30',
    ])

    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^OrderedReady .*\n/)
    expect(out).toContain('30 replications of each')
    expect(out.split('\n').length).toBeLessThanOrEqual(41)
  })

  it('prints one JSON document and nothing more', async () => {
    const { out } = await seatrial([
      'compare',
      aFile('web.yaml', WEB),
      ...POLICIES,
      '--replications=5',
      '--json',
    ])

    expect(JSON.parse(out)).toMatchObject({
      schemaVersion: 1,
      replications: 5,
      variants: [
        { name: 'podManagementPolicy=OrderedReady' },
        { name: 'podManagementPolicy=Parallel' },
      ],
    })
  })

  it('writes every replication and every variant, and nothing else beside what it keeps', async () => {
    const folder = aFolder()

    await compareWeb(folder, '--replications=5')

    expect(readdirSync(folder).sort()).toEqual(['replications', 'replications.csv', 'variants.csv'])
    expect(linesOf(folder, 'replications.csv')).toHaveLength(1 + 2 * 5)
    expect(linesOf(folder, 'variants.csv')).toHaveLength(1 + 2 * 9)
  })

  it('runs nothing again that is there, and what is new besides', async () => {
    const [folder, other] = [aFolder(), aFolder()]

    await compareWeb(folder, '--replications=5', ALL)
    await compareWeb(folder, '--replications=5', ALL)
    expect(readdirSync(path.join(folder, 'replications'))).toEqual(['0001.log'])

    await compareWeb(folder, '--replications=8', ALL)
    await compareWeb(other, '--replications=8', ALL)
    expect(filesOf(folder)).toEqual(filesOf(other))
    expect(linesOf(folder, 'replications/0002.log')).toHaveLength(1 + 2 * 3)
  })

  it('never mixes what is of another study', async () => {
    const folder = aFolder()
    await compareWeb(folder, '--replications=2', ALL)
    const before = filesOf(folder)

    const { code, err } = await compareWeb(folder, '--replications=2', ALL, '--seed=2')

    expect(code).toBe(2)
    expect(err).toMatch(/0001\.log: expected replications of this study \(.*\), or another folder/)
    expect(filesOf(folder)).toEqual(before)
  })

  it('stops as soon as the mean is known well enough', async () => {
    const folder = aFolder()

    await compareWeb(folder, '--replications=10..400', '--until', 'rolloutDuration=20%')

    const rows = linesOf(folder, 'replications.csv').length - 1
    expect(rows).toBeGreaterThanOrEqual(2 * 20)
    expect(rows).toBeLessThan(2 * 400)
  })

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'keeps what is finished when %s comes, and ends with %i',
    async (signal, expected) => {
      const folder = aFolder()
      const catchSignals = () => ({
        arrival: new Promise<typeof signal>((resolve) => setTimeout(() => resolve(signal), 50)),
        next: async () => undefined,
        release: () => {},
      })

      const { code, err } = await seatrial(
        ['compare', aFile('web.yaml', WEB), ...POLICIES, '--replications=9999', '-o', folder],
        { catchSignals, now: () => performance.now() },
      )

      expect(code).toBe(expected)
      expect(err).toMatch(
        /^interrupted: [\d,]+ replications are kept in .*, where the same command/,
      )
      expect(readdirSync(folder)).toEqual(['replications'])
    },
  )

  it('ends with 3 when nothing ever came to its end', async () => {
    const scenario = `kind: Scenario\nspec: { until: { settled: all, atMost: 1s } }\n---\n${WEB}`

    const { code } = await seatrial(['compare', aFile('web.yaml', scenario), '--replications=2'])

    expect(code).toBe(3)
  })

  it('ends with 1 when an expectation fails', async () => {
    const scenario = `kind: Scenario\nspec: { expect: [rolloutDuration <= 1s] }\n---\n${WEB}`

    const { code } = await seatrial(['compare', aFile('web.yaml', scenario), '--replications=5'])

    expect(code).toBe(1)
  })

  it('shows how far it is, how fast it goes and how long it takes', async () => {
    let clock = 0
    const { err } = await seatrial(
      ['compare', aFile('web.yaml', WEB), ...POLICIES, '--replications=30'],
      { showsProgress: true, now: () => (clock += 1_000) },
    )

    expect(err).toMatch(/\d+ of at most 60 replications, \d+\.\d\d\/s, \d+ s left/)
    expect(err.endsWith('\r\u001B[K')).toBe(true)
  })
})

describe('what seatrial compare refuses', () => {
  it.each([
    [['--workers=0'], '--workers: expected a number of threads, from 1 to 1000000, got "0"'],
    [['--shard=0/2'], '--shard: expected -o DIR beside it'],
    [['--shard=2/2', '-o', 'x'], '--shard: expected an index from 0 to 1'],
    [['--shard=/2', '-o', 'x'], 'got neither JOB_COMPLETION_INDEX nor SLURM_ARRAY_TASK_ID'],
    [
      ['--shard=0/2', '-o', 'x', '--replications=5..9', '--minimise=rolloutDuration'],
      '--replications: expected a fixed number, since a goal ends others',
    ],
    [['--replications=5', '--until=rolloutDuration=2%'], 'a range such as 5..1000'],
    [['--until=rolloutDuraton=2%'], 'did you mean rolloutDuration?'],
  ])('%j', async (args, message) => {
    const { code, out, err } = await seatrial(['compare', aFile('web.yaml', WEB), ...args])

    expect(err).toContain(message)
    expect([code, out]).toEqual([2, ''])
    expect(existsSync('x')).toBe(false)
  })

  it('lets an Experiment say itself what it varies', async () => {
    const experiment = `kind: Experiment
spec: { scenario: web.yaml, vary: { statefulset/web: { spec.replicas: [2, 3] } } }
`
    const file = aFile('policies.yaml', experiment)
    const read = await seatrial(['compare', file, ...POLICIES])

    expect(read.code).toBe(2)
  })
})

function compareWeb(folder: string, ...args: readonly string[]) {
  return seatrial(['compare', aFile('web.yaml', WEB), ...POLICIES, ...args, '-o', folder])
}

function linesOf(folder: string, file: string): readonly string[] {
  return readFileSync(path.join(folder, file), 'utf8').trimEnd().split('\n')
}

function filesOf(folder: string): readonly string[] {
  return ['replications.csv', 'variants.csv'].map((name) =>
    readFileSync(path.join(folder, name), 'utf8'),
  )
}
