import type { FieldError, FieldErrorType } from './field-error.ts'

/** A field error in the words of the API server: `spec.replicas: Invalid value: -1: must be …`. */
export function fieldErrorText({ type, field, badValue, shownValue, detail }: FieldError): string {
  const shown = shownValue ?? JSON.stringify(badValue ?? null)
  const value = VALUELESS.includes(type) ? '' : `: ${shown}`
  return `${field}: ${WORDS[type]}${value}${detail === '' ? '' : `: ${detail}`}`
}

const WORDS: Readonly<Record<FieldErrorType, string>> = {
  Invalid: 'Invalid value',
  Required: 'Required value',
  NotSupported: 'Unsupported value',
  Forbidden: 'Forbidden',
  Duplicate: 'Duplicate value',
  TooLong: 'Too long',
  TooMany: 'Too many',
  NotFound: 'Not found',
  InternalError: 'Internal error',
}

const VALUELESS: readonly FieldErrorType[] = ['Required', 'Forbidden', 'InternalError']
