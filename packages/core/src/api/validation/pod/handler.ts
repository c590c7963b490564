import { type FieldErrors, invalid, required } from '../field-error.ts'
import { mustBe, mustBeGiven, mustBeOneOf } from '../must-be.ts'
import { httpHeaderName } from '../name-syntax.ts'
import { validateOneOf } from '../one-of.ts'
import { mustBePort, mustBePortNumber } from './port-number.ts'

/** What a probe or a lifecycle hook does: exactly one of these. */
export interface Handler {
  readonly exec?: { readonly command?: readonly string[] }
  readonly httpGet?: HttpGetAction
  readonly tcpSocket?: { readonly port?: number | string }
  readonly grpc?: { readonly port?: number }
  readonly sleep?: { readonly seconds?: number }
}

interface HttpGetAction {
  readonly path?: string
  readonly port?: number | string
  readonly scheme?: string
  readonly httpHeaders?: readonly { readonly name?: string }[]
}

const SCHEMES: readonly string[] = ['HTTP', 'HTTPS']

/** A handler does one thing, and that is complete. A sleep must end within the grace period. */
export function* validateHandler(
  { exec, httpGet, tcpSocket, grpc, sleep }: Handler,
  { path, gracePeriodSeconds }: { readonly path: string; readonly gracePeriodSeconds: number },
): FieldErrors {
  yield* validateOneOf(
    {
      exec: exec && validateCommand(exec.command ?? [], `${path}.exec.command`),
      httpGet: httpGet && validateHttpGet(httpGet, `${path}.httpGet`),
      tcpSocket: tcpSocket && mustBePort(tcpSocket.port ?? 0, `${path}.tcpSocket.port`),
      grpc: grpc && mustBePortNumber(grpc.port ?? 0, `${path}.grpc.port`),
      sleep: sleep && validateSleep(sleep.seconds ?? 0, gracePeriodSeconds, `${path}.sleep`),
    },
    path,
  )
}

function* validateCommand(command: readonly string[], path: string): FieldErrors {
  if (command.length === 0) yield required(path, 'must be given')
}

function* validateHttpGet(action: HttpGetAction, path: string): FieldErrors {
  yield* mustBeGiven(action.path, `${path}.path`)
  yield* mustBePort(action.port ?? 0, `${path}.port`)
  yield* mustBeOneOf(SCHEMES, action.scheme ?? '', `${path}.scheme`)
  for (const { name = '' } of action.httpHeaders ?? []) {
    yield* mustBe(httpHeaderName, name, `${path}.httpHeaders`)
  }
}

function* validateSleep(seconds: number, gracePeriodSeconds: number, path: string): FieldErrors {
  if (seconds >= 0 && seconds <= gracePeriodSeconds) return
  yield invalid(path, seconds, `must be between 0 and the grace period of ${gracePeriodSeconds}`)
}
