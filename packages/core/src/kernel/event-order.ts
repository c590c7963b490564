/**
 * Which of two events with equal time and priority goes first.
 *
 * - `fifo`: the one scheduled first. What Seatrial's results stand for.
 * - `lifo`: the one scheduled last.
 * - `random`: as a keyed shuffle of the insertion numbers says; another seed, another order.
 *
 * The last two are for sensitivity runs: a result that moves with them hangs on an order that
 * Kubernetes does not promise.
 */
export type TieBreak = 'fifo' | 'lifo' | { readonly random: number }

/**
 * The total order of events: time, then priority, then rank, then insertion. The rank is what
 * `rankingOf` makes of the insertion's sequence number; the sequence decides between equal ranks.
 */
export function comesBefore(
  timeA: number,
  priorityA: number,
  rankA: number,
  sequenceA: number,
  timeB: number,
  priorityB: number,
  rankB: number,
  sequenceB: number,
): boolean {
  if (timeA !== timeB) return timeA < timeB
  if (priorityA !== priorityB) return priorityA < priorityB
  if (rankA !== rankB) return rankA < rankB
  return sequenceA < sequenceB
}

/** How a tie-break ranks the events of one time and priority by their sequence numbers. */
export function rankingOf(tieBreak: TieBreak): (sequence: number) => number {
  if (tieBreak === 'fifo') return (sequence) => sequence
  if (tieBreak === 'lifo') return (sequence) => -sequence
  const seed = tieBreak.random | 0
  return (sequence) => shuffledRank(sequence, seed)
}

/** A hash of 32 bits: sequences that differ by one land anywhere. */
function shuffledRank(sequence: number, seed: number): number {
  let bits = (sequence ^ Math.imul((sequence / 4294967296) | 0, 0x9e3779b1) ^ seed) | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d)
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b)
  return (bits ^ (bits >>> 16)) >>> 0
}
