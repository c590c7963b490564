import { jsonAt } from '@seatrial/core'
import { type CommandContext, type CommandProgress, flag } from '../command-context.ts'
import { KubectlError } from '../kubectl-error.ts'

const EVICTION_PATH = /^\/api\/v1\/namespaces\/([^/]+)\/pods\/([^/]+)\/eviction$/
const SUCCESS = '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Success","code":201}'

/** `kubectl create --raw PATH -f -`: the eviction of a pod. */
export function createRaw(context: CommandContext): CommandProgress {
  const { objects, input = {}, output } = context
  const path = flag(context, 'raw') ?? ''
  const [, namespace, name] = EVICTION_PATH.exec(path) ?? []
  if (namespace === undefined || name === undefined) {
    throw new KubectlError(
      'Error from server (NotFound): the server could not find the requested resource',
    )
  }
  const grace = jsonAt(input, 'deleteOptions', 'gracePeriodSeconds')
  objects.evict(namespace, name, {
    ...(typeof grace === 'number' ? { gracePeriodSeconds: grace } : {}),
    ...(Array.isArray(jsonAt(input, 'deleteOptions', 'dryRun')) ? { dryRun: true } : {}),
  })
  output.print(SUCCESS)
  return 'done'
}
