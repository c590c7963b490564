/** Nothing, shared: most lists of waits are empty for as long as they live. */
export const NOTHING: readonly never[] = Object.freeze([])

/** The list with an item at its end, if it does not have it yet. */
export function withItem<Item>(list: readonly Item[], item: Item): readonly Item[] {
  return list.includes(item) ? list : [...list, item]
}

/** The list without an item. */
export function withoutItem<Item>(list: readonly Item[], item: Item): readonly Item[] {
  if (!list.includes(item)) return list
  return list.length === 1 ? NOTHING : list.filter((other) => other !== item)
}
