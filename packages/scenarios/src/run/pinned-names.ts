import type { PinnedNames } from '@seatrial/core'
import type { GivenNames } from '../format/scenario/scenario.ts'

/** The given names of a scenario in the form in which the API server looks them up. */
export function pinnedNames(given: GivenNames): PinnedNames {
  return {
    uids: Object.fromEntries(
      given.uids.map(({ object, values }) => [`${object.kind}/${object.name}`, values]),
    ),
    suffixes: Object.fromEntries(
      given.suffixes.map(({ workload, suffixes }) => [`${workload.name}-`, suffixes]),
    ),
    addresses: Object.fromEntries(
      given.addresses.map(({ object, values }) => [object.name, values]),
    ),
  }
}
