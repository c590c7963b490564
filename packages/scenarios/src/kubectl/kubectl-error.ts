import type { FieldError, Refusal } from '@seatrial/core'

/** A command that kubectl ends with an error: the message is what it prints. */
export class KubectlError extends Error {
  /** When the server asks for another try; undefined where it does not. */
  readonly retryAfterSeconds: number | undefined

  constructor(message: string, retryAfterSeconds?: number) {
    super(message)
    this.name = 'KubectlError'
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** What kubectl says when the API server refuses a request. */
export function serverError({ reason, message, retryAfterSeconds }: Refusal): KubectlError {
  const named = reason === 'InternalError' ? '' : ` (${reason})`
  return new KubectlError(`Error from server${named}: ${message}`, retryAfterSeconds)
}

/** What kubectl says of words that do not go together. */
export function usageError(command: string, message: string): KubectlError {
  return new KubectlError(`error: ${message}\nSee 'kubectl ${command} -h' for help and examples`)
}

/** What kubectl says when an object is not there. */
export function notFoundError(resourceName: string, name: string): KubectlError {
  return new KubectlError(`Error from server (NotFound): ${resourceName} "${name}" not found`)
}

/** Does something with a manifest from the input: the server's errors say so, unless they are about its content. */
export function fromInput(doing: 'creating' | 'deleting' | 'replacing', act: () => void): void {
  try {
    act()
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error
    const { message } = error
    throw new KubectlError(
      message.replace(/^Error from server \(\w+\): /, `$&error when ${doing} "STDIN": `),
    )
  }
}

/** What kubectl says of an object that breaks the rules of its kind; errors in the server's order. */
export function invalidError(
  kind: string,
  name: string,
  errors: readonly FieldError[],
): KubectlError {
  const texts = errors.map(fieldErrorText)
  const all = texts.length === 1 ? texts[0]! : `\n${texts.map((text) => `* ${text}`).join('\n')}`
  return new KubectlError(`The ${kind} "${name}" is invalid: ${all}`)
}

function fieldErrorText({ type, field, badValue, shownValue, detail }: FieldError): string {
  const words = FIELD_ERROR_WORDS[type]
  const shown = shownValue ?? JSON.stringify(badValue ?? null)
  const value = VALUELESS.includes(type) ? '' : `: ${shown}`
  return `${field}: ${words}${value}${detail === '' ? '' : `: ${detail}`}`
}

const FIELD_ERROR_WORDS: Readonly<Record<FieldError['type'], string>> = {
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

const VALUELESS: readonly FieldError['type'][] = ['Required', 'Forbidden', 'InternalError']
