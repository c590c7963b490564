/** What a pod can wait for on its way to its node and its volumes. */
export type PodWaitReason =
  'queue' | 'schedule' | 'provision' | 'bind' | 'attach' | 'detach' | 'mount'

/** Why a pod does not get on at this instant. */
export interface PodWait {
  readonly reason: PodWaitReason
  /** Who or what is waited for, in words for people. */
  readonly detail: string
}
