import type { JsonObject } from '@seatrial/core'
import type { LabRun } from './lab-run.ts'
import { recordedSecondsAt } from './recording-time.ts'
import type { TracedChange } from './trace-recorder.ts'

/** What a replay left behind, as plain data in the names of the recordings. */
export interface ReplayedTrace {
  /** Stored changes and commands, in their order. */
  readonly changes: readonly ReplayedChange[]
  readonly final: Readonly<Record<string, JsonObject>>
  readonly events: readonly ReplayedEvent[]
  /** Outputs of the commands, by the index of the script entry. */
  readonly commands: Readonly<Record<string, { readonly rc: number | null; readonly out: string }>>
  /** What kubectl printed, by the index of the recorded text. */
  readonly texts: Readonly<Record<string, string>>
}

/** Times are seconds since the start of the recording. */
export interface ReplayedChange {
  readonly t: number
  readonly o: string
  readonly v: TracedChange['v']
  readonly s: JsonObject
}

export interface ReplayedEvent {
  readonly t: number
  readonly about: string
  readonly type: string
  readonly reason: string
  readonly message: string
  readonly from: string
}

/** A run's traces as data. */
export function replayedTrace(
  { recorder, events, terminals, commands }: LabRun,
  textCount: number,
): ReplayedTrace {
  const { aliases } = recorder
  const texts = Array.from({ length: textCount }, (_, index) => [index, terminals.textOf(index)])
  return {
    changes: recorder.changes.map(({ time, o, v, s }) => ({ t: recordedSecondsAt(time), o, v, s })),
    final: Object.fromEntries(recorder.final()),
    events: events.events.map(({ time, ...event }) => ({
      t: recordedSecondsAt(time),
      ...event,
      message: aliases.inText(event.message),
    })),
    commands: Object.fromEntries(
      [...commands].map(([index, { exitCode, output, errors }]) => [
        index,
        { rc: exitCode ?? null, out: aliases.inText(output + errors) },
      ]),
    ),
    texts: Object.fromEntries(texts) as ReplayedTrace['texts'],
  }
}

/** The trace with its nodes renamed. */
export function renamedTrace(
  trace: ReplayedTrace,
  names: ReadonlyMap<string, string>,
): ReplayedTrace {
  const text = JSON.stringify(trace)
  const renamed = text.replace(/\bnode-\w+\b/g, (name) => names.get(name) ?? name)
  return JSON.parse(renamed) as ReplayedTrace
}

/**
 * The trace with the hashes of DaemonSet revisions as they were recorded: nobody but the release itself
 * can compute them (revision-hash.md). Revisions correspond in the order in which they were first made.
 */
export function withRecordedHashes(
  trace: ReplayedTrace,
  recorded: readonly { readonly o: string; readonly v: string; readonly s: JsonObject }[],
): ReplayedTrace {
  const wanted = daemonSetHashes(recorded)
  let text = JSON.stringify(trace)
  for (const [index, hash] of daemonSetHashes(trace.changes).entries()) {
    text = text.replaceAll(hash, wanted[index] ?? hash)
  }
  return JSON.parse(text) as ReplayedTrace
}

function daemonSetHashes(
  changes: readonly { readonly o: string; readonly v: string; readonly s: JsonObject }[],
): readonly string[] {
  const hashes = new Set<string>()
  for (const { o, v, s } of changes) {
    const isDaemonSets = JSON.stringify(s['owners'] ?? '').includes('DaemonSet/')
    if (!o.startsWith('ControllerRevision/') || v !== 'ADDED' || !isDaemonSets) continue
    hashes.add(o.replace(/#\d+$/, '').split('-').at(-1) ?? '')
  }
  return [...hashes]
}
