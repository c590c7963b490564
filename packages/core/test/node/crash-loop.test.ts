import { describe, expect, it } from 'vitest'
import { type SimTime, RandomStreams, entityKey, seconds, toSeconds } from '../../src/index.ts'
import { LatencyModel, findLatencyProfile } from '../../src/index.ts'
import { RetryTimes } from '../../src/node/retry-times.ts'
import { SmallCluster } from '../scheduler/small-cluster.ts'

describe('a container that ends as soon as it runs', () => {
  it('starts again after 0, 10, 30, 70, 150, 310, 610 and 910 seconds, where nothing else takes time', () => {
    const cluster = new SmallCluster({ images: { 'app:1': { crashAfter: seconds(0) } } })
    cluster.addNode('node-1')
    cluster.addPod('web-0')
    const restarts: number[] = []
    for (let second = 0; second < 1_000; second += 10) {
      cluster.run(second === 0 ? 0 : 10)
      const [container] = cluster.pod('web-0').containers.main
      while (restarts.length < (container?.restartCount ?? 0)) restarts.push(second)
    }

    // The pod's eighth end, at 910 s, is seen as the one that leads to the next restart.
    expect(restarts).toEqual([0, 0, 10, 30, 70, 150, 310, 610, 910])
  })
})

describe('a kubelet with real syncs', () => {
  it('comes back every 10 to 15 seconds up to 1.34, until the back-off is over', () => {
    const late = lateness(false, 40)

    expect(Math.min(...late)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...late)).toBeLessThan(15)
    // Three syncs are enough with a chance of 1/6, else it takes four: by Wald’s identity.
    expect(Math.abs(mean(late) - (12.5 * (3 + 5 / 6) - 40))).toBeLessThan(4 * standardError(late))
  })

  it('comes back after once to one and a half times the back-off from 1.35 on', () => {
    const late = lateness(true, 40)

    expect(Math.min(...late)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...late)).toBeLessThan(20)
    expect(Math.abs(mean(late) - 10)).toBeLessThan(4 * standardError(late))
  })
})

/** How long after its back-off of `delay` seconds each of many containers starts, in seconds. */
function lateness(crashLoopRequeue: boolean, delay: number): readonly number[] {
  const streams = new RandomStreams(1, 0)
  const latencies = new LatencyModel(findLatencyProfile('managed-cloud')!, {}, streams)
  const retries = new RetryTimes(latencies, crashLoopRequeue, streams)
  const since = 0 as SimTime
  const expiry = seconds(delay) as number as SimTime
  return Array.from({ length: 1_000 }, (_, pod) => {
    const at = retries.afterBackOff(entityKey(`pod-${pod}`), 1, { since, expiry })
    return toSeconds((at - expiry) as SimTime)
  })
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function standardError(values: readonly number[]): number {
  const centre = mean(values)
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)) / values.length)
}
