import type { JsonObject, JsonValue } from '@seatrial/core'
import { type CommandContext, type CommandProgress, isSet } from '../command-context.ts'
import { handleEach } from '../handle-each.ts'
import { fromInput } from '../kubectl-error.ts'
import { kindIn, nameIn, namespaceIn } from '../kubectl-objects.ts'
import { manifestsIn } from '../manifest-input.ts'
import { tell } from '../tell.ts'
import { tellDeletion } from './delete.ts'

/** `kubectl replace -f -`: each object becomes what its manifest says. With `--force` it is made anew. */
export function replace(context: CommandContext): CommandProgress {
  const manifests = manifestsIn(context)
  if (isSet(context, 'force')) return replaceByNew(context, manifests)
  return handleEach(context, manifests, (manifest) => {
    const names = kindIn(manifest)
    const name = nameIn(manifest)
    fromInput('replacing', () => {
      const stored = context.objects.get(names, namespaceIn(manifest), name)
      context.objects.replace(names, stored, inPlaceOf(stored, manifest))
    })
    tell(context, { names, name }, 'replaced')
  })
}

/** All are deleted at once, and made when that has been seen. */
function replaceByNew(context: CommandContext, manifests: readonly JsonObject[]): CommandProgress {
  for (const manifest of manifests) deleteIfThere(context, manifest)
  context.goOn(() => {
    handleEach(context, manifests, (manifest) => {
      const names = kindIn(manifest)
      fromInput('creating', () => context.objects.create(names, manifest))
      tell(context, { names, name: nameIn(manifest) }, 'replaced')
    })
  })
  return 'waiting'
}

function deleteIfThere(context: CommandContext, manifest: JsonObject): void {
  const { objects } = context
  const names = kindIn(manifest)
  const name = nameIn(manifest)
  const namespace = namespaceIn(manifest)
  if (objects.find(names, namespace, name) === undefined) return
  objects.delete(names, namespace, name, { gracePeriodSeconds: 0 })
  tellDeletion(context, { names, namespace, name }, 'deleted')
}

/** The manifest with what only the server knows of the object that it takes the place of. */
function inPlaceOf(stored: JsonObject, manifest: JsonObject): JsonObject {
  const own = (stored['metadata'] ?? {}) as JsonObject
  const metadata: Record<string, JsonValue> = { ...(manifest['metadata'] as JsonObject) }
  for (const field of SERVER_FIELDS) if (own[field] !== undefined) metadata[field] = own[field]
  const { status } = stored
  return { ...manifest, metadata, ...(status === undefined ? {} : { status }) }
}

const SERVER_FIELDS = [
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
]
