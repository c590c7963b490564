import type { Drains } from '@seatrial/controllers'
import type { Duration, JsonObject } from '@seatrial/core'
import { parseDuration } from '../format/language/duration.ts'
import type { CommandLine, FlagName } from './command-line.ts'
import { KubectlError } from './kubectl-error.ts'
import type { KubectlObjects } from './kubectl-objects.ts'

/** Where a command writes, and says that it has ended. */
export interface CommandOutput {
  /** A line of its normal output. */
  print(line: string): void
  /** A line of its error output. */
  warn(line: string): void
  /** The command is over. */
  end(exitCode: number): void
}

/** All that a command works with. */
export interface CommandContext {
  readonly objects: KubectlObjects
  /** Made when somebody drains for the first time. */
  readonly drains: () => Drains
  readonly line: CommandLine
  /** What came with `-f -`. */
  readonly input: JsonObject | undefined
  readonly output: CommandOutput
  readonly dryRun: DryRun
  /** Of what has changed only names are printed. */
  readonly isNameOnly: boolean
  /**
   * Has a command go on after a while, by default at the same instant, when all that it has begun so far
   * has been seen. What comes back takes that back.
   */
  readonly goOn: (act: () => void, after?: Duration) => () => void
}

/** What a command has left to do when it returns. */
export type CommandProgress = 'done' | 'waiting'

/** Whether a command only says what it would do: by itself, or as the server checks it. */
export type DryRun = 'none' | 'client' | 'server'

/** A command of kubectl. Throws `KubectlError` where kubectl ends with an error. */
export type Command = (context: CommandContext) => CommandProgress

/** What a flag was given; undefined where it is not there. */
export function flag({ line }: CommandContext, name: FlagName): string | undefined {
  return line.flags.get(name)
}

/** Whether a switch is on. */
export function isSet(context: CommandContext, name: FlagName): boolean {
  return flag(context, name) === 'true'
}

/** The namespace that the command is about. */
export function namespaceOf(context: CommandContext): string {
  return flag(context, 'namespace') ?? 'default'
}

/** The value of a flag that takes a whole number. */
export function numberFlag(context: CommandContext, name: FlagName): number | undefined {
  const value = flag(context, name)
  if (value === undefined) return undefined
  if (/^-?\d+$/.test(value)) return Number(value)
  throw new KubectlError(`error: invalid argument "${value}" for "--${name}" flag`)
}

/** The value of a flag that takes a length of time; none is as good as the flag not being there. */
export function durationFlag(context: CommandContext, name: FlagName): Duration | undefined {
  const value = flag(context, name)
  if (value === undefined) return undefined
  const duration = parseDuration(value)
  if (duration === undefined) {
    throw new KubectlError(`error: invalid argument "${value}" for "--${name}" flag`)
  }
  return duration === 0 ? undefined : duration
}

/** The value of a flag with which a command is only tried. */
export function dryRunOf({ flags }: CommandLine): DryRun {
  const value = flags.get('dry-run') ?? 'none'
  if (value === 'none' || value === 'client' || value === 'server') return value
  throw new KubectlError(
    `error: Invalid dry-run value (${value}). Must be "none", "server", or "client".`,
  )
}

/** Whether names are asked for with `-o name`. Throws `KubectlError` for any other form of output. */
export function isNameOnly({ flags }: CommandLine): boolean {
  const form = flags.get('output')
  if (form === undefined || form === 'name') return form !== undefined
  throw new KubectlError(
    `error: unable to match a printer suitable for the output format "${form}"`,
  )
}

/** What stands behind a line about something that was only tried. */
export function dryRunSuffix({ dryRun }: Pick<CommandContext, 'dryRun'>): string {
  return { none: '', client: ' (dry run)', server: ' (server dry run)' }[dryRun]
}
