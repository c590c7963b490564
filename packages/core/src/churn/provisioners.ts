import type { Distribution } from '../kernel/distributions/distribution.ts'
import { seconds } from '../kernel/time.ts'
import type { Origin, StageLatency } from '../profiles/latency-profile.ts'

/** How long a provisioner takes to react, and how long its machines take until they are Ready. */
export interface ProvisionerTimes {
  readonly reaction: StageLatency
  readonly startUp: StageLatency
}

/** The Cluster Autoscaler looks for pods without a node every ten seconds, give or take its own work. */
const AUTOSCALER_REACTION: StageLatency = {
  distribution: { type: 'uniform', low: seconds(5), high: seconds(15) },
  origin: published('Cluster Autoscaler FAQ: scan interval of 10 s'),
}

/** Karpenter's batching, at most ten seconds, is part of what was measured until Ready. */
const NO_REACTION: StageLatency = {
  distribution: { type: 'constant', value: 0 },
  origin: { type: 'given' },
}

/** Who makes new machines, and how fast (spec pod-lifecycle §8.1, node.provision). */
export const PROVISIONERS: Readonly<
  Record<'cluster-autoscaler' | 'gce' | 'karpenter', ProvisionerTimes>
> = {
  'cluster-autoscaler': {
    reaction: AUTOSCALER_REACTION,
    startUp: logNormal(93, 0.34, 'kube-burner on m6i.xlarge'),
  },
  gce: {
    reaction: AUTOSCALER_REACTION,
    startUp: logNormal(210, 0.25, 'Cluster Autoscaler FAQ: 3 to 4 minutes on GCE'),
  },
  karpenter: {
    reaction: NO_REACTION,
    startUp: logNormal(55, 0.3, 'reports of Karpenter: 30 to 90 s until Ready'),
  },
}

function logNormal(medianSeconds: number, sigma: number, source: string): StageLatency {
  const distribution: Distribution = { type: 'log-normal', median: seconds(medianSeconds), sigma }
  return { distribution, origin: published(source) }
}

function published(source: string): Origin {
  return { type: 'published', source }
}
