import {
  START,
  type SimTime,
  TRACE_EVENTS,
  type TraceEntry,
  type TraceEvent,
  microseconds,
  nearestWord,
} from '@seatrial/core'
import { z } from 'zod'
import { InputError, describeChoices, describeValue } from '../../input-error.ts'
import type { SourceDocument } from '../documents/source-document.ts'
import { A_DURATION, durationWord, parseDuration } from '../language/duration.ts'
import type { ReadFile } from '../manifests/manifest-loader.ts'
import { formatFieldPath, valueAt } from '../paths/field-path.ts'
import { joinFilePath } from '../paths/file-path.ts'

const PATH = ['spec', 'churn', 'trace']
const HEADER = 'time,node,event'

const line = z.strictObject({
  time: durationWord.transform(sinceStart).describe('When, from the start of the run.'),
  node: z.string().min(1).describe('The name of the node, as it was before anything happened.'),
  event: z
    .enum(TRACE_EVENTS)
    .describe(
      'fail and recover: its machine stops and is back; notice and terminate: its cloud takes it back; ' +
        'join: a new machine comes in its place.',
    ),
})

/** What happened to nodes: lines, or the name of a CSV file with the columns time, node, event. */
export const nodeTrace = z
  .union(
    [
      z
        .string()
        .min(1)
        .transform((file) => ({ file })),
      z.array(line),
    ],
    {
      error: 'the name of a CSV file, or a list of lines with time, node and event',
    },
  )
  .describe(
    'What happened to nodes, replayed: a CSV file (time,node,event) or a list; default: nothing.',
  )

/** A trace, and what is wrong with the file that holds it. */
export interface LoadedTrace {
  readonly trace: readonly TraceEntry[] | undefined
  readonly errors: readonly InputError[]
}

/** Reads the trace that a scenario's churn names; one that stands in the scenario is left to the schema. */
export function loadNodeTrace(document: SourceDocument, readFile: ReadFile): LoadedTrace {
  const reference = valueAt(document.value, PATH)
  if (typeof reference !== 'string' || reference === '') return { trace: undefined, errors: [] }
  const file = joinFilePath(document.file, reference)
  let text: string
  try {
    text = readFile(file)
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error)
    const unreadable = new InputError({
      file: document.file,
      position: document.valuePosition(PATH),
      path: formatFieldPath(PATH, document.value),
      expected: 'a file that can be read',
      got,
    })
    return { trace: [], errors: [unreadable] }
  }
  return parseNodeTrace(text, file)
}

/**
 * Reads a trace as CSV: a header `time,node,event`, then a line an event; times are durations from the
 * start (`20m`) or plain seconds. Empty lines are passed over.
 */
export function parseNodeTrace(text: string, file: string): LoadedTrace {
  const trace: TraceEntry[] = []
  const errors: InputError[] = []
  const [header = '', ...lines] = text.split(/\r?\n/)
  const complain = (row: number, path: string, expected: string, got: string): void => {
    const position = { line: row, column: 1 }
    const suggestion = path === 'event' ? nearestWord(got, TRACE_EVENTS) : undefined
    errors.push(
      new InputError({ file, position, path, expected, got: describeValue(got), suggestion }),
    )
  }
  if (header.replaceAll(' ', '') !== HEADER) complain(1, '', `the header ${HEADER}`, header)
  for (const [index, content] of lines.entries()) {
    if (content.trim() === '') continue
    const row = index + 2
    const fields = content.split(',').map((field) => field.trim())
    const [time = '', node = '', event = ''] = fields
    const delay = parseTime(time)
    if (fields.length !== 3) complain(row, '', 'a time, a node and an event', content)
    else if (delay === undefined) complain(row, 'time', `seconds, or ${A_DURATION}`, time)
    else if (node === '') complain(row, 'node', 'the name of a node', node)
    else if (!isTraceEvent(event)) complain(row, 'event', describeChoices(TRACE_EVENTS), event)
    else trace.push({ time: sinceStart(delay), node, event })
  }
  return { trace, errors }
}

function parseTime(text: string) {
  if (!/^\d+(\.\d+)?$/.test(text)) return parseDuration(text)
  return microseconds(Math.round(Number(text) * 1_000_000))
}

function sinceStart(delay: number): SimTime {
  return (START + delay) as SimTime
}

function isTraceEvent(text: string): text is TraceEvent {
  return (TRACE_EVENTS as readonly string[]).includes(text)
}
