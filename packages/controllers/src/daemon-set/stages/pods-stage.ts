import type { ApiRequest, Pod } from '@seatrial/core'
import { slowStartBatchEnd } from '../../runtime/slow-start.ts'
import { daemonSetEvent } from '../daemon-set-event.ts'
import type { DaemonSetStep, DaemonSetSync } from '../daemon-set-sync.ts'
import { SHOULD_RUN } from '../node-facts.ts'
import { planManage } from '../plan-manage.ts'
import { planRollout } from '../plan-rollout.ts'
import { BURST, type PodCreation, type PodDeletion, type PodPlan } from '../pod-plan.ts'
import { rolloutLimits } from '../rollout-limits.ts'
import { claimPods, takeClaimedPods } from './claim-pods.ts'
import { startCleanUp } from './clean-up-stage.ts'
import { startReport } from './report-stage.ts'
import { type StageContext, requeueAfter } from './stage-context.ts'

/** S8: brings each node to the pods that it should have. */
export function manage(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  if (!takeClaimedPods(context, sync)) return fail(context, sync)
  const { set, index } = sync
  const { now } = context.simulation
  const generationKey = `${set.metadata.uid}/${set.status.observedGeneration}`
  const plan = planManage(index, context.backoff, generationKey, now)
  for (const { pod, windowKey } of plan.failed) {
    context.backoff.open(windowKey, now)
    context.recorder.record(daemonSetEvent(set, failedPod(pod)))
  }
  for (const pod of plan.succeeded) {
    context.recorder.record(daemonSetEvent(set, succeededPod(pod)))
  }
  for (const wait of plan.waits) requeueAfter(context, sync, wait)
  return execute(context, sync, plan)
}

/** S9, unless manage has left something to wait for or the strategy is OnDelete. */
function startRoll(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  const isRolling = sync.set.spec.updateStrategy.type === 'RollingUpdate'
  const isSatisfied = context.expectations.isSatisfied(sync.key, context.simulation.now)
  return isRolling && isSatisfied ? claimPods(context, sync, 'roll') : startCleanUp(context, sync)
}

export function roll(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  if (!takeClaimedPods(context, sync)) return fail(context, sync)
  const { index, set } = sync
  const limits = rolloutLimits(set.spec.updateStrategy, index.count(SHOULD_RUN))
  const rollout = limits && planRollout(index, limits)
  if (rollout?.type !== 'planned') return fail(context, sync)
  return execute(context, sync, rollout.plan)
}

/** A6: what is expected is written down, then pods are created in slow start and deleted at once. */
function execute(context: StageContext, sync: DaemonSetSync, plan: PodPlan): DaemonSetStep {
  const { creates, deletes } = plan
  sync.plans.push(plan)
  sync.createdCount = 0
  tellDecision(context, sync)
  context.expectations.expect(sync.key, creates.length, deletes.length, context.simulation.now)
  return createPods(context, sync)
}

function tellDecision({ passes }: StageContext, { set, index, plan, plans }: DaemonSetSync): void {
  const type = plans.length === 1 ? 'manage-nodes' : 'roll-nodes'
  passes?.decided({ type, set, plan, revisionHash: index.criteria.hash })
}

/** The next batch of creations; after the last, or one that failed, the deletions. */
export function createPods(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  const { creates } = sync.plan
  const from = sync.createdCount
  if (sync.hasFailed) context.expectations.lower(sync.key, creates.length - from, 0)
  if (sync.hasFailed || from === creates.length) return deletePods(sync)
  sync.createdCount = Math.min(creates.length, slowStartBatchEnd(from, BURST))
  const batch = creates.slice(from, sync.createdCount)
  return sync.send(
    batch.map((creation) => createRequest(sync, creation)),
    'together',
    'create-pods',
  )
}

function deletePods(sync: DaemonSetSync): DaemonSetStep {
  return sync.send(sync.plan.deletes.map(deleteRequest), 'together', 'check-pods')
}

export function checkPods(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  if (sync.hasFailed) return startReport(context, sync)
  return sync.plans.length === 1 ? startRoll(context, sync) : startCleanUp(context, sync)
}

function fail(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  sync.hasFailed = true
  return startReport(context, sync)
}

function createRequest({ set, known }: DaemonSetSync, { nodeName, why }: PodCreation): ApiRequest {
  return {
    verb: 'create',
    resource: 'pods',
    subresource: '',
    namespace: set.metadata.namespace,
    name: '',
    pod: known.newPod(set, nodeName),
    why,
  }
}

function deleteRequest({ pod, why }: PodDeletion): ApiRequest {
  const { namespace, name } = pod.identity
  return { verb: 'delete', resource: 'pods', subresource: '', namespace, name, why }
}

function failedPod(pod: Pod) {
  const message = `Found failed daemon pod ${placeOf(pod)}, will try to kill it`
  return { type: 'Warning', reason: 'FailedDaemonPod', message } as const
}

function succeededPod(pod: Pod) {
  const message = `Found succeeded daemon pod ${placeOf(pod)}, will try to delete it`
  return { type: 'Normal', reason: 'SucceededDaemonPod', message } as const
}

function placeOf(pod: Pod): string {
  return `${pod.identity.namespace}/${pod.identity.name} on node ${pod.nodeName || pod.identity.pinnedNode}`
}
