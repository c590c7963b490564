import { InputError, InputErrors } from '@seatrial/scenarios'
import type { Environment } from '../terminal/terminal.ts'
import type { Shard } from './shard.ts'

/**
 * The share that `--shard` means: `3/7`, or `/7` for the index that a Kubernetes Indexed Job
 * (`JOB_COMPLETION_INDEX`) or a Slurm array (`SLURM_ARRAY_TASK_ID`) gives this process. Throws
 * `InputErrors`.
 */
export function parseShard(text: string, environment: Environment): Shard {
  const match = /^(\d*)\/([1-9]\d{0,6})$/.exec(text)
  if (match === null) throw shardError('a share such as 0/7, or /7', JSON.stringify(text))
  const count = Number(match[2])
  const index = match[1] === '' ? indexIn(environment) : Number(match[1])
  if (index >= 0 && index < count) return { index, count }
  throw shardError(`an index from 0 to ${count - 1}, since shares count from 0`, String(index))
}

/** How many shares `--shard` speaks of, whichever is meant. Throws `InputErrors`. */
export function parseShardCount(text: string): number {
  return parseShard(text, { JOB_COMPLETION_INDEX: '0' }).count
}

/** A Slurm array may begin anywhere; Slurm tells where. */
function indexIn(environment: Environment): number {
  const job = environment['JOB_COMPLETION_INDEX']
  if (job !== undefined) return wholeNumber('JOB_COMPLETION_INDEX', job)
  const task = environment['SLURM_ARRAY_TASK_ID']
  if (task !== undefined) {
    const first = environment['SLURM_ARRAY_TASK_MIN'] ?? '0'
    return wholeNumber('SLURM_ARRAY_TASK_ID', task) - wholeNumber('SLURM_ARRAY_TASK_MIN', first)
  }
  const got = 'neither JOB_COMPLETION_INDEX nor SLURM_ARRAY_TASK_ID in the environment'
  throw shardError('an index before the /', got)
}

function wholeNumber(variable: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw shardError(`a whole number in ${variable}`, JSON.stringify(text))
}

function shardError(expected: string, got: string): InputErrors {
  return new InputErrors([new InputError({ file: '--shard', path: '', expected, got })])
}
