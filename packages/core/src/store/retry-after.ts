import { type Duration, seconds } from '../kernel/time.ts'

/** How often a client (client-go) makes a request again by itself. */
export const RETRIES_MAX: number = 10

/**
 * After how long a client makes a request again by itself, which it does where the refusal says when to;
 * undefined where whoever asked is told instead.
 */
export function retryPause(
  { retryAfterSeconds }: { readonly retryAfterSeconds?: number | undefined },
  retriesLeft: number,
): Duration | undefined {
  if (retryAfterSeconds === undefined || retriesLeft <= 0) return undefined
  return seconds(retryAfterSeconds)
}
