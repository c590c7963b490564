import type { ApiResult } from '@seatrial/core'
import type { EventRecorder } from '../../runtime/event-recorder.ts'
import type { SetRecord } from '../set-record.ts'

type Action = 'create' | 'update' | 'delete'

/** The ends of the reasons, by what was done. */
const REASONS = {
  create: ['SuccessfulCreate', 'FailedCreate'],
  update: ['SuccessfulUpdate', 'FailedUpdate'],
  delete: ['SuccessfulDelete', 'FailedDelete'],
} as const

/** Tells by an Event what became of a pod. */
export function recordPodEvent(
  recorder: EventRecorder,
  { subject }: SetRecord,
  action: Action,
  podName: string,
  failure: string | undefined,
): void {
  const [success, failed] = REASONS[action]
  const what = `${action} Pod ${podName} in StatefulSet ${subject.name}`
  recorder.record(
    failure === undefined
      ? { about: subject, type: 'Normal', reason: success, message: `${what} successful` }
      : {
          about: subject,
          type: 'Warning',
          reason: failed,
          message: `${what} failed error: ${failure}`,
        },
  )
}

/** Tells by an Event what became of a claim that was to be created. */
export function recordClaimEvent(
  recorder: EventRecorder,
  { subject }: SetRecord,
  claimName: string,
  podName: string,
  failure: string | undefined,
): void {
  const what = `create Claim ${claimName} Pod ${podName} in StatefulSet ${subject.name}`
  recorder.record(
    failure === undefined
      ? { about: subject, type: 'Normal', reason: 'SuccessfulCreate', message: `${what} success` }
      : {
          about: subject,
          type: 'Warning',
          reason: 'FailedCreate',
          message: `${what} failed error: ${failure}`,
        },
  )
}

/** Warns that a claim which the set would own is controlled by somebody else. */
export function recordContestedClaim(
  recorder: EventRecorder,
  { subject }: SetRecord,
  claimName: string,
): void {
  const message = `PersistentVolumeClaim ${claimName} has a conflicting OwnerReference that acts as a managing controller, the retention policy is ignored for this claim`
  recorder.record({ about: subject, type: 'Warning', reason: 'ConflictingController', message })
}

/** The message of a refusal, undefined for anything else. */
export function failureOf(result: ApiResult | undefined): string | undefined {
  return result?.type === 'refused' ? result.message : undefined
}
