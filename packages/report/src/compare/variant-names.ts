import type { VariantAnalysis } from '@seatrial/scenarios'

/** How variants are called on a screen. */
export interface VariantNames {
  /** What all of them are: `maxUnavailable`, or `policy`. */
  readonly title: string
  /** By number. */
  readonly of: readonly string[]
}

/** Their names; where only one thing is varied, its value says enough. */
export function variantNames(variants: readonly Pick<VariantAnalysis, 'name'>[]): VariantNames {
  const names = variants.map(({ name }) => name)
  const parts = names.map((name) => /^([\w.]+)=([^,]*)$/.exec(name))
  const title = parts[0]?.[1]
  const isOneAxis = title !== undefined && parts.every((part) => part?.[1] === title)
  if (!isOneAxis) return { title: 'policy', of: names }
  return { title, of: parts.map((part) => part![2]!) }
}
