import type { Behaviours } from '../api/behaviours.ts'
import type { RandomStreams } from '../kernel/random-streams.ts'
import type { Simulation } from '../kernel/simulation.ts'
import type { Duration } from '../kernel/time.ts'
import type { LatencyModel } from '../profiles/latency-model.ts'
import type { ApiServer } from '../store/api-server.ts'
import type { ImageStore } from './image-store.ts'
import type { PodWorkers } from './pod-workers.ts'
import type { RelistClock } from './relist-clock.ts'
import type { RetryTimes } from './retry-times.ts'
import type { StatusWriter } from './status-writer.ts'
import type { VolumeMounter } from './volume-mounter.ts'
import type { WorkerSteps } from './worker-steps.ts'

/** What the parts of a kubelet share. */
export interface KubeletParts {
  readonly simulation: Simulation
  readonly server: ApiServer
  readonly behaviours: Behaviours
  readonly latencies: LatencyModel
  readonly streams: RandomStreams
  readonly volumes: VolumeMounter
  readonly images: ImageStore
  readonly workers: PodWorkers
  readonly relist: RelistClock
  readonly retries: RetryTimes
  /** What the delays between the restarts of a container grow to. */
  readonly longestBackOff: Duration
  readonly steps: WorkerSteps
  readonly status: StatusWriter
}
