import { type FieldError, type Refusal, fieldErrorText } from '@seatrial/core'

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
export function serverError(refusal: Refusal): KubectlError {
  const { reason, message, retryAfterSeconds, details } = refusal
  if (details !== undefined) return invalidError(details.kind, details.name, details.errors)
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
