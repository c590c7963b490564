import {
  type EvictionOptions,
  type JsonObject,
  RETRIES_MAX,
  jsonAt,
  retryPause,
} from '@seatrial/core'
import { type CommandContext, type CommandProgress, flag } from '../command-context.ts'
import { KubectlError } from '../kubectl-error.ts'

const SUBRESOURCE_PATH = /^\/api\/v1\/namespaces\/([^/]+)\/pods\/([^/]+)\/(eviction|binding)$/
const SUCCESS = '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Success","code":201}'

/** `kubectl create --raw PATH -f -`: the eviction of a pod, or its binding to a node. */
export function createRaw(context: CommandContext): CommandProgress {
  const { objects, input = {} } = context
  const [, namespace = '', name = '', subresource] =
    SUBRESOURCE_PATH.exec(flag(context, 'raw') ?? '') ?? []
  if (subresource === undefined) {
    throw new KubectlError(
      'Error from server (NotFound): the server could not find the requested resource',
    )
  }
  const named = jsonAt(input, 'metadata', 'name') ?? name
  if (named !== name) {
    const kind = subresource === 'eviction' ? 'Eviction' : 'Binding'
    throw new KubectlError(
      `Error from server (BadRequest): name in URL does not match name in ${kind} object`,
    )
  }
  const request = (): void => {
    if (subresource === 'eviction') objects.evict(namespace, name, evictionOptions(input))
    else objects.bind(namespace, name, String(jsonAt(input, 'target', 'name') ?? ''))
  }
  return post(context, request, RETRIES_MAX)
}

/** Makes the request, again and again where the server asks for that. */
function post(context: CommandContext, request: () => void, retriesLeft: number): CommandProgress {
  const { output, goOn } = context
  try {
    request()
    output.print(SUCCESS)
    output.end(0)
    return 'done'
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error
    const pause = retryPause(error, retriesLeft)
    if (pause !== undefined) {
      goOn(() => post(context, request, retriesLeft - 1), pause)
      return 'waiting'
    }
    output.warn(error.message)
    output.end(1)
    return 'done'
  }
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
