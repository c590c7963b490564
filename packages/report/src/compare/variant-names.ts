import type { VariantAnalysis } from '@seatrial/scenarios'

/** How variants are called on a screen. */
export interface VariantNames {
  /** What all of them are: `maxUnavailable`, or `policy`. */
  readonly title: string
  /** By number. */
  readonly of: readonly string[]
}

/** Their names; where all are values of the same axes, `maxUnavailable=10%`, the values say enough: `Parallel/2`. */
export function variantNames(variants: readonly Pick<VariantAnalysis, 'name'>[]): VariantNames {
  const names = variants.map(({ name }) => name)
  const settings = names.map((name) => name.split(', ').map((part) => part.split('=')))
  const [first] = settings
  const axes = first?.map(([axis]) => axis).join('/') ?? ''
  const areValues = settings.every(
    (parts) =>
      parts.every(({ length }) => length === 2) && parts.map(([axis]) => axis).join('/') === axes,
  )
  if (!areValues) return { title: 'policy', of: names }
  return { title: axes, of: settings.map((parts) => parts.map(([, value]) => value).join('/')) }
}
