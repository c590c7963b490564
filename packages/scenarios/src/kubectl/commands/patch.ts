import { type JsonObject, type JsonValue, isJsonObject } from '@seatrial/core'
import { mergePatch } from '../../format/manifests/manifest-change.ts'
import { type CommandContext, type CommandProgress, flag } from '../command-context.ts'
import { KubectlError } from '../kubectl-error.ts'
import { firstNamedObject, labelOf, storedObject } from '../named-objects.ts'
import { jsonPatch } from '../patches/json-patch.ts'
import { strategicPatch } from '../patches/strategic-patch.ts'

/** `kubectl patch KIND/NAME --type=merge|json|strategic -p PATCH`. */
export function patch(context: CommandContext): CommandProgress {
  const { objects, line, output } = context
  const { object } = firstNamedObject(line.words.slice(1))
  const stored = storedObject(context, object)
  const wanted = patched(context, stored)
  const isStatus = flag(context, 'subresource') === 'status'
  const outcome =
    isStatus && object.names.kind === 'Pod'
      ? objects.replacePodStatus(stored, wanted)
      : objects.replace(object.names, stored, wanted)
  output.print(`${labelOf(object)} patched${outcome === 'changed' ? '' : ' (no change)'}`)
  return 'done'
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

function parsePatch(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    throw new KubectlError(`error: unable to parse "${text}": not a JSON document`)
  }
}
