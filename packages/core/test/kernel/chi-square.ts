/**
 * How far the pairs are from being uniform and independent on a grid over the unit square: the χ²
 * statistic as a number of standard deviations from its mean, so that |z| > 4 hardly ever happens.
 */
export function pairsZScore(
  count: number,
  pairAt: (index: number) => readonly [number, number],
): number {
  const side = 64
  const cells = new Float64Array(side * side)
  for (let index = 0; index < count; index++) {
    const [u, v] = pairAt(index)
    const cell = Math.floor(u * side) * side + Math.floor(v * side)
    cells[cell] = (cells[cell] ?? 0) + 1
  }
  const expected = count / cells.length
  const statistic = cells.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0)
  const degrees = cells.length - 1
  return (statistic - degrees) / Math.sqrt(2 * degrees)
}
