import type { Pod } from '../api/pod.ts'
import { NEVER, type SimTime } from '../kernel/time.ts'
import type { EntityKey } from '../kernel/entity-key.ts'

/** Told when the volumes of a pod for which `mount` had no answer are mounted. */
export interface MountListener {
  mounted(podNumber: number): void
}

/** Attaches and mounts the volumes of pods, on the kubelet's behalf. */
export interface VolumeMounter {
  /**
   * Starts to bring the pod's volumes to its node. Returns the instant at which they are mounted if
   * that is known, or `NEVER`: then the listener is told later.
   */
  mount(pod: Pod, since: SimTime, entity: EntityKey, listener: MountListener): SimTime
  /** A pod that ran before the run began: its volumes are mounted on its node. */
  adopt(pod: Pod): void
  /** The pod's containers are gone: its volumes may be detached. */
  unmount(pod: Pod): void
}

/** For clusters in which volumes take no time. */
export const INSTANT_MOUNTS: VolumeMounter = {
  mount: (_pod, since) => since,
  adopt: () => {},
  unmount: () => {},
}

/** True when the mounter will call back. */
export function isLater(time: SimTime): boolean {
  return time === NEVER
}
