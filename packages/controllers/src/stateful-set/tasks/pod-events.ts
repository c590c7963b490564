import type { ApiResult } from '@seatrial/core'
import type { SetRecord } from '../set-record.ts'
import type { StageContext } from '../stages/stage-context.ts'

type Action = 'create' | 'update' | 'delete'
type EventContext = Pick<StageContext, 'recorder' | 'behaviours'>

/** The first words of what is told, since 1.37 with a capital. */
const CAPITALISED = { create: 'Create', update: 'Update', delete: 'Delete' } as const

/** The ends of the reasons, by what was done. */
const REASONS = {
  create: ['SuccessfulCreate', 'FailedCreate'],
  update: ['SuccessfulUpdate', 'FailedUpdate'],
  delete: ['SuccessfulDelete', 'FailedDelete'],
} as const

/** Tells by an Event what became of a pod. */
export function recordPodEvent(
  context: EventContext,
  { subject }: SetRecord,
  action: Action,
  podName: string,
  failure: string | undefined,
): void {
  const { recorder } = context
  const [success, failed] = REASONS[action]
  const what = `${wordFor(action, context)} Pod ${podName} in StatefulSet ${subject.name}`
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
  context: EventContext,
  { subject }: SetRecord,
  claimName: string,
  podName: string,
  failure: string | undefined,
): void {
  const what = `${wordFor('create', context)} Claim ${claimName} Pod ${podName} in StatefulSet ${subject.name}`
  context.recorder.record(
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
  { recorder }: EventContext,
  { subject }: SetRecord,
  claimName: string,
): void {
  const message = `PersistentVolumeClaim ${claimName} has a conflicting OwnerReference that acts as a managing controller, the retention policy is ignored for this claim`
  recorder.record({ about: subject, type: 'Warning', reason: 'ConflictingController', message })
}

function wordFor(action: Action, { behaviours }: EventContext): string {
  return behaviours.podEventsCapitalised ? CAPITALISED[action] : action
}

/** The message of a refusal, undefined for anything else. */
export function failureOf(result: ApiResult | undefined): string | undefined {
  return result?.type === 'refused' ? result.message : undefined
}
