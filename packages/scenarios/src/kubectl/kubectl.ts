import type { Drains } from '@seatrial/controllers'
import {
  Alarms,
  type ApiServer,
  type Duration,
  type JsonObject,
  type Phase,
  type RequestQueue,
  type SimTime,
  type Simulation,
  seconds,
} from '@seatrial/core'
import type { Admission } from '../run/judge-object.ts'
import {
  type Command,
  type CommandContext,
  type CommandOutput,
  dryRunOf,
  isNameOnly,
} from './command-context.ts'
import { type CommandLine, parseCommandLine } from './command-line.ts'
import { apply, create } from './commands/apply.ts'
import { cordon, uncordon } from './commands/cordon.ts'
import { createGenerated } from './commands/create-generated.ts'
import { createRaw } from './commands/create-raw.ts'
import { deleteObjects } from './commands/delete.ts'
import { drain } from './commands/drain.ts'
import { annotate, label } from './commands/label.ts'
import { patch } from './commands/patch.ts'
import { replace } from './commands/replace.ts'
import { rollout } from './commands/rollout.ts'
import { scale } from './commands/scale.ts'
import { setEnv } from './commands/set-env.ts'
import { setImage } from './commands/set-image.ts'
import { setResources } from './commands/set-resources.ts'
import { taint } from './commands/taint.ts'
import { wait } from './commands/wait.ts'
import { KubectlError } from './kubectl-error.ts'
import { KubectlObjects } from './kubectl-objects.ts'

/** Where kubectl works: the API server of a cluster. */
export interface KubectlOptions {
  readonly simulation: Simulation
  readonly server: ApiServer
  readonly requests: RequestQueue
  readonly admission: Admission
  /** Asked for when somebody drains a node. */
  readonly drains: () => Drains
}

/** A command that has been given; while it waits for pods to go it has no exit code yet. */
export interface CommandRun {
  /** Its normal output so far. */
  readonly output: string
  /** Its error output so far. */
  readonly errors: string
  readonly exitCode: number | undefined
}

/**
 * kubectl as far as it changes a cluster: each command line is carried out at the instant at which it is
 * given, with the requests that kubectl makes, and prints what kubectl prints.
 */
export class Kubectl {
  readonly #options: KubectlOptions
  readonly #objects: KubectlObjects
  readonly #waiting: Alarms<() => void>

  constructor(options: KubectlOptions) {
    this.#options = options
    this.#objects = new KubectlObjects(options.server, options.requests, options.admission)
    this.#waiting = new Alarms(options.simulation, {
      name: 'KubectlGoesOn',
      phase: AFTER_ALL_ELSE,
      ring: (goOn) => goOn(),
    })
  }

  /** Gives a command; `input` is what comes with `-f -`. */
  run(commandLine: string, input?: JsonObject): CommandRun {
    const output = new CommandConsole()
    try {
      const line = parseCommandLine(commandLine)
      const context = this.#contextOf(line, input, output)
      if (commandFor(line)(context) === 'done') output.end(0)
    } catch (error) {
      if (!(error instanceof KubectlError)) throw error
      output.warn(error.message)
      output.end(1)
    }
    return output
  }

  #contextOf(
    line: CommandLine,
    input: JsonObject | undefined,
    output: CommandOutput,
  ): CommandContext {
    const { drains, simulation } = this.#options
    const dryRun = dryRunOf(line)
    return {
      objects: dryRun === 'none' ? this.#objects : this.#objects.dry(),
      drains,
      line,
      input,
      output,
      dryRun,
      isNameOnly: isNameOnly(line),
      goOn: (act, after = NO_TIME) => {
        const alarm = this.#waiting.setAt((simulation.now + after) as SimTime, act)
        return () => this.#waiting.cancel(alarm)
      },
    }
  }
}

const NO_TIME: Duration = seconds(0)

/** Where a command makes a second request, the control plane has seen the first one. */
const AFTER_ALL_ELSE: Phase = 6

/** The first words of a command, and what carries it out. */
const COMMANDS: Readonly<Record<string, Command>> = {
  annotate,
  apply,
  cordon,
  create,
  delete: deleteObjects,
  drain,
  label,
  patch,
  replace,
  rollout,
  scale,
  'set env': setEnv,
  'set image': setImage,
  'set resources': setResources,
  taint,
  uncordon,
  wait,
}

function commandFor({ words, flags }: CommandLine): Command {
  const [verb = '', second = ''] = words
  if (verb === 'create' && flags.has('raw')) return createRaw
  if (verb === 'create' && second !== '') return createGenerated
  const name = verb === 'set' ? `set ${second}` : verb
  if (Object.hasOwn(COMMANDS, name)) return COMMANDS[name]!
  throw new KubectlError(`error: unknown command "${name}" for "kubectl"`)
}

/** Where one command prints. */
class CommandConsole implements CommandOutput, CommandRun {
  output = ''
  errors = ''
  exitCode: number | undefined

  print(line: string): void {
    this.output += `${line}\n`
  }

  warn(line: string): void {
    this.errors += `${line}\n`
  }

  end(exitCode: number): void {
    this.exitCode ??= exitCode
  }
}
