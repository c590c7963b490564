import { compareText } from '@seatrial/core'

const RUN = /\d+|\D+/g

/** Compares texts as `--sort-by` does: runs of digits by their number, so that web-2 comes before web-10. */
export function compareNaturally(one: string, other: string): number {
  const runs = one.match(RUN) ?? []
  const others = other.match(RUN) ?? []
  for (let index = 0; index < Math.min(runs.length, others.length); index++) {
    const order = compareRuns(runs[index]!, others[index]!)
    if (order !== 0) return order
  }
  return runs.length - others.length
}

function compareRuns(one: string, other: string): number {
  const difference = Number(one) - Number(other)
  return Number.isNaN(difference) ? compareText(one, other) : difference || 0
}
