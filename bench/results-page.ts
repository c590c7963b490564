import type { Row, Target } from './harness.ts'
import { type Recording, newestBySuite } from './recording.ts'

/** The table of the newest answers, as the Markdown page that stands beside the recordings. */
export function resultsPage(recordings: readonly Recording[]): string {
  const newest = newestBySuite(recordings)
  const sections = [...newest].map(([name, recording]) => sectionOf(name, recording))
  return ['# Benchmark results', PREFACE, ...sections].join('\n\n') + '\n'
}

const PREFACE = [
  'Made by `npm run bench` from the newest recording of each suite in this folder; not written by hand.',
  'Medians of processor time; in brackets the best sample and the third quartile. The machines are',
  'shared and noisy: differences below a third mean little.',
].join('\n')

function sectionOf(suite: string, recording: Recording): string {
  const { takenAt, commit, node, machine } = recording
  const rows = recording.rows.filter((row) => row.suite === suite)
  return [
    `## ${suite}`,
    '',
    `${takenAt.slice(0, 10)}, commit ${commit}, Node ${node}, ${machine.processor} (${machine.cores} cores, ${machine.memoryGiB} GiB)`,
    '',
    '| Question | Answer | Target |',
    '|---|--:|--:|',
    ...rows.map((row) => `| ${questionOf(row)} | ${answerOf(row)} | ${verdictOf(row)} |`),
    ...(suite === 'cluster/scaling'
      ? ['', '![Time a pod by the number of pods](scaling.svg)']
      : []),
  ].join('\n')
}

function questionOf({ question, program }: Row): string {
  return program === undefined ? question : `${question} (${program})`
}

function answerOf({ median, best, worse, samples, unit }: Row): string {
  const spread = samples === 1 ? '' : ` [${shortNumber(best)}–${shortNumber(worse)}]`
  return `${shortNumber(median)}${spread} ${unit}`
}

function verdictOf({ median, target }: Row): string {
  if (target === undefined) return ''
  return `${limitOf(target)} ${isMet(median, target) ? '✓' : '✗'}`
}

function limitOf(target: Target): string {
  return 'atMost' in target ? `≤ ${shortNumber(target.atMost)}` : `≥ ${shortNumber(target.atLeast)}`
}

/** Whether a value keeps to its target. */
export function isMet(value: number, target: Target): boolean {
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast
}

/** Three significant digits, with thousands as `k` and millions as `M`. */
export function shortNumber(value: number): string {
  if (value >= 1e6) return `${threeDigits(value / 1e6)} M`
  if (value >= 1e4) return `${threeDigits(value / 1e3)} k`
  return threeDigits(value)
}

function threeDigits(value: number): string {
  if (value >= 100) return value.toFixed(0)
  return value >= 10 ? value.toFixed(1) : value.toFixed(2)
}
