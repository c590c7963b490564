import { describe, expect, it } from 'vitest'
import { type LatencyOrigin } from '@seatrial/scenarios'
import { inputCertainty } from '../../src/run/input-certainty.ts'
import { aRollout, pathOf } from './a-run.ts'
import { aSensitivity } from './a-sensitivity.ts'

const latencies: readonly LatencyOrigin[] = [
  { of: 'cluster', stage: 'applicationReady', origin: { type: 'assumed' } },
  { of: 'cluster', stage: 'termination', origin: { type: 'assumed' } },
  { of: 'cluster', stage: 'containerStart', origin: { type: 'assumed' } },
  { of: 'cluster', stage: 'volumeAttach', origin: { type: 'published', source: 'somebody' } },
]

const own: LatencyOrigin = {
  of: 'statefulset/kafka',
  stage: 'applicationReady',
  origin: { type: 'observed', count: 9 },
}

describe('inputCertainty', () => {
  it('counts the latencies by how they are known', () => {
    expect(inputCertainty(undefined, [...latencies, own])).toEqual({
      counts: { given: 0, observed: 1, published: 1, assumed: 3 },
      decisive: [],
    })
  })

  it('names what is assumed among that which makes up half of the time', () => {
    const rollout = aRollout({ criticalPath: pathOf({ ready: 45, terminate: 30, start: 25 }) })

    expect(inputCertainty(rollout, latencies).decisive).toEqual(['applicationReady', 'termination'])
  })

  it('goes by what a workload knows of its own', () => {
    const rollout = aRollout({ criticalPath: pathOf({ ready: 60, terminate: 40 }) })

    expect(inputCertainty(rollout, [...latencies, own]).decisive).toEqual([])
    const another = { ...own, of: 'statefulset/zookeeper' }
    expect(inputCertainty(rollout, [...latencies, another]).decisive).toEqual(['applicationReady'])
  })

  it('takes a pull that is known as a whole for all its parts', () => {
    const rollout = aRollout({ criticalPath: pathOf({ pull: 36, start: 34, ready: 30 }) })
    const bandwidth: LatencyOrigin = {
      of: 'cluster',
      stage: 'imageBandwidth',
      origin: { type: 'assumed' },
    }
    const pull: LatencyOrigin = { ...own, stage: 'imagePull' }

    expect(inputCertainty(rollout, [...latencies, bandwidth]).decisive).toEqual([
      'imageBandwidth',
      'containerStart',
    ])
    expect(inputCertainty(rollout, [...latencies, bandwidth, pull]).decisive).toEqual([
      'containerStart',
    ])
  })

  it('finds nothing uncertain in what the manifest or a publication says', () => {
    const rollout = aRollout({ criticalPath: pathOf({ minReady: 60, volumes: 30, ready: 10 }) })

    expect(inputCertainty(rollout, latencies).decisive).toEqual([])
  })

  it('goes by what moves the answer, where that was tried', () => {
    const rollout = aRollout({ criticalPath: pathOf({ start: 60, ready: 40 }) })
    const attempt = aSensitivity([
      ['termination', 50],
      ['applicationReady', 30],
      ['containerStart', 20],
    ])

    expect(inputCertainty(rollout, latencies, attempt).decisive).toEqual(['termination'])
    expect(
      inputCertainty(rollout, latencies, { type: 'not tried', reason: 'too long' }).decisive,
    ).toEqual(['containerStart'])
  })
})
