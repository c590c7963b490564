import { type FieldErrors, forbidden, required } from './field-error.ts'

/**
 * The alternatives of which one must be given, in Kubernetes' order: for each that is given, the
 * errors in it, which are only worked out where they count.
 */
export type Alternatives = Readonly<Record<string, FieldErrors | undefined>>

/** Exactly one alternative must be given: the first is looked into, all others are forbidden. */
export function* validateOneOf(alternatives: Alternatives, path: string): FieldErrors {
  let isGiven = false
  for (const [name, errors] of Object.entries(alternatives)) {
    if (errors === undefined) continue
    if (isGiven) yield forbidden(`${path}.${name}`, 'must not be given beside another one')
    else yield* errors
    isGiven = true
  }
  if (!isGiven) {
    yield required(path, `must have one of ${Object.keys(alternatives).join(', ')}`)
  }
}
