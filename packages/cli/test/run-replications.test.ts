import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Summary } from '@seatrial/scenarios'
import { describe, expect, it } from 'vitest'
import { KAFKA, KAFKA_SCENARIO } from './kafka.ts'
import { type Outcome, aFolder, seatrial } from './seatrial.ts'

/** Runs the scenario of the brokers with these expectations. */
async function runExpecting(
  expectations: readonly string[],
  flags: readonly string[],
): Promise<Outcome> {
  return seatrial(['run', brokers(expectations), ...flags])
}

/** A file with the scenario of the brokers, from which so much is expected. */
function brokers(expectations: readonly string[] = []): string {
  const folder = aFolder()
  const file = path.join(folder, 'brokers.yaml')
  writeFileSync(path.join(folder, 'kafka.yaml'), KAFKA)
  writeFileSync(file, `${KAFKA_SCENARIO}  expect: [${expectations.join(', ')}]\n`)
  return file
}

describe('a run', () => {
  it('says how sure it is: how long it takes with other chance, and how often it stalls', async () => {
    const { out, code } = await runExpecting([], ['--replications', '40'])

    expect(out.replaceAll(/\n +/g, ' ')).toMatch(
      /\nHow sure +40 runs with other chance: median .+, nine of ten .+–.+, p99 .+, none stalled, so at most 8\.8 % do\n/,
    )
    expect(code).toBe(0)
  })

  it('says nothing of it with one replication', async () => {
    const once = await runExpecting([], ['--replications', '1'])
    const summary = await runExpecting([], ['--replications', '1', '--json'])

    expect(once.out).not.toContain('How sure')
    expect(JSON.parse(summary.out)).toMatchObject({ certainty: null })
  })

  it('says it in the summary, too, whether it is printed or written', async () => {
    const folder = aFolder()
    const expected = ['rolloutDuration <= 1s', 'rolloutDuration mean <= 1h']
    const { out } = await runExpecting(expected, ['--replications', '40', '--json', '-o', folder])
    const summary = JSON.parse(out) as Summary

    expect(summary.certainty).toMatchObject({
      replications: 40,
      stalled: { happened: 0, count: 40, probability: 0, interval: { low: 0 } },
      rolloutDuration_s: { count: 40, quantiles: { p99: { interval: { high: null } } } },
      expectations: [
        { text: 'rolloutDuration <= 1s', verdict: 'failed', evidence: { value: 0 } },
        { text: 'rolloutDuration mean <= 1h', verdict: 'met' },
      ],
    })
    expect(JSON.parse(readFileSync(path.join(folder, 'summary.json'), 'utf8'))).toEqual(summary)
  })

  it('refuses no replications', async () => {
    const { err, code } = await runExpecting([], ['--replications', '0'])

    expect(err).toContain('--replications')
    expect(code).toBe(2)
  })
})

describe('what is expected over replications', () => {
  it('is met when the whole interval is inside', async () => {
    const { out, code } = await runExpecting(
      ['rolloutDuration mean <= 1h', 'rolloutDuration p50 <= 1h'],
      ['--replications', '20'],
    )

    expect(out).toContain('Expected      all 2 met\n')
    expect(code).toBe(0)
  })

  it('fails when it is wholly outside', async () => {
    const { out, code } = await runExpecting(
      ['rolloutDuration mean <= 1s'],
      ['--replications', '20'],
    )

    expect(out).toContain('failed: rolloutDuration mean <= 1s (over 20 replications)')
    expect(code).toBe(1)
  })

  it('is undecided in between, with the replications that would tell', async () => {
    const { out, code } = await runExpecting(['stalled <= 1%'], ['--replications', '20'])

    expect(out).toMatch(/undecided: stalled <= 1% \(over 20 replications; about \d+ would tell\)/)
    expect(code).toBe(1)
  })

  it('is undecided by one run alone', async () => {
    const { out, code } = await runExpecting(['rolloutDuration p99 <= 1h'], ['--replications', '1'])

    expect(out).toContain('undecided: rolloutDuration p99 <= 1h (it takes replications)')
    expect(code).toBe(1)
  })

  it('must hold in each of them, asked for or not, where it is about a run', async () => {
    const met = await runExpecting(['rolloutDuration <= 1h'], [])
    const broken = await runExpecting(['rolloutDuration <= 80s'], [])

    expect(met.out).toContain('Expected      all 1 met\n')
    expect(met.code).toBe(0)
    expect(broken.out).toMatch(
      /failed: rolloutDuration <= 80s.* \(broken in \d+ of \d+ replications\)\n/,
    )
    expect(broken.code).toBe(1)
  })

  it('is judged by the run alone where nobody wants replications, which is said', async () => {
    const { out, code } = await runExpecting(['rolloutDuration <= 1h'], ['--replications', '1'])

    expect(out).toContain('Expected      all 1 met, in this run alone\n')
    expect(code).toBe(0)
  })

  it('is judged as often as the scenario says', async () => {
    const { out } = await runExpecting(['rolloutDuration <= 1h]\n  replications: 1 #'], [])

    expect(out).toContain('Expected      all 1 met, in this run alone\n')
  })

  it('decides how the command ends and is told, whatever is printed', async () => {
    const expectations = ['rolloutDuration p50 <= 1s']
    const { out, err, code } = await runExpecting(expectations, ['--print', 'get sts'])

    expect(out).toMatch(/^NAME /)
    expect(err).toBe('failed: rolloutDuration p50 <= 1s (over 300 replications)\n')
    expect(code).toBe(1)
  })
})

describe('what moves the answer of a run', () => {
  it('is told on the screen: three inputs at half and at twice, and how much is chance', async () => {
    const { out } = await runExpecting([], ['--replications', '20'])

    expect(out).toMatch(
      /\nWhat moves it( +\S+ +█* +at half .+, at twice .+\n){3} +standard deviation of runs .+: chance .+, inputs not known .+\n/,
    )
    expect(out.trimEnd().split('\n').length).toBeLessThanOrEqual(40)
  })

  it('is told in the summary, the same for any number of threads', async () => {
    const run = (parallelism: number) =>
      seatrial(['run', brokers(), '--replications', '400', '--json'], { parallelism })
    const [alone, shared] = [await run(1), await run(3)]
    const { sensitivity, sensitivityNotTried } = JSON.parse(alone.out) as Summary

    expect(shared.out).toBe(alone.out)
    expect(sensitivityNotTried).toBeNull()
    expect(sensitivity).toMatchObject({
      measure: 'rolloutDuration_s',
      replications: 5,
      inputs: [{}, {}, {}],
      spread: { noiseReplications: 20 },
    })
  })

  it('is not asked of a single run', async () => {
    const { out } = await runExpecting([], ['--replications', '1', '--json'])

    expect(JSON.parse(out)).toMatchObject({
      sensitivity: null,
      sensitivityNotTried: { reason: 'not repeated' },
    })
  })
})
