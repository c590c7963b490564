import { type JsonObject, type JsonValue, isJsonObject, jsonAt } from '@seatrial/core'
import { withValueAt } from '../../format/manifests/manifest-change.ts'
import { type CommandContext, type CommandProgress, isSet } from '../command-context.ts'
import { handleEach } from '../handle-each.ts'
import { fromInput } from '../kubectl-error.ts'
import { kindIn, nameIn, namespaceIn } from '../kubectl-objects.ts'
import { manifestsIn } from '../manifest-input.ts'
import { applied } from '../patches/applied.ts'
import { tell } from '../tell.ts'

const SERVER_SIDE = 'serverside-applied'

/** Where `kubectl apply` keeps the manifest that it applied last. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'

/** `kubectl apply -f -`: each object is made, or changed in what its manifest says. */
export function apply(context: CommandContext): CommandProgress {
  return handleEach(context, manifestsIn(context), (manifest) => applyOne(context, manifest))
}

/** `kubectl create -f -`: each object is made. */
export function create(context: CommandContext): CommandProgress {
  const isRemembered = isSet(context, 'save-config')
  return handleEach(context, manifestsIn(context), (manifest) => {
    const names = kindIn(manifest)
    const made = isRemembered ? withLastApplied(manifest) : manifest
    fromInput('creating', () => context.objects.create(names, made))
    tell(context, { names, name: nameIn(manifest) }, 'created')
  })
}

function applyOne(context: CommandContext, manifest: JsonObject): void {
  const { objects } = context
  const isServerSide = isSet(context, 'server-side')
  const names = kindIn(manifest)
  const name = nameIn(manifest)
  const stored = objects.find(names, namespaceIn(manifest), name)
  const remembered = isServerSide ? manifest : withLastApplied(manifest)
  if (stored === undefined) {
    fromInput('creating', () => objects.create(names, remembered))
    tell(context, { names, name }, isServerSide ? SERVER_SIDE : 'created')
    return
  }
  const wanted = applied(stored, lastAppliedTo(stored), remembered)
  const outcome = objects.replace(names, stored, wanted)
  const said = outcome === 'changed' ? 'configured' : 'unchanged'
  tell(context, { names, name }, isServerSide ? SERVER_SIDE : said)
}

/** The manifest that was applied to an object last; undefined when none was. */
function lastAppliedTo(stored: JsonObject): JsonObject | undefined {
  const annotation = jsonAt(stored, 'metadata', 'annotations', LAST_APPLIED)
  if (typeof annotation !== 'string') return undefined
  const manifest = JSON.parse(annotation) as JsonValue
  return isJsonObject(manifest) ? manifest : undefined
}

function withLastApplied(manifest: JsonObject): JsonObject {
  const text = `${JSON.stringify(manifest)}\n`
  return withValueAt(manifest, ['metadata', 'annotations', LAST_APPLIED], text)
}
