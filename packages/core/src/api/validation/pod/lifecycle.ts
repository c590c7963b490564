import type { FieldErrors } from '../field-error.ts'
import { type Handler, validateHandler } from './handler.ts'

/** What is done right after a container has started, and before it is stopped. */
export interface Lifecycle {
  readonly postStart?: Handler
  readonly preStop?: Handler
}

/** The hooks of one container. */
export function* validateLifecycle(
  { postStart, preStop }: Lifecycle,
  gracePeriodSeconds: number,
  path: string,
): FieldErrors {
  if (postStart !== undefined) {
    yield* validateHandler(postStart, { path: `${path}.postStart`, gracePeriodSeconds })
  }
  if (preStop !== undefined) {
    yield* validateHandler(preStop, { path: `${path}.preStop`, gracePeriodSeconds })
  }
}
