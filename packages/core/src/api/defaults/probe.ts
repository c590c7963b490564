import type { JsonObject } from '../json.ts'
import { changeObject, fillAbsent, fillEmpty } from './fill.ts'

/** A probe: checked every 10 s with 1 s time, fails after 3, succeeds after 1. */
export function probeDefaults(probe: JsonObject): JsonObject {
  const filled = fillEmpty(probe, {
    timeoutSeconds: 1,
    periodSeconds: 10,
    successThreshold: 1,
    failureThreshold: 3,
  })
  return changeObject(handlerDefaults(filled), 'grpc', (grpc) => fillAbsent(grpc, { service: '' }))
}

/** What a probe or a lifecycle hook does. */
export function handlerDefaults(handler: JsonObject): JsonObject {
  return changeObject(handler, 'httpGet', (httpGet) =>
    fillEmpty(httpGet, { path: '/', scheme: 'HTTP' }),
  )
}
