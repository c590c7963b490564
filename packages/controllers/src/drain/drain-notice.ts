import type { Duration } from '@seatrial/core'
import type { DrainOutcome } from './drain.ts'

/** What a drain has to say, as it happens. */
export type DrainNotice =
  | { readonly type: 'warning'; readonly text: string }
  | { readonly type: 'evicting'; readonly namespace: string; readonly podName: string }
  /** The pod's budget does not let it go now. */
  | {
      readonly type: 'refused'
      readonly namespace: string
      readonly podName: string
      readonly message: string
    }
  | { readonly type: 'gone'; readonly podName: string; readonly how: 'evicted' | 'deleted' }
  /** The pod should long be gone, and is not waited for any more. */
  | { readonly type: 'overdue'; readonly podName: string; readonly limit: Duration }
  /** The drain has been given up, and these pods are still on the node. */
  | {
      readonly type: 'left-over'
      readonly nodeName: string
      readonly podNames: readonly string[]
      readonly errors: readonly string[]
    }
  | { readonly type: 'ended'; readonly nodeName: string; readonly outcome: DrainOutcome }

/** The notice as kubectl prints it, and where to. */
export function drainText(notice: DrainNotice): {
  readonly isError: boolean
  readonly text: string
} {
  switch (notice.type) {
    case 'warning':
      return { isError: true, text: `Warning: ${notice.text}` }
    case 'evicting':
      return { isError: false, text: `evicting pod ${notice.namespace}/${notice.podName}` }
    case 'refused':
      return {
        isError: true,
        text:
          `error when evicting pods/"${notice.podName}" -n "${notice.namespace}" ` +
          `(will retry after 5s): ${notice.message}`,
      }
    case 'gone':
      return { isError: false, text: `pod/${notice.podName} ${notice.how}` }
    case 'overdue': {
      const { podName, limit } = notice
      const seconds = limit / 1_000_000
      return {
        isError: false,
        text: `pod "${podName}" has DeletionTimestamp older than ${seconds} seconds, skipping`,
      }
    }
    case 'left-over':
      return { isError: true, text: leftOverText(notice) }
    case 'ended':
      return endText(notice.nodeName, notice.outcome)
  }
}

function endText(
  nodeName: string,
  outcome: DrainOutcome,
): { readonly isError: boolean; readonly text: string } {
  if (outcome.type === 'drained') return { isError: false, text: `node/${nodeName} drained` }
  return {
    isError: true,
    text: `error: unable to drain node "${nodeName}" due to error: ${errorListText(outcome.errors)}, continuing command...`,
  }
}

function leftOverText({
  nodeName,
  podNames,
  errors,
}: Extract<DrainNotice, { readonly type: 'left-over' }>): string {
  const occurred = `There are pending pods in node "${nodeName}" when an error occurred: ${errorListText(errors)}`
  return [occurred, ...podNames.map((name) => `pod/${name}`)].join('\n')
}

/** The errors of one drain as kubectl writes them into a line. */
export function errorListText(errors: readonly string[]): string {
  return errors.length === 1 ? errors[0]! : `[${errors.join(', ')}]`
}
