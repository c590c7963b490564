import { existsSync, readFileSync } from 'node:fs'
import {
  type JsonObject,
  type WallTime,
  behaviours,
  formatTimestamp,
  parseTimestamp,
  seconds,
} from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { parsePrintRequest } from '../../src/kubectl/request/parse-print-request.ts'
import { transcriptOf } from '../../src/kubectl/transcripts/transcript-of.ts'
import type { ObjectsByKind } from '../../src/kubectl/transcripts/transcript-printer.ts'
import { type PodWords, aPod } from './a-pod.ts'

/** The article's transcripts lie beside the checkout, not in it. */
const FOLDER = new URL('../../../../../shared/fixtures/seed/', import.meta.url)
const ARTICLE = behaviours('1.13')
const ZERO = parseTimestamp('2018-12-16T12:00:00Z')!

function at(time: number): WallTime {
  return (ZERO + seconds(time)) as WallTime
}

function timestamp(time: number): string {
  return formatTimestamp(at(time))
}

/** What a transcript shows below the prompt with the request; all of it where it has no prompt. */
function shown(file: string, request: string): string {
  const text = readFileSync(new URL(file, FOLDER), 'utf8')
  if (!text.startsWith('$ ')) return text
  const commands = text.split(/^\$ kubectl +/m).map((command) => command.replace(/ +-w/, ' -w'))
  return commands.find((command) => command.startsWith(`${request}\n`))!.slice(request.length + 1)
}

const SITUATIONS = {
  pending: { phase: 'Pending', containers: [{}] },
  creating: { phase: 'Pending', containers: [{ waiting: 'ContainerCreating' }] },
  running: {},
  terminating: { deleted: true },
  stopped: { deleted: true, phase: 'Succeeded', containers: [{ exit: 0, reason: 'Completed' }] },
} satisfies Readonly<Record<string, PodWords>>

type Situation = keyof typeof SITUATIONS

/** One pod of the set: its ordinal, when it was created, and which situation was stored when. */
interface Life {
  readonly ordinal: number
  readonly created: number
  readonly stored: readonly (readonly [number, Situation])[]
}

function newPod(ordinal: number, created: number, running: number): Life {
  const start = (['pending', 'pending', 'creating'] as const).map((now) => [created, now] as const)
  return { ordinal, created, stored: [...start, [running, 'running']] }
}

function oldPod(
  ordinal: number,
  created: number,
  [deleted, ...stopped]: readonly [number, ...number[]],
): Life {
  const end = stopped.map((time) => [time, 'stopped'] as const)
  return { ordinal, created, stored: [[deleted, 'terminating'], ...end] }
}

function podOf({ ordinal, created }: Life, situation: Situation): JsonObject {
  const name = `stateful-${ordinal}`
  return aPod({ ...SITUATIONS[situation], name, created: timestamp(created) })
}

function watchPods(listed: readonly Life[], time: number, lives: readonly Life[]): string {
  const printer = transcriptOf(parsePrintRequest('get po -w'), ARTICLE)
  const list = printer.start({ Pod: listed.map((life) => podOf(life, 'running')) }, at(time))
  const rows = lives.flatMap((life) =>
    life.stored.map(([now, situation]) => {
      const object = podOf(life, situation)
      return printer.change({
        type: 'MODIFIED',
        kind: 'Pod',
        object,
        previous: object,
        now: at(now),
      })
    }),
  )
  return list + rows.join('')
}

function get(request: string, objects: ObjectsByKind, time: number): string {
  return transcriptOf(parsePrintRequest(request), ARTICLE).end(objects, at(time))
}

describe.skipIf(!existsSync(FOLDER))('transcripts of the article in ../shared/fixtures', () => {
  it('get po -w while three pods are created', () => {
    const lives = [newPod(0, 0, 5), newPod(1, 5, 9), newPod(2, 9, 13)]

    expect(watchPods([], 0, lives)).toBe(shown('transcript-create-watch.txt', 'get po -w'))
  })

  it('get po -w while they are rolled (§6.6, T = 0 at the first Terminating)', () => {
    const [old0, old1, old2] = [
      oldPod(0, -282, [12, 13, 13, 16, 16]),
      oldPod(1, -277, [6, 7, 8, 8]),
      oldPod(2, -273, [0, 1, 2, 2]),
    ]
    const lives = [old2, newPod(2, 2, 6), old1, newPod(1, 8, 12), old0, newPod(0, 16, 20)]

    expect(watchPods([old0, old1, old2], -48, lives)).toBe(
      shown('transcript-update-watch.txt', 'get po -w'),
    )
  })

  it('get sts', () => {
    const metadata = { name: 'stateful', namespace: 'default', creationTimestamp: timestamp(0) }
    const set = { metadata, spec: { replicas: 3 }, status: { readyReplicas: 3 } }

    expect(get('get sts', { StatefulSet: [set] }, 68)).toBe(
      shown('transcript-get-sts.txt', 'get sts'),
    )
  })

  it('get pv,pvc after the set was deleted', () => {
    const volumes = [
      'pvc-a9e267f0-00ae-11e9-b4e7-888b9d185d62',
      'pvc-ae40b908-00ae-11e9-b4e7-888b9d185d62',
      'pvc-b0ac84cb-00ae-11e9-b4e7-888b9d185d62',
    ]
    const storage = { accessModes: ['ReadWriteOnce'], capacity: { storage: '64Mi' } }
    const claims = volumes.map((volumeName, ordinal) => ({
      metadata: {
        name: `data-stateful-${ordinal}`,
        namespace: 'default',
        creationTimestamp: timestamp(0),
      },
      spec: { storageClassName: 'standard', volumeName },
      status: { phase: 'Bound', ...storage },
    }))
    const boundVolumes = volumes.map((name, ordinal) => ({
      metadata: { name, creationTimestamp: timestamp(0) },
      spec: {
        ...storage,
        persistentVolumeReclaimPolicy: 'Delete',
        storageClassName: 'standard',
        claimRef: { namespace: 'default', name: `data-stateful-${ordinal}` },
      },
      status: { phase: 'Bound' },
    }))
    const objects = { PersistentVolume: boundVolumes, PersistentVolumeClaim: claims }

    expect(get('get pv,pvc', objects, 18 * 60)).toBe(
      shown('transcript-get-pv-pvc-after-delete.txt', 'get pv,pvc'),
    )
  })

  it('get ds', () => {
    const status = {
      desiredNumberScheduled: 1,
      currentNumberScheduled: 1,
      numberReady: 1,
      updatedNumberScheduled: 1,
      numberAvailable: 1,
    }
    const metadata = { name: 'fluentd', namespace: 'default', creationTimestamp: timestamp(0) }

    expect(get('get ds', { DaemonSet: [{ metadata, status }] }, 42)).toBe(
      shown('transcript-get-ds-and-pod-wide.txt', 'get ds'),
    )
  })

  it('get po -o wide', () => {
    const pod = aPod({
      name: 'fluentd-9sjlf',
      created: timestamp(0),
      node: 'minikube',
      ip: '172.17.0.5',
    })

    expect(get('get po -o wide', { Pod: [pod] }, 72)).toBe(
      shown('transcript-get-ds-and-pod-wide.txt', 'get po -o wide'),
    )
  })
})
