/**
 * The candidate that `word` most likely meant, for "did you mean" in errors: the one with the
 * smallest Damerau–Levenshtein distance (letter case costs half an edit), the earliest among equals.
 *
 * Returns `undefined` when nothing is near: more than a third of the letters would have to change.
 */
export function nearestWord(word: string, candidates: Iterable<string>): string | undefined {
  let nearest: string | undefined
  let nearestDistance = Math.max(1, Math.floor(word.length / 3)) + 0.5
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= nearestDistance) continue
    const distance = editDistance(word, candidate)
    if (distance >= nearestDistance) continue
    nearest = candidate
    nearestDistance = distance
  }
  return nearest
}

/**
 * The Damerau–Levenshtein distance (optimal string alignment): how many letters must be inserted,
 * deleted, replaced or swapped with their neighbour. A letter in the wrong case costs one half.
 */
export function editDistance(from: string, to: string): number {
  let beforePrevious: number[] = []
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      let distance = Math.min(
        previous[column]! + 1,
        current[column - 1]! + 1,
        previous[column - 1]! + replacementCost(from[row - 1]!, to[column - 1]!),
      )
      if (endsInSwap(from, row, to, column)) {
        distance = Math.min(distance, beforePrevious[column - 2]! + 1)
      }
      current.push(distance)
    }
    beforePrevious = previous
    previous = current
  }
  return previous[to.length]!
}

function replacementCost(from: string, to: string): number {
  if (from === to) return 0
  return from.toLowerCase() === to.toLowerCase() ? 0.5 : 1
}

function endsInSwap(from: string, row: number, to: string, column: number): boolean {
  if (row < 2 || column < 2) return false
  return from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
}
