import { seconds } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import type { Field } from '../../../src/results/csv/column.ts'
import { writeTable } from '../../../src/results/csv/write-table.ts'
import {
  TIMELINE_COLUMNS,
  type TimelineRow,
  timelineFields,
} from '../../../src/results/timeline/timeline-row.ts'
import { StagedCluster } from '../staged-cluster.ts'

describe('the timeline', () => {
  it('has a row for each instant in which something changed, as it was at its end', () => {
    const { timeline } = roll(new StagedCluster())

    expect(timeline.map(brief)).toEqual([
      '0: desired 1, created 0, ready 0, unavailable 1',
      '1: desired 1, created 1, ready 0, unavailable 1',
      '2.5: desired 1, created 1, ready 1, unavailable 0',
      '12: desired 1, created 1, ready 0, unavailable 1',
      '12.25: desired 1, created 0, ready 0, unavailable 1',
      '13: desired 1, created 1, ready 1, unavailable 0',
    ])
  })

  it('has rows at the multiples of an interval, where they differ, and at the end', () => {
    const { timeline } = roll(new StagedCluster({ interval: seconds(2) }))

    expect(timeline.map(brief)).toEqual([
      '0: desired 1, created 0, ready 0, unavailable 1',
      '2: desired 1, created 1, ready 0, unavailable 1',
      '4: desired 1, created 1, ready 1, unavailable 0',
      '12: desired 1, created 1, ready 0, unavailable 1',
      '13: desired 1, created 1, ready 1, unavailable 0',
    ])
  })

  it('shows nothing of an interval in which everything came back to where it was', () => {
    const { timeline } = roll(new StagedCluster({ interval: seconds(10) }))

    expect(timeline.map(brief)).toEqual([
      '0: desired 1, created 0, ready 0, unavailable 1',
      '10: desired 1, created 1, ready 1, unavailable 0',
    ])
  })

  it('shows pods becoming available when the clock says so, with nothing stored', () => {
    const cluster = new StagedCluster()
    cluster.recorder.startCounting()
    const set = cluster.statefulSet('web', { replicas: 1, minReadySeconds: 5 })
    cluster.at(1.5).readyPod(set, 0, 'web-1', 'n1')
    const { timeline } = cluster.finishAt(20)

    // Kubernetes stores that the pod is ready since second 1.
    expect(timeline.map(({ time, available }) => [time / 1e6, available])).toEqual([
      [0, 0],
      [1.5, 0],
      [6, 1],
    ])
  })

  it('shows ready nodes in the rows of all workloads, in the order in which these came up', () => {
    const cluster = new StagedCluster()
    cluster.node('n1', 'a')
    cluster.recorder.startCounting()
    cluster.daemonSet('zeta')
    cluster.statefulSet('alpha', { replicas: 0 })
    cluster.at(5).node('n2', 'a', false)
    cluster.at(6).setNodeReady('n2', true)
    const { timeline } = cluster.finishAt(7)

    expect(
      timeline.map(({ time, workload, nodesReady }) => [time / 1e6, workload, nodesReady]),
    ).toEqual([
      [0, 'daemonset/zeta', 1],
      [0, 'statefulset/alpha', 1],
      [6, 'daemonset/zeta', 2],
      [6, 'statefulset/alpha', 2],
    ])
  })

  it('takes the desired pods of a DaemonSet from its status, and its update revision from its history', () => {
    const cluster = new StagedCluster()
    cluster.recorder.startCounting()
    const set = cluster.daemonSet('agent')
    cluster.revision('agent', 'old', 1)
    cluster.daemonSetStatus('agent', { desiredNumberScheduled: 2 })
    cluster.readyPod(set, 'n1', 'old', 'n1')
    cluster.at(1).revision('agent', 'new', 2)
    cluster.at(2).readyPod(set, 'n2', 'new', 'n2')
    const { timeline } = cluster.finishAt(3)

    expect(timeline.map(({ desired, created, updated }) => [desired, created, updated])).toEqual([
      [2, 1, 1],
      [2, 1, 0],
      [2, 2, 1],
    ])
  })

  it('goes on for pods that outlive their set, which then desires none', () => {
    const cluster = new StagedCluster()
    cluster.recorder.startCounting()
    const set = cluster.statefulSet('web', { replicas: 1 })
    const pod = cluster.readyPod(set, 0, 'web-1', 'n1')
    cluster.at(1).server.delete('statefulsets', 'default', 'web', {}, { by: 'user', why: '' })
    cluster.at(2).delete(pod, 'garbage-collector')
    cluster.at(3).remove(pod)
    const { timeline } = cluster.finishAt(4)

    expect(timeline.map(brief)).toEqual([
      '0: desired 1, created 1, ready 1, unavailable 0',
      '1: desired 0, created 1, ready 1, unavailable 0',
      '2: desired 0, created 1, ready 0, unavailable 0',
      '3: desired 0, created 0, ready 0, unavailable 0',
    ])
  })

  it('begins, with its time, when results begin to count', () => {
    const cluster = new StagedCluster({ interval: seconds(10) })
    const set = cluster.statefulSet('web', { replicas: 2, minReadySeconds: 30 })
    cluster.at(80.5).readyPod(set, 0, 'web-1', 'n1')
    cluster.at(101).recorder.startCounting()
    cluster.at(103).pod(set, 1, 'web-1')
    const { timeline } = cluster.finishAt(120)

    expect(
      timeline.map(({ time, created, available }) => [time / 1e6, created, available]),
    ).toEqual([
      [0, 1, 0],
      [10, 2, 1],
    ])
  })

  it('streams the bytes of the table that it would keep', () => {
    const chunks: Uint8Array[] = []
    roll(new StagedCluster({ timeline: (chunk) => chunks.push(chunk) }))
    const { timeline } = roll(new StagedCluster())

    const rows: readonly (readonly Field[])[] = timeline.map(timelineFields)
    expect(Buffer.concat(chunks).toString()).toBe(writeTable(TIMELINE_COLUMNS, rows))
  })
})

/** A pod is made and, ten seconds later, replaced. */
function roll(cluster: StagedCluster) {
  cluster.recorder.startCounting()
  const set = cluster.statefulSet('web', { replicas: 1 })
  cluster.at(1)
  const pod = cluster.pod(set, 0, 'web-1')
  cluster.bind(pod, 'n1')
  cluster.at(2.5).run(pod, true)
  cluster.at(12).delete(pod, 'statefulset-controller')
  cluster.at(12.25).remove(pod)
  cluster.at(13).readyPod(set, 0, 'web-1', 'n1')
  return cluster.finishAt(13)
}

function brief({ time, desired, created, ready, unavailable }: TimelineRow): string {
  return `${time / 1e6}: desired ${desired}, created ${created}, ready ${ready}, unavailable ${unavailable}`
}
