import type { SimTime } from '../kernel/time.ts'

declare const apiTimeBrand: unique symbol

/**
 * A timestamp as the Kubernetes API stores it: whole seconds, here counted from the start of the
 * run (objects that existed before have negative ones). A small integer in every stored object.
 */
export type ApiTime = number & { readonly [apiTimeBrand]: 'ApiTime' }

/** The timestamp of something that has none. */
export const UNSET = -0x4000_0000 as ApiTime

/** The instant as the API would store it: cut to its whole second. */
export function toApiTime(time: SimTime): ApiTime {
  return Math.floor(time / 1_000_000) as ApiTime
}

/** The instant at which a stored timestamp lies. */
export function fromApiTime(time: ApiTime): SimTime {
  return (time * 1_000_000) as SimTime
}
