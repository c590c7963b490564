/** The kinds of complaint that the API server makes about a field, in its own words. */
export type FieldErrorType =
  | 'Invalid'
  | 'Required'
  | 'NotSupported'
  | 'Forbidden'
  | 'Duplicate'
  | 'TooLong'
  | 'TooMany'
  | 'NotFound'
  | 'InternalError'

/** A refused value as far as it can be shown in one line. */
export type BadValue = string | number | boolean

/** One reason for which the API server refuses an object. */
export interface FieldError {
  readonly type: FieldErrorType
  /** Where: `spec.template.spec.containers[0].image`, `…requests[cpu]`. */
  readonly field: string
  /** The refused value where it is a text, number or flag. */
  readonly badValue?: BadValue
  /** A refused map or list, as the API server prints it. */
  readonly shownValue?: string
  /** What is wrong with it: in Kubernetes' own words where users know them, else in ours. */
  readonly detail: string
}

/** Errors in the order in which they are found; every rule yields its own. */
export type FieldErrors = Generator<FieldError, void, undefined>

/** The value is there, but is not one that the field may have. */
export function invalid(field: string, value: unknown, detail: string): FieldError {
  return fieldError('Invalid', field, value, detail)
}

/** The field must be there and is not. */
export function required(field: string, detail: string): FieldError {
  return fieldError('Required', field, undefined, detail)
}

/** The value is not one of the words that the field knows. */
export function notSupported(
  field: string,
  value: unknown,
  supported: readonly string[],
): FieldError {
  const words = supported.map((word) => JSON.stringify(word)).join(', ')
  return fieldError('NotSupported', field, value, `supported values: ${words}`)
}

/** The field may not be there, or not like this, whatever its value. */
export function forbidden(field: string, detail: string): FieldError {
  return fieldError('Forbidden', field, undefined, detail)
}

/** The value may occur once only and has been there before. */
export function duplicate(field: string, value: unknown): FieldError {
  return fieldError('Duplicate', field, value, 'is there twice')
}

/** The value is longer than the API stores. */
export function tooLong(field: string, detail: string): FieldError {
  return fieldError('TooLong', field, undefined, detail)
}

/** The value names something that does not exist. */
export function notFound(field: string, value: unknown, detail: string): FieldError {
  return fieldError('NotFound', field, value, detail)
}

/** The errors in the order in which they are found, those that agree in field, type and value told once. */
export function distinctErrors(errors: Iterable<FieldError>): readonly FieldError[] {
  const errorsByKey = new Map<string, FieldError>()
  for (const error of errors) {
    const key = keyOf(error)
    if (!errorsByKey.has(key)) errorsByKey.set(key, error)
  }
  return [...errorsByKey.values()]
}

function fieldError(
  type: FieldErrorType,
  field: string,
  value: unknown,
  detail: string,
): FieldError {
  if (isShowable(value)) return { type, field, badValue: value, detail }
  if (value === undefined) return { type, field, detail }
  return { type, field, shownValue: JSON.stringify(value, withoutBigints), detail }
}

function withoutBigints(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value
}

function isShowable(value: unknown): value is BadValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function keyOf({ field, type, badValue }: FieldError): string {
  return [field, type, typeof badValue, badValue].join('\u0000')
}
