import { type JsonObject, type JsonValue, isJsonObject, jsonAt } from '@seatrial/core'
import { type CommandContext, flag } from './command-context.ts'
import { KubectlError } from './kubectl-error.ts'

/** The objects of the list, or the one object, that came with `-f -`; those without a namespace get that of `-n`. */
export function manifestsIn(context: CommandContext): readonly JsonObject[] {
  const { input } = context
  if (input === undefined) throw new KubectlError('error: must specify one of -f and -k')
  const { items } = input
  const manifests = Array.isArray(items)
    ? (items as readonly JsonValue[]).filter(isJsonObject)
    : [input]
  const namespace = flag(context, 'namespace')
  return namespace === undefined
    ? manifests
    : manifests.map((manifest) => inNamespace(manifest, namespace))
}

function inNamespace(manifest: JsonObject, namespace: string): JsonObject {
  const own = jsonAt(manifest, 'metadata', 'namespace') ?? namespace
  if (own !== namespace) {
    throw new KubectlError(
      `error: the namespace from the provided object "${String(own)}" does not match the namespace ` +
        `"${namespace}". You must pass '--namespace=${String(own)}' to perform this operation.`,
    )
  }
  const metadata = (manifest['metadata'] ?? {}) as JsonObject
  return { ...manifest, metadata: { ...metadata, namespace } }
}
