import {
  type Drain,
  type DrainNotice,
  type DrainOptions,
  type DrainOutcome,
  drainText,
  errorListText,
} from '@seatrial/controllers'
import { type Duration, type LabelSelector, parseLabelSelector, seconds } from '@seatrial/core'
import {
  type CommandContext,
  type CommandProgress,
  dryRunSuffix,
  durationFlag,
  flag,
  isSet,
  numberFlag,
} from '../command-context.ts'
import { KubectlError } from '../kubectl-error.ts'
import { storedObject } from '../named-objects.ts'
import { cordonNode, meantNodes } from './cordon.ts'

/** `kubectl drain NODE …`: cordons the nodes, then takes the pods off one node after the other. */
export function drain(context: CommandContext): CommandProgress {
  const nodes = meantNodes(context)
  const options = nodes.map(({ name }) => drainOptions(context, name))
  for (const node of nodes) storedObject(context, node)
  for (const node of nodes) cordonNode(context, node)
  context.goOn(() => startDrains(context, options))
  return 'waiting'
}

function startDrains(context: CommandContext, all: readonly DrainOptions[]): void {
  if (all.length === 0) context.output.end(0)
  const drains = context.drains()
  const conversation = new DrainConversation(context, all)
  drains.listen({ said: (spoken, notice) => conversation.heard(spoken, notice) })
  let previous: Drain | undefined
  for (const options of all) previous = drains.start(options, previous)
}

type Failure = Exclude<DrainOutcome, { readonly type: 'drained' }>

/** What the drains of one command have to say, in kubectl's words. */
class DrainConversation {
  readonly #context: CommandContext
  readonly #own: readonly DrainOptions[]
  readonly #failures = new Map<string, Failure>()
  #endedCount = 0

  constructor(context: CommandContext, own: readonly DrainOptions[]) {
    this.#context = context
    this.#own = own
  }

  heard({ options }: Drain, notice: DrainNotice): void {
    if (!this.#own.includes(options)) return
    const { isError, text } = drainText(notice)
    if (isError) this.#context.output.warn(text)
    else this.#context.output.print(`${text}${dryRunSuffix(this.#context)}`)
    if (notice.type !== 'ended') return
    this.#endedCount++
    const { outcome, nodeName } = notice
    if (outcome.type !== 'drained') this.#failures.set(nodeName, outcome)
    if (this.#endedCount === this.#own.length) this.#end()
  }

  #end(): void {
    const { output } = this.#context
    if (this.#failures.size > 0) {
      output.warn('There are pending nodes to be drained:')
      for (const name of this.#failures.keys()) output.warn(` ${name}`)
      for (const line of this.#errorLines()) output.warn(line)
    }
    output.end(this.#failures.size > 0 ? 1 : 0)
  }

  /** The errors of one node have a line each, those of several nodes a line for each node. */
  #errorLines(): readonly string[] {
    const [only, ...others] = this.#failures.values()
    if (only === undefined) return []
    if (others.length > 0) return [only, ...others].map(({ errors }) => errorListText(errors))
    const isOneForAll = only.type === 'failed' && isSet(this.#context, 'disable-eviction')
    return isOneForAll ? only.errors.map((text) => `error: ${text}`) : only.errors
  }
}

function drainOptions(context: CommandContext, nodeName: string): DrainOptions {
  const grace = numberFlag(context, 'grace-period')
  return {
    nodeName,
    gracePeriod: grace === undefined || grace < 0 ? undefined : seconds(grace),
    timeout: durationFlag(context, 'timeout'),
    skipWaitForDelete: patienceOf(context),
    ignoreDaemonSets: isSet(context, 'ignore-daemonsets'),
    deleteEmptyDirData: isSet(context, 'delete-emptydir-data'),
    force: isSet(context, 'force'),
    disableEviction: isSet(context, 'disable-eviction'),
    podSelector: podSelectorOf(context),
    dryRun: context.dryRun === 'none' ? undefined : context.dryRun,
  }
}

/** 0 is for ever. */
function patienceOf(context: CommandContext): Duration | undefined {
  const patience = numberFlag(context, 'skip-wait-for-delete-timeout') ?? 0
  return patience > 0 ? seconds(patience) : undefined
}

function podSelectorOf(context: CommandContext): LabelSelector | undefined {
  const text = flag(context, 'pod-selector')
  if (text === undefined) return undefined
  const selector = parseLabelSelector(text)
  if (selector !== undefined) return selector
  throw new KubectlError('error: --pod-selector=<pod_selector> must be a valid label selector')
}
