import { type JsonObject, type JsonValue, parseLabelSelector } from '@seatrial/core'
import { type CommandContext, type CommandProgress, flag, namespaceOf } from '../command-context.ts'
import { type KindNames, kindOfWord } from '../kinds.ts'
import { KubectlError, usageError } from '../kubectl-error.ts'
import { tell } from '../tell.ts'

/** `kubectl create pdb|quota|namespace NAME …`: an object of which the flags say all. */
export function createGenerated(context: CommandContext): CommandProgress {
  const [, kind = '', ...words] = context.line.words
  const generator = generatorFor(kind)
  if (generator === undefined) throw new KubectlError('error: must specify one of -f and -k')
  const names = kindOfWord(kind)
  const [name] = words
  if (name === undefined || words.length > 1) {
    throw usageError(
      `create ${names.kind.toLowerCase()}`,
      `exactly one NAME is required, got ${words.length}`,
    )
  }
  const metadata = names.isNamespaced ? { name, namespace: namespaceOf(context) } : { name }
  createOne(context, names, { ...generator(context), metadata })
  tell(context, { names, name }, 'created')
  return 'done'
}

type Generator = (context: CommandContext) => JsonObject

function generatorFor(kind: string): Generator | undefined {
  switch (kind.toLowerCase()) {
    case 'pdb':
    case 'poddisruptionbudget':
      return disruptionBudget
    case 'quota':
    case 'resourcequota':
      return resourceQuota
    case 'ns':
    case 'namespace':
      return () => ({ apiVersion: 'v1', kind: 'Namespace' })
    default:
      return undefined
  }
}

/** These generators put what they do in front of what the server says. */
function createOne({ objects }: CommandContext, names: KindNames, manifest: JsonObject): void {
  try {
    objects.create(names, manifest)
  } catch (error) {
    if (!(error instanceof KubectlError) || !names.isNamespaced) throw error
    const said = error.message.replace(/^Error from server \(\w+\): /, '')
    throw new KubectlError(`error: failed to create ${names.resource}: ${said}`)
  }
}

function disruptionBudget(context: CommandContext): JsonObject {
  const selector = flag(context, 'selector') ?? ''
  const minAvailable = flag(context, 'min-available')
  const maxUnavailable = flag(context, 'max-unavailable')
  if (selector === '') throw new KubectlError('error: a selector must be specified')
  if (minAvailable === undefined && maxUnavailable === undefined) {
    throw new KubectlError('error: one of min-available or max-unavailable must be specified')
  }
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    throw new KubectlError('error: min-available and max-unavailable cannot be both specified')
  }
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    spec: {
      selector: selectorOf(selector),
      ...(minAvailable === undefined ? {} : { minAvailable: intOrText(minAvailable) }),
      ...(maxUnavailable === undefined ? {} : { maxUnavailable: intOrText(maxUnavailable) }),
    },
  }
}

function intOrText(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text
}

/** Requirements that ask for one value become labels. */
function selectorOf(text: string): JsonObject {
  const requirements = parseLabelSelector(text)?.requirements
  if (requirements === undefined) {
    throw new KubectlError(`error: unable to parse the label selector "${text}"`)
  }
  const matchLabels: Record<string, string> = {}
  const matchExpressions: JsonObject[] = []
  for (const requirement of requirements) {
    if (requirement.operator === 'Equals') matchLabels[requirement.key] = requirement.value
    else matchExpressions.push({ ...requirement })
  }
  return {
    ...(Object.keys(matchLabels).length === 0 ? {} : { matchLabels }),
    ...(matchExpressions.length === 0 ? {} : { matchExpressions }),
  }
}

/** `--hard=pods=2,cpu=1`. */
function resourceQuota(context: CommandContext): JsonObject {
  const hard: Record<string, JsonValue> = {}
  for (const pair of (flag(context, 'hard') ?? '').split(',').filter((text) => text !== '')) {
    const [resource = '', amount] = pair.split('=')
    if (amount === undefined) {
      throw new KubectlError(`error: invalid argument syntax ${pair}, expected <resource>=<value>`)
    }
    hard[resource] = amount
  }
  return { apiVersion: 'v1', kind: 'ResourceQuota', spec: { hard } }
}
