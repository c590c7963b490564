/**
 * Replays recordings of the real Kubernetes controllers through the code that simulations run.
 *
 * `node main.js [--id ID] [--json FILE] [--kubernetes VERSION] [FILE…]`
 *
 * Exit codes: 0 all passed, 1 something failed, 2 bad usage or nothing to replay.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  KUBERNETES_PROFILES,
  type KubernetesProfile,
  resolveKubernetesProfile,
} from '@seatrial/core'
import { formatCase, formatRecording, formatTotals } from './format-results.ts'
import { RecordingError, kindOf, readCases, recordingsIn } from './recordings.ts'
import { replayerOf } from './registry.ts'
import { type RecordingResult, replayCases } from './replay-recording.ts'

interface Options {
  readonly files: readonly string[]
  readonly profiles: readonly KubernetesProfile[]
  readonly id: string | undefined
  readonly json: string | undefined
}

class UsageError extends Error {}

const RECORDINGS_FOLDER = '../shared/conformance'

try {
  const options = parseOptions()
  const passed = options.id === undefined ? replayAll(options) : showCase(options, options.id)
  process.exitCode = passed ? 0 : 1
} catch (error) {
  if (!(error instanceof UsageError || error instanceof RecordingError)) throw error
  console.error(error.message)
  process.exitCode = 2
}

function parseOptions(): Options {
  const { values, positionals } = parse()
  return {
    files: positionals.length > 0 ? positionals : allRecordings(),
    profiles:
      values.kubernetes === undefined ? KUBERNETES_PROFILES : [profileOf(values.kubernetes)],
    id: values.id,
    json: values.json,
  }
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        id: { type: 'string' },
        json: { type: 'string' },
        kubernetes: { type: 'string' },
      },
    })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

function allRecordings(): string[] {
  const folder = process.env['SEATRIAL_CONFORMANCE'] ?? RECORDINGS_FOLDER
  const files = recordingsIn(folder) ?? []
  if (files.length === 0) {
    throw new UsageError(`no recordings in ${folder}; set SEATRIAL_CONFORMANCE or name files`)
  }
  return files
}

function profileOf(version: string): KubernetesProfile {
  const profile = resolveKubernetesProfile(version)
  if (profile !== undefined) return profile
  throw new UsageError(`unknown version ${version}; known are ${KUBERNETES_PROFILES.join(', ')}`)
}

/** True when nothing failed. */
function replayAll({ files, profiles, json }: Options): boolean {
  const recordings: RecordingResult[] = []
  for (const file of files) {
    const recording = replayRecording(file, profiles)
    console.log(formatRecording(recording))
    recordings.push(recording)
  }
  if (json !== undefined) writeResults(json, recordings)
  console.log(formatTotals(recordings))
  return !recordings.some(({ results }) => results.some(hasFailed))
}

function replayRecording(file: string, profiles: readonly KubernetesProfile[]): RecordingResult {
  const kind = kindOf(file)
  const replayer = replayerOf(kind)
  const results = replayCases(readCases(file), replayer, profiles)
  return { kind, file, replayed: replayer !== undefined, results }
}

function hasFailed({ outcomes }: RecordingResult['results'][number]): boolean {
  return [...outcomes.values()].some(({ outcome }) => outcome === 'failed')
}

/** The whole of one case, wherever it is found. True when it did not fail. */
function showCase({ files, profiles }: Options, id: string): boolean {
  for (const file of files) {
    for (const testCase of readCases(file)) {
      if (testCase.id !== id) continue
      const [result] = replayCases([testCase], replayerOf(kindOf(file)), profiles)
      console.log(formatCase(testCase, result!))
      return !hasFailed(result!)
    }
  }
  throw new UsageError(`no case ${id} in ${files.join(', ')}`)
}

function writeResults(file: string, recordings: readonly RecordingResult[]): void {
  const plain = recordings.map(({ results, ...recording }) => ({
    ...recording,
    results: results.map(({ outcomes, ...result }) => ({
      ...result,
      outcomes: Object.fromEntries(outcomes),
    })),
  }))
  writeFileSync(file, JSON.stringify(plain))
}
