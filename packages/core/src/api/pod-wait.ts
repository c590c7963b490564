/** What a pod can wait for on its way to its node, its volumes and its network. */
export type PodWaitReason =
  | 'queue'
  | 'schedule'
  | 'provision'
  | 'bind'
  | 'attach'
  | 'detach'
  | 'mount'
  | 'storage'
  | 'network'

/** Why a pod does not get on at this instant. */
export interface PodWait {
  readonly reason: PodWaitReason
  /** Who or what is waited for, in words for people. */
  readonly detail: string
}
