import { describe, expect, it } from 'vitest'
import {
  type SmallStudy,
  daemonSet,
  meanOf,
  smallStudy,
  statefulSet,
  valuesOf,
  varianceOf,
} from './small-studies.ts'

/** Nothing takes time but what a test says, and nobody waits for a request. */
function idealStudy({
  kind,
  manifest,
  nodes,
  latency,
  timeline,
  vary,
}: {
  readonly kind: 'statefulset' | 'daemonset'
  readonly manifest: string
  readonly nodes: number
  readonly latency: string
  readonly timeline?: string
  readonly vary: string
}): SmallStudy {
  return {
    manifest,
    scenario: `cluster:
  profile: kwok-ideal
  clientLimits: unlimited
  nodes: [{ count: ${nodes}, capacity: { pods: "1000" } }]
latency: { ${kind}/web: ${latency} }
timeline: ${timeline ?? `[{ when: { settled: all }, then: { restart: ${kind}/web } }]`}
`,
    experiment: `vary: { ${kind}/web: ${vary} }`,
  }
}

/** The durations of the first rollouts of each variant, in seconds. */
function durationsOf(parts: SmallStudy, count: number): readonly (readonly number[])[] {
  const study = smallStudy(parts)
  return study.variants.map(({ number }) =>
    valuesOf(study, number, { measure: 'rolloutDuration', count }),
  )
}

/** How many standard errors the mean is away; by chance, more than four in one of 16,000 tests. */
function errorsFrom(
  mean: number,
  values: readonly number[],
  variance = varianceOf(values),
): number {
  return Math.abs(meanOf(values) - mean) / Math.sqrt(variance / values.length)
}

/** 1 + 1/2 + … + 1/n. */
function harmonic(n: number): number {
  let sum = 0
  for (let i = n; i >= 1; i--) sum += 1 / i
  return sum
}

describe('rollouts take what theory says (spec/experiments.md §D.3)', () => {
  it('one pod after the other: the sum of terminations and starts', () => {
    const [durations] = durationsOf(
      idealStudy({
        kind: 'statefulset',
        manifest: statefulSet(10, 'podManagementPolicy: OrderedReady'),
        nodes: 2,
        latency:
          '{ applicationReady: { exponential: { mean: 8s } }, termination: { exponential: { mean: 3s } } }',
        vary: '{ spec.podManagementPolicy: [OrderedReady] }',
      }),
      25,
    )

    expect(errorsFrom(10 * (8 + 3), durations!, 10 * (64 + 9))).toBeLessThan(4)
  })

  it('all at once: the longest start', () => {
    const [durations] = durationsOf(
      idealStudy({
        kind: 'statefulset',
        manifest: statefulSet(50),
        nodes: 2,
        latency: '{ applicationReady: { exponential: { mean: 10s } } }',
        timeline: '[]',
        vary: '{ spec.podManagementPolicy: [Parallel] }',
      }),
      25,
    )

    expect(errorsFrom(10 * harmonic(50), durations!)).toBeLessThan(4)
  })

  it('all at once, by another law: the longest of five Weibull starts', () => {
    const [durations] = durationsOf(
      idealStudy({
        kind: 'statefulset',
        manifest: statefulSet(5),
        nodes: 2,
        latency: '{ applicationReady: { weibull: { scale: 10s, shape: 1.7 } } }',
        timeline: '[]',
        vary: '{ spec.podManagementPolicy: [Parallel] }',
      }),
      40,
    )

    expect(errorsFrom(15.742_725, durations!)).toBeLessThan(4)
  })

  it('a termination that the grace period cuts: E[min(g, X)]', () => {
    const [durations] = durationsOf(
      idealStudy({
        kind: 'statefulset',
        manifest: statefulSet(1),
        nodes: 2,
        latency: '{ termination: { exponential: { mean: 20s } } }',
        vary: '{ spec.template.spec.terminationGracePeriodSeconds: [10] }',
      }),
      60,
    )

    expect(errorsFrom(20 * (1 - Math.exp(-10 / 20)), durations!)).toBeLessThan(4)
  })

  it('all at once through a client that is limited: the burst, then so many a second', () => {
    const [pods, qps, burst] = [60, 5, 10]
    const parts = idealStudy({
      kind: 'statefulset',
      manifest: statefulSet(pods),
      nodes: 2,
      latency: '{}',
      timeline: '[]',
      vary: '{ spec.podManagementPolicy: [Parallel] }',
    })
    const limited = `clientLimits: { qps: ${qps}, burst: ${burst} }`
    const [[duration]] = durationsOf(
      { ...parts, scenario: parts.scenario.replace('clientLimits: unlimited', limited) },
      1,
    ) as [[number]]

    // Besides the pods, the same client makes the revision and writes the status now and then.
    const requests = duration * qps + burst
    expect(requests).toBeCloseTo(Math.round(requests), 9)
    expect(requests).toBeGreaterThan(pods)
    expect(requests).toBeLessThan(pods + 10)
  })

  it('k of n at a time: the next one begins as soon as one is ready', () => {
    const [n, k] = [40, 8]
    const [durations] = durationsOf(
      idealStudy({
        kind: 'daemonset',
        manifest: daemonSet(),
        nodes: n,
        latency: '{ applicationReady: { exponential: { mean: 10s } } }',
        vary: `{ spec.updateStrategy.rollingUpdate.maxUnavailable: [${k}] }`,
      }),
      25,
    )

    expect(errorsFrom(10 * ((n - k) / k + harmonic(k)), durations!)).toBeLessThan(4)
  })

  it('k of n at a time, all equally long: ⌈n/k⌉ rounds', () => {
    const durations = durationsOf(
      idealStudy({
        kind: 'daemonset',
        manifest: daemonSet(),
        nodes: 20,
        latency: '{ applicationReady: 10s }',
        vary: '{ spec.updateStrategy.rollingUpdate.maxUnavailable: [1, 3, 10, 20] }',
      }),
      1,
    )

    expect(durations.flat()).toEqual([200, 70, 20, 10])
  })
})
