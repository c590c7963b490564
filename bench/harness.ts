import { deepStrictEqual } from 'node:assert/strict'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Bench } from 'tinybench'

/** `full` is what gets recorded; `short` does the same work on a small scale, for tests. */
export type Size = 'short' | 'full'

/** How much was done, by name. It must not depend on the machine. */
export type Counts = Readonly<Record<string, number>>

/** Something made ready to be timed, any number of times. */
export interface Job {
  /** How many units of work one call of `run` performs. */
  readonly work: number
  /** What every call of `run` must return: a speed-up that changes it is another behaviour. */
  readonly counts: Counts
  run(): Counts
}

/** A value that shall not be above, or not below, a limit. */
export type Target = { readonly atMost: number } | { readonly atLeast: number }

/** A question that is answered by a time for each unit of work. */
export interface TimeQuestion {
  readonly type: 'time'
  readonly name: string
  /** What one unit of work is called: hold, customer, event. */
  readonly unit: string
  readonly target?: Target
  /** How the answer is given: nanoseconds a unit by default, or units a second. */
  readonly as?: 'time' | 'rate'
  /** Work of seconds is timed once or twice, and what came before must have warmed it up. */
  readonly isHeavy?: boolean
  /** A whole simulation, with all of the program: V8 has compiled that after some seconds only. */
  readonly isSimulation?: boolean
  prepare(size: Size): Job
}

/** A question that is answered by one number, from a measurement or from answers given before. */
export interface ValueQuestion {
  readonly type: 'value'
  readonly name: string
  readonly unit: string
  readonly target?: Target
  /** Undefined when it cannot be told here. */
  measure(answered: readonly Row[], size: Size): number | undefined
}

/** A question that another program answers by a time for each unit of work. */
export interface ProgramQuestion {
  readonly type: 'program'
  readonly name: string
  readonly unit: string
  readonly target?: Target
  /** Undefined when the program cannot be run here. */
  measure(answered: readonly Row[]): Measurement | undefined
}

/** What a program tells of its work. */
export interface Measurement {
  /** Its name and version. */
  readonly program: string
  /** Nanoseconds a unit of work, for each time that it did all of it. */
  readonly samples: readonly number[]
  readonly counts: Counts
}

export type Question = TimeQuestion | ValueQuestion | ProgramQuestion

/** Questions that belong together and are answered in one process of their own. */
export interface Suite {
  readonly name: string
  readonly questions: readonly Question[]
}

/** The answer to a question: the median, the best sample and the third quartile. */
export interface Row {
  readonly suite: string
  readonly question: string
  readonly unit: string
  readonly median: number
  readonly best: number
  readonly worse: number
  readonly samples: number
  readonly counts: Counts
  readonly target?: Target
  /** The program that was measured, if it is not Seatrial in this process. */
  readonly program?: string
}

/** Puts questions under a name. */
export function suite(name: string, questions: readonly Question[]): Suite {
  return { name, questions }
}

/** Answers all questions of a suite, one after the other. */
export function runSuite({ name, questions }: Suite, onRow: (row: Row) => void): readonly Row[] {
  const rows: Row[] = []
  for (const question of questions) {
    const answer = answerOf(question, rows)
    if (answer === undefined) continue
    const row: Row = {
      suite: name,
      question: question.name,
      ...answer,
      ...(question.target === undefined ? {} : { target: question.target }),
    }
    rows.push(row)
    onRow(row)
  }
  return rows
}

/** Does the work of a question once, on a small scale, and returns what it counted. */
export function countShort(question: TimeQuestion): Counts {
  const job = question.prepare('short')
  return countedRun(job)
}

/** The answer among `rows` to the question of that name. */
export function answerTo(rows: readonly Row[], question: string): number {
  const row = rows.find((candidate) => candidate.question === question)
  if (row === undefined) throw new Error(`the question "${question}" has not been answered`)
  return row.median
}

/** Bytes on the heap and in array buffers that `create` leaves behind. */
export function bytesOf(create: () => unknown): number {
  const before = bytesInUse()
  const created = create()
  const bytes = bytesInUse() - before
  // Reading it here keeps it alive until after the measurement.
  return created === undefined ? 0 : bytes
}

type Answer = Omit<Row, 'suite' | 'question' | 'target'>

function answerOf(question: Question, rows: readonly Row[]): Answer | undefined {
  switch (question.type) {
    case 'time':
      return answerByTime(question)
    case 'value':
      return answerByValue(question, rows)
    case 'program':
      return answerByProgram(question, rows)
  }
}

/**
 * Times are processor times of this process, since the machines are shared: what others do meanwhile
 * does not count, only what it does to the caches. V8's helper threads count as well.
 */
function answerByTime(question: TimeQuestion): Answer {
  const job = question.prepare('full')
  const effort = question.isHeavy ? { iterations: 1, warmup: false } : { iterations: 7 }
  const bench = new Bench({
    time: 800,
    warmupIterations: 2,
    warmupTime: question.isSimulation ? 5_000 : 200,
    now: processorMilliseconds,
    ...effort,
  })
  bench.add(question.name, () => void countedRun(job), { async: false })
  const [task] = bench.runSync()
  const result = task?.result
  if (result === undefined || !('latency' in result)) {
    throw new Error(`"${question.name}" was not measured`, { cause: result })
  }
  const { p50, p75, min, samplesCount } = result.latency
  const inUnit = (milliseconds: number): number =>
    question.as === 'rate' ? (job.work * 1_000) / milliseconds : (milliseconds * 1e6) / job.work
  return {
    unit: question.as === 'rate' ? `${question.unit}s/s` : `ns/${question.unit}`,
    median: inUnit(p50),
    best: inUnit(min),
    worse: inUnit(p75),
    samples: samplesCount,
    counts: job.counts,
  }
}

function answerByValue(question: ValueQuestion, rows: readonly Row[]): Answer | undefined {
  const value = question.measure(rows, 'full')
  if (value === undefined) return undefined
  return { unit: question.unit, median: value, best: value, worse: value, samples: 1, counts: {} }
}

function answerByProgram(question: ProgramQuestion, rows: readonly Row[]): Answer | undefined {
  const measurement = question.measure(rows)
  if (measurement === undefined) return undefined
  const { program, counts } = measurement
  const samples = measurement.samples.toSorted((a, b) => a - b)
  const quantile = (share: number): number => samples[Math.floor(share * samples.length)] ?? NaN
  return {
    unit: `ns/${question.unit}`,
    median: quantile(0.5),
    best: quantile(0),
    worse: quantile(0.75),
    samples: samples.length,
    counts,
    program,
  }
}

function countedRun(job: Job): Counts {
  const counts = job.run()
  deepStrictEqual(counts, job.counts)
  return counts
}

function processorMilliseconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

function bytesInUse(): number {
  collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  collect()
}
