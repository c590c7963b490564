import type { Drain } from '@seatrial/controllers'
import {
  type ApiServer,
  type Kubelets,
  type Pod,
  type PodWait,
  compareText,
  isBound,
  isTerminating,
  nodeReadiness,
} from '@seatrial/core'
import { addressOf } from '../format/manifests/workloads.ts'
import { type WorkloadObject, isRolledOut } from './workload-state.ts'

/** Somebody who waits, and for what, in words for people. */
export interface Wait {
  /** `pod/kafka-3`, `statefulset/kafka`. */
  readonly who: string
  readonly forWhat: string
}

/** Tells why a pod is not placed or not mounted; undefined when that is not what it waits for. */
export interface PlacementWaits {
  waitOf(pod: Pod): PodWait | undefined
}

/** Tells why the API server gives a set no more pods; undefined when it does. */
export interface PodRefusals {
  refusalOf(ownerUid: string): string | undefined
}

/** The pods that drains cannot take, each with the drain that waits for it. */
export function findDrainWaits(drains: readonly Drain[]): readonly Wait[] {
  return drains.flatMap(({ options, refusedPods }) =>
    refusedPods.slice(0, LISTED_PODS).map(({ identity }) => ({
      who: `drain of ${options.nodeName}`,
      forWhat: `pod ${identity.name}, which its disruption budget does not let go`,
    })),
  )
}

/** How many pods of one set are listed one by one. */
const LISTED_PODS = 8

/** Who waits for what at this moment in the sets that are not rolled out, for a run that came to no end. */
export function findWaits(
  server: ApiServer,
  kubelets: Kubelets,
  placement: PlacementWaits,
  refusals: PodRefusals,
): readonly Wait[] {
  const waits: Wait[] = []
  for (const set of [
    ...server.list('statefulsets').values(),
    ...server.list('daemonsets').values(),
  ]) {
    if (isRolledOut(set)) continue
    const who = addressOf({ kind: set.kind, ...set.metadata })
    const pods = podsOf(server, set).map((pod) => podWait(pod, server, kubelets, placement))
    const waiting = pods.filter((wait) => wait !== undefined)
    const refusal = refusals.refusalOf(set.metadata.uid)
    const forWhat = setWait(set, waiting.length, refusal)
    waits.push({ who, forWhat }, ...waiting.slice(0, LISTED_PODS))
  }
  return waits
}

function setWait(set: WorkloadObject, waitingPods: number, refusal: string | undefined): string {
  const progress =
    set.kind === 'StatefulSet'
      ? `${set.status.updatedReplicas} of ${set.spec.replicas} pods updated, ${set.status.readyReplicas} ready`
      : `${set.status.updatedNumberScheduled} of ${set.status.desiredNumberScheduled} pods updated, ` +
        `${set.status.numberAvailable} available`
  if (refusal !== undefined) return `${progress}; ${refusal}`
  if (waitingPods === 1) return `${progress}; 1 pod is waiting`
  if (waitingPods > 0) return `${progress}; ${waitingPods} pods are waiting`
  return `${progress}; no pod is waiting, the controller does nothing more`
}

function podsOf(server: ApiServer, set: WorkloadObject): readonly Pod[] {
  const { namespace, uid } = set.metadata
  return [...server.list('pods').inNamespace(namespace)]
    .filter((pod) => pod.metadata.controller?.uid === uid)
    .toSorted((one, other) => compareText(one.identity.name, other.identity.name))
}

function podWait(
  pod: Pod,
  server: ApiServer,
  kubelets: Kubelets,
  placement: PlacementWaits,
): Wait | undefined {
  const forWhat = waitText(pod, server, kubelets, placement)
  return forWhat === undefined
    ? undefined
    : { who: addressOf({ kind: 'Pod', ...pod.identity }), forWhat }
}

function waitText(
  pod: Pod,
  server: ApiServer,
  kubelets: Kubelets,
  placement: PlacementWaits,
): string | undefined {
  if (isBound(pod) && !kubelets.isUp(pod.nodeName)) {
    const end = isTerminating(pod) ? 'its end to be confirmed by' : ''
    return `${end} node ${pod.nodeName}, which is silent`.trim()
  }
  if (isTerminating(pod)) return 'its containers to stop'
  const wait = placement.waitOf(pod)
  if (wait !== undefined) return wait.detail
  if (pod.ready === 'True') return undefined
  const node = server.get('nodes', '', pod.nodeName)
  if (node !== undefined && nodeReadiness(node) !== 'True') return `node ${pod.nodeName}, not Ready`
  for (const { state, name } of [...pod.containers.init, ...pod.containers.main]) {
    if (state.type === 'waiting') return `container ${name}: ${state.reason}`
  }
  return pod.phase === 'Running' ? 'its readiness probe' : 'its containers'
}
