import { type JsonObject, type JsonValue, isJsonObject } from '@seatrial/core'
import { readYamlStream } from '../../format/documents/yaml-document.ts'
import { mergePatch } from '../../format/manifests/manifest-change.ts'
import { type CommandContext, type CommandProgress, flag } from '../command-context.ts'
import { handleEach } from '../handle-each.ts'
import { KubectlError } from '../kubectl-error.ts'
import { storedObject } from '../named-objects.ts'
import { jsonPatch } from '../patches/json-patch.ts'
import { strategicPatch } from '../patches/strategic-patch.ts'
import { selectedObjects } from '../selected-objects.ts'
import { tell } from '../tell.ts'

/** `kubectl patch KIND/NAME --type=merge|json|strategic -p PATCH`. */
export function patch(context: CommandContext): CommandProgress {
  const { objects, line } = context
  if (flag(context, 'patch') === undefined) {
    throw new KubectlError(
      'error: must specify --patch or --patch-file containing the contents of the patch',
    )
  }
  return handleEach(context, selectedObjects(context, line.words.slice(1)), (object) => {
    const stored = storedObject(context, object)
    const wanted = patched(context, stored)
    const outcome =
      flag(context, 'subresource') === 'status'
        ? objects.replaceStatus(object.names, stored, wanted)
        : objects.replace(object.names, stored, wanted)
    tell(context, object, outcome === 'changed' ? 'patched' : 'patched (no change)')
  })
}

function patched(context: CommandContext, stored: JsonObject): JsonObject {
  const document = parsePatch(flag(context, 'patch') ?? '')
  switch (flag(context, 'type') ?? 'strategic') {
    case 'json':
      return jsonPatch(stored, document)
    case 'merge':
      return mergePatch(stored, document) as JsonObject
    case 'strategic':
      return strategicPatch(stored, isJsonObject(document) ? document : {})
    default:
      throw new KubectlError('error: --type must be one of [json merge strategic]')
  }
}

/** YAML is taken as well as JSON, which it contains. */
function parsePatch(text: string): JsonValue {
  const { documents, errors } = readYamlStream('patch', text)
  const [document] = documents
  if (document !== undefined && errors.length === 0) return document.value
  throw new KubectlError(`error: unable to parse "${text}": not a JSON or YAML document`)
}
