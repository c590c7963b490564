import { auditDraws } from '@seatrial/scenarios'
import { describe, expect, it } from 'vitest'
import { compareScreen } from '../../src/compare/compare-screen.ts'
import { PLAIN_STYLE, TERMINAL_STYLE } from '../../src/text/style.ts'
import { type Told, aStudy, anAnalysis, noise } from './an-analysis.ts'

const FASTER_COSTLIER = (variant: number, replication: number): Told => ({
  rolloutDuration: 600 / (variant + 1) + 10 * noise(replication),
  readyPodSecondsLost: 1200 + 300 * variant + 20 * noise(replication, 1),
  minimumReady: 3 - variant,
  blastRadius: 1 + variant,
})

function screenOf(
  policies: string,
  words: string,
  tell: (variant: number, replication: number) => Told,
  replications = 40,
): string {
  const analysis = anAnalysis(aStudy(policies, words), replications, tell)
  return compareScreen(analysis, { width: 100, style: PLAIN_STYLE })
}

describe('the screen of a comparison', () => {
  const screen = screenOf(
    '1, 2, 3',
    'goal: { minimise: rolloutDuration, indifference: 5s }',
    FASTER_COSTLIER,
  )
  const lines = screen.split('\n')

  it('begins with the answer and what can be promised of it', () => {
    expect(lines[0]).toMatch(/^take 3: it rolls out in /)
    expect(lines.slice(1, 3).join(' ')).toBe(
      'the least mean rollout time, or within 5s of it, with ≥ 95 % confidence, ' +
        'normal means assumed; 30 replications were enough',
    )
  })

  it('has the policies in a table, each mean with half its interval', () => {
    expect(lines.find((line) => line.startsWith('maxUnavailable '))).toMatch(/time +lost +ready/)
    expect(lines.find((line) => line.startsWith('2 '))).toMatch(/5m 00s ±1\.8s +25 ±0\.06 +2 /)
  })

  it('says in words what each is beside the baseline', () => {
    expect(screen).toContain(
      '3 is 3× faster than 1 (95 % CI 2.97–3.03) and costs 10 more pod-minutes',
    )
  })

  it('tells the runner-up, and what would change the answer', () => {
    expect(screen).toMatch(/Runner-up +2, with 1m 40s more rollout time \(95 % CI 1m 40s–1m 40s\)/)
  })

  it('refuses a timeout below 59 replications, and says what is not covered', () => {
    expect(screen).toContain('with 40 replications: a p95 takes 59, a p99 299')
    expect(screen).toContain('not covered: hooks, ')
  })

  it('prints how many differences hold together, and at which level each', () => {
    expect(screen).toMatch(/all \d+ differences to a baseline hold together at 95 %/)
  })

  it('prints how many draws the policies shared', () => {
    const study = aStudy('1, 2')
    const analysis = anAnalysis(study, 40, FASTER_COSTLIER)
    const draws = auditDraws(study, 0)
    const told = compareScreen({ ...analysis, draws }, { width: 100, style: PLAIN_STYLE })

    expect(told).toMatch(/\d+ of \d+ draws are shared by all, \d+ are of one alone,/)
    expect(told).not.toContain('DIFFER')
  })

  it('fits one screen', () => {
    expect(lines.length - 1).toBeLessThanOrEqual(40)
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100)
    expect(lines.every((line) => line === line.trimEnd())).toBe(true)
  })

  it('fits it with many policies too', () => {
    const policies = Array.from({ length: 30 }, (_, index) => index + 1).join(', ')
    const many = screenOf(policies, '', FASTER_COSTLIER).split('\n')

    expect(many.length - 1).toBeLessThanOrEqual(40)
    expect(many.join('\n')).toContain('22 more variants, which are in variants.csv')
  })

  it('warns of means of few replications', () => {
    const warning = 'if values are normal: fewer than 30 do not tell'

    expect(screenOf('1, 2', '', FASTER_COSTLIER, 29)).toContain(warning)
    expect(screenOf('1, 2', '', FASTER_COSTLIER, 30)).not.toContain(warning)
  })

  it('cuts no code of a colour', () => {
    const analysis = anAnalysis(aStudy('1, 2'), 30, FASTER_COSTLIER)
    const styled = compareScreen(analysis, { width: 40, style: TERMINAL_STYLE })

    // oxlint-disable-next-line no-control-regex -- the codes are what is looked for
    expect(styled.replaceAll(/\u001B\[\d+m/g, '')).not.toContain('\u001B')
  })
})

describe('the first line', () => {
  it('names the fastest where no goal is given', () => {
    expect(screenOf('1, 2', '', FASTER_COSTLIER)).toMatch(/^2 rolls out fastest, in /)
  })

  it('says that nothing is feasible', () => {
    const goal = 'goal: { minimise: rolloutDuration, subjectTo: [rolloutDuration mean <= 10s] }'

    expect(screenOf('1, 2', goal, FASTER_COSTLIER)).toMatch(
      /^none is feasible: no variant keeps to rolloutDuration mean <= 10s\n/,
    )
  })

  it('says what is undecided, and how many replications would tell', () => {
    const goal = 'goal: { minimise: rolloutDuration, indifference: 100ms }'
    const screen = screenOf('1, 2', goal, (variant, replication) => ({
      rolloutDuration: 100 + 9 * noise(replication, variant),
    }))

    expect(screen).toMatch(
      /^undecided which has the least mean rollout time; about [\d,]+ replications would tell\n/,
    )
  })
})

describe('verdicts', () => {
  it('never call two variants equal', () => {
    const identical = screenOf('1, 2', '', (_, n) => ({ rolloutDuration: 100 + noise(n) }))
    const alike = screenOf('1, 2', '', (variant, replication) => ({
      rolloutDuration: 100 + 20 * noise(replication, variant),
    }))

    expect(identical).toContain('2 takes as long as 1 in every replication')
    expect(alike).toContain('2 is not distinguishable from 1 in time')
    expect(identical + alike).not.toMatch(/\bequal\b/)
  })

  it('tell stalls before all else, and refuse a mean', () => {
    const screen = screenOf('1, 2', '', (variant, replication) =>
      variant === 1 && replication % 4 === 0
        ? { outcome: 'stalled', rolloutDuration: Infinity, expectations: [false] }
        : { rolloutDuration: 100 },
    )

    expect(screen).toContain('2 stalls more often than 1')
    expect(screen).toMatch(/^2 +10 of 40 +median 1m 40s/m)
    expect(screen).toContain('not stalled failed in 10 of 40 runs: 2')
  })
})
