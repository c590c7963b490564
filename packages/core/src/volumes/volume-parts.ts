import type { Behaviours } from '../api/behaviours.ts'
import type { EventSink } from '../api/event-object.ts'
import type { Simulation } from '../kernel/simulation.ts'
import type { LatencyModel } from '../profiles/latency-model.ts'
import type { ApiServer } from '../store/api-server.ts'
import type { Informer } from '../store/informer.ts'
import type { ClaimUsers } from './claim-users.ts'

/** What the controllers of claims and volumes share. */
export interface VolumeParts {
  readonly simulation: Simulation
  readonly server: ApiServer
  readonly behaviours: Behaviours
  readonly latencies: LatencyModel
  readonly recorder: EventSink
  readonly claims: Informer<'persistentvolumeclaims'>
  readonly volumes: Informer<'persistentvolumes'>
  /** Only pods that use claims, and only changes by which they begin or end to do so. */
  readonly pods: Informer<'pods'>
  /** How much each claim is in use, by that view. */
  readonly users: ClaimUsers
}
