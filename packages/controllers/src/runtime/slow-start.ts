/**
 * The end (exclusive) of the slow-start batch that the element at `position` belongs to.
 *
 * Requests that are likely to fail together are sent in batches: one element, then 2, 4, 8 …, never
 * more than `largest` in one batch. So a position tells its batch, and elements that need nothing
 * need not be walked over. The caller cuts the last batch at its number of elements.
 */
export function slowStartBatchEnd(position: number, largest: number): number {
  let end = 1
  let size = 1
  while (end <= position) {
    if (size === largest) return end + (Math.floor((position - end) / size) + 1) * size
    size = Math.min(size * 2, largest)
    end += size
  }
  return end
}
