import { type JsonObject, type JsonValue, isJsonObject, jsonAt } from '@seatrial/core'
import { withValueAt } from '../../format/manifests/manifest-change.ts'
import { type CommandContext, type CommandProgress, isSet } from '../command-context.ts'
import { type KindNames, singularOf } from '../kinds.ts'
import { KubectlError } from '../kubectl-error.ts'
import { kindIn, nameIn, namespaceIn } from '../kubectl-objects.ts'
import { applied } from '../patches/applied.ts'

const SERVER_SIDE = 'serverside-applied'

/** Where `kubectl apply` keeps the manifest that it applied last. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'

/** `kubectl apply -f -`: each object is made, or changed in what its manifest says. */
export function apply(context: CommandContext): CommandProgress {
  return forEachManifest(context, (manifest) => applyOne(context, manifest))
}

/** `kubectl create -f -`: each object is made. */
export function create(context: CommandContext): CommandProgress {
  return forEachManifest(context, (manifest) => {
    const names = kindIn(manifest)
    createOne(context, names, manifest)
    context.output.print(`${singularOf(names)}/${nameIn(manifest)} created`)
  })
}

/** One that is refused does not keep the others from being handled. */
function forEachManifest(
  { input, output }: CommandContext,
  handle: (manifest: JsonObject) => void,
): CommandProgress {
  let isRefused = false
  for (const manifest of manifestsIn(input)) {
    try {
      handle(manifest)
    } catch (error) {
      if (!(error instanceof KubectlError)) throw error
      output.warn(error.message)
      isRefused = true
    }
  }
  output.end(isRefused ? 1 : 0)
  return 'done'
}

function applyOne(context: CommandContext, manifest: JsonObject): void {
  const { objects, output } = context
  const isServerSide = isSet(context, 'server-side')
  const names = kindIn(manifest)
  const name = nameIn(manifest)
  const label = `${singularOf(names)}/${name}`
  const stored = objects.find(names, namespaceIn(manifest), name)
  const remembered = isServerSide ? manifest : withLastApplied(manifest)
  if (stored === undefined) {
    createOne(context, names, remembered)
    output.print(`${label} ${isServerSide ? SERVER_SIDE : 'created'}`)
    return
  }
  const wanted = applied(stored, lastAppliedTo(stored), remembered)
  const outcome = objects.replace(names, stored, wanted)
  const said = outcome === 'changed' ? 'configured' : 'unchanged'
  output.print(`${label} ${isServerSide ? SERVER_SIDE : said}`)
}

/** Errors of the server say where the manifest comes from; those about its content do not. */
function createOne({ objects }: CommandContext, names: KindNames, manifest: JsonObject): void {
  try {
    objects.create(names, manifest)
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error
    const { message } = error
    throw new KubectlError(
      message.replace(/^Error from server \(\w+\): /, '$&error when creating "STDIN": '),
    )
  }
}

/** The manifest that was applied to an object last; undefined when none was. */
export function lastAppliedTo(stored: JsonObject): JsonObject | undefined {
  const annotation = jsonAt(stored, 'metadata', 'annotations', LAST_APPLIED)
  if (typeof annotation !== 'string') return undefined
  const manifest = JSON.parse(annotation) as JsonValue
  return isJsonObject(manifest) ? manifest : undefined
}

function withLastApplied(manifest: JsonObject): JsonObject {
  const text = `${JSON.stringify(manifest)}\n`
  return withValueAt(manifest, ['metadata', 'annotations', LAST_APPLIED], text)
}

/** The objects of a list, or the one object. */
export function manifestsIn(input: JsonObject | undefined): readonly JsonObject[] {
  if (input === undefined) throw new KubectlError('error: no objects passed')
  const { items } = input
  return Array.isArray(items) ? (items as readonly JsonValue[]).filter(isJsonObject) : [input]
}
