import { type ApiTime, UNSET } from './api-time.ts'

/** What one container is doing (corev1.ContainerStatus as far as anybody reads it). */
export type ContainerState =
  | { readonly type: 'waiting'; readonly reason: string }
  | { readonly type: 'running' }
  | {
      readonly type: 'terminated'
      readonly reason: string
      readonly exitCode: number
      readonly signal: number
    }

/** One container of a pod. */
export interface ContainerStatus {
  readonly name: string
  readonly state: ContainerState
  readonly ready: boolean
  readonly started: boolean
  readonly restartCount: number
  /** When its last run ended, `UNSET` before the first end. */
  readonly lastTerminationTime: ApiTime
}

/**
 * The containers of a pod at one moment. Pods of one revision go through the same few situations, so
 * that kubelets share these values: equal content, same object.
 */
export interface ContainerStatuses {
  readonly init: readonly ContainerStatus[]
  readonly main: readonly ContainerStatus[]
}

/** A pod about whose containers nothing is known yet, shared. */
export const NO_CONTAINER_STATUSES: ContainerStatuses = Object.freeze({ init: [], main: [] })

/** A container that has not run yet. */
export function waitingContainer(name: string, reason: string): ContainerStatus {
  return {
    name,
    state: { type: 'waiting', reason },
    ready: false,
    started: false,
    restartCount: 0,
    lastTerminationTime: UNSET,
  }
}
