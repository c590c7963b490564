import { RandomStreams, compileSampler, entityKey, toSeconds, uniform } from '@seatrial/core'
import {
  type ConfidenceInterval,
  adviseTimeout,
  estimateDifference,
  estimateMean,
  estimateRatio,
} from '@seatrial/scenarios'

// A toy rollout of 20 pods, replaced one by one or in pairs. Both policies meet the same chance,
// since a pod's restart is keyed by replication and pod, not drawn in turn.
const restart = compileSampler({ type: 'log-normal', median: 8_000_000, sigma: 0.5 })
const restartsOf = (replication: number) => {
  const purpose = new RandomStreams(42, replication).purpose('restart')
  return Array.from({ length: 20 }, (_, pod) =>
    toSeconds(restart.sample(uniform(purpose, entityKey(`web-${pod}`), 0))),
  )
}
const replications = Array.from({ length: 300 }, (_, replication) => restartsOf(replication))
const sum = (durations: readonly number[]) => durations.reduce((a, b) => a + b, 0)
const oneByOne = replications.map(sum)
const inPairs = replications.map((pods) =>
  sum(pods.map((pod, index) => (index % 2 === 0 ? Math.max(pod, Number(pods[index + 1])) : 0))),
)

const range = ({ low, high }: ConfidenceInterval) =>
  `(95 % CI ${low.toFixed(2)}–${high.toFixed(2)})`
const mean = estimateMean(inPairs)
const saved = estimateDifference(oneByOne, inPairs)
const factor = estimateRatio(oneByOne, inPairs)
const advice = adviseTimeout(inPairs)
if (mean.type === 'mean') console.log(`in pairs: ${mean.mean.toFixed(1)} s`, range(mean.interval))
if (saved.type === 'difference') {
  console.log(`saved: ${saved.mean.toFixed(1)} s`, range(saved.interval))
  console.log(`variance of the difference: 1/${saved.varianceReduction?.toFixed(1)}`)
}
if (factor.type === 'ratio')
  console.log(`${factor.ratio.toFixed(2)}× as fast`, range(factor.interval))
if (advice.type === 'timeout') console.log(`p99 timeout: ${advice.timeout / 60} min`)
