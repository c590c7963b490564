import type { JsonObject } from '@seatrial/core'
import type { StudyInput } from '../../../study/study-input.ts'
import { containerFiles, keyOf } from './container-files.ts'
import { flagWords } from './flag-words.ts'
import { RESULT_FOLDER, failurePolicy, podTemplate } from './job-pod.ts'

/** What a Job runs. */
export interface JobOptions {
  /** What its objects are called, before what each of them is. */
  readonly name: string
  readonly input: StudyInput
  /** How many shares there are, each a Pod. */
  readonly shardCount: number
  /** The container image of this program. */
  readonly image: string
}

/** How often a share, or the merge, may fail. */
const RETRIES = 5

/** The exit codes of wrong input and of a mistake of ours: to run it again would not help. */
const HOPELESS = [2, 4]
/** Those, and the ones of an answer that was told and is not a good one. */
const FINAL = [1, 2, 3, 4]

/** The index of a Pod, as the Job controller would give it without being asked. */
const INDEX = {
  name: 'JOB_COMPLETION_INDEX',
  valueFrom: {
    fieldRef: { fieldPath: "metadata.annotations['batch.kubernetes.io/job-completion-index']" },
  },
}

/**
 * The objects that run a study beyond one machine: its inputs as a ConfigMap, a volume for what comes
 * of it, an Indexed Job whose every index runs a share, and a Job that waits for the shares and puts
 * them together.
 */
export function jobManifests(options: JobOptions): readonly JsonObject[] {
  return [inputs(options), results(options), shares(options), merge(options)]
}

function inputs({ name, input }: JobOptions): JsonObject {
  const { files } = containerFiles(input.texts)
  const metadata = { name: `${name}-inputs` }
  const data = Object.fromEntries(files.map((file, index) => [keyOf(file, index), file.text]))
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data }
}

function results({ name }: JobOptions): JsonObject {
  const metadata = { name: `${name}-results` }
  // Shares run on several nodes at a time.
  const accessModes = ['ReadWriteMany']
  const spec = { accessModes, resources: { requests: { storage: '1Gi' } } }
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec }
}

function shares(options: JobOptions): JsonObject {
  const { name, input, shardCount } = options
  const share = ['--shard', `/${shardCount}`, '--workers', '1']
  const args = [
    ...compareWords(input).map(literally),
    ...share,
    '-o',
    partFolder(`$(${INDEX.name})`),
  ]
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: `${name}-shares` },
    spec: {
      completionMode: 'Indexed',
      completions: shardCount,
      parallelism: shardCount,
      backoffLimitPerIndex: RETRIES,
      podFailurePolicy: failurePolicy('FailIndex', 'share', HOPELESS),
      template: podTemplate(options, [
        { name: 'share', command: ['seatrial', 'compare'], args, env: [INDEX] },
      ]),
    },
  }
}

function merge(options: JobOptions): JsonObject {
  const { name, shardCount } = options
  const indexes = Array.from({ length: shardCount }, (_, index) => index)
  // variants.csv is the last file that a share writes.
  const arrival = `until test -e ${partFolder('$part')}/variants.csv; do sleep 5; done`
  const wait = `for part in ${indexes.join(' ')}; do ${arrival}; done`
  const args = [...indexes.map((index) => partFolder(String(index))), '-o', RESULT_FOLDER]
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: `${name}-merge` },
    spec: {
      backoffLimit: RETRIES,
      podFailurePolicy: failurePolicy('FailJob', 'merge', FINAL),
      template: podTemplate(
        options,
        [{ name: 'merge', command: ['seatrial', 'merge'], args }],
        [{ name: 'wait', command: ['sh', '-c'], args: [wait] }],
      ),
    },
  }
}

/** The files and flags of the command, as they are called in the container. */
function compareWords({ files, flags, texts }: StudyInput): readonly string[] {
  const { nameOf } = containerFiles(texts)
  const { apply, observed, ...others } = flags
  return [
    ...files.map(nameOf),
    ...flagWords({
      ...others,
      ...(apply === undefined ? {} : { apply: apply.map(nameOf) }),
      ...(observed === undefined ? {} : { observed: observed.map(nameOf) }),
    }),
  ]
}

function partFolder(index: string): string {
  return `${RESULT_FOLDER}/parts/${index}`
}

/** A word in which Kubernetes sees no variable. */
function literally(word: string): string {
  return word.replaceAll('$(', () => '$$(')
}
