import { type EvictionOptions, type JsonObject, jsonAt } from '@seatrial/core'
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
  const named = jsonAt(input, 'metadata', 'name') ?? name
  if (named !== name) {
    throw new KubectlError(
      'Error from server (BadRequest): name in URL does not match name in Eviction object',
    )
  }
  objects.evict(namespace, name, evictionOptions(input))
  output.print(SUCCESS)
  return 'done'
}

function evictionOptions(eviction: JsonObject): EvictionOptions {
  const grace = jsonAt(eviction, 'deleteOptions', 'gracePeriodSeconds')
  const uid = jsonAt(eviction, 'deleteOptions', 'preconditions', 'uid')
  const version = jsonAt(eviction, 'deleteOptions', 'preconditions', 'resourceVersion')
  return {
    ...(typeof grace === 'number' ? { gracePeriodSeconds: grace } : {}),
    ...(typeof uid === 'string' ? { uid } : {}),
    ...(typeof version === 'string' ? { resourceVersion: Number(version) } : {}),
    ...(Array.isArray(jsonAt(eviction, 'deleteOptions', 'dryRun')) ? { dryRun: true } : {}),
  }
}
