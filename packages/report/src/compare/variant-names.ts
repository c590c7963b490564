import type { VariantAnalysis } from '@seatrial/scenarios'

/** How variants are called on a screen. */
export interface VariantNames {
  /** What all of them are: `maxUnavailable`, or `policy`. */
  readonly title: string
  /** By number. */
  readonly of: readonly string[]
}

/**
 * Their names. Where all are values of the same axes, `maxUnavailable=10%`, or such of a named policy,
 * the values say enough: `Parallel/2`.
 */
export function variantNames(variants: readonly Pick<VariantAnalysis, 'name'>[]): VariantNames {
  const names = variants.map(({ name }) => name)
  const settings = names.map(settingsIn)
  const titles = new Set(settings.map((own) => own.map(({ axis }) => axis).join('/')))
  const [title] = titles
  if (title === undefined || titles.size > 1 || settings.flat().some(({ axis }) => axis === '')) {
    return { title: POLICY, of: names }
  }
  return { title, of: settings.map((own) => own.map(({ value }) => value).join('/')) }
}

const POLICY = 'policy'

/** What a name is made of; the axis is empty where nobody can say. */
function settingsIn(name: string): readonly { readonly axis: string; readonly value: string }[] {
  return name.split(', ').map((part, index) => {
    const [axis = '', value, ...more] = part.split('=')
    if (value === undefined && index === 0) return { axis: POLICY, value: part }
    return value === undefined || more.length > 0 ? { axis: '', value: part } : { axis, value }
  })
}
