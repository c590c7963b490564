import { type ControllerRevision, type JsonObject, isJsonObject } from '@seatrial/core'

/**
 * The pod template that a revision remembers; undefined when its data do not decode as one, so that
 * nobody can make or judge pods by it.
 */
export function revisionTemplate({ content }: ControllerRevision): JsonObject | undefined {
  const spec = content?.['spec']
  const patch = isJsonObject(spec) ? spec['template'] : undefined
  if (!isJsonObject(patch)) return undefined
  const { $patch: _directive, ...template } = patch
  return isTemplate(template) ? template : undefined
}

function isTemplate({ metadata = {}, spec = {} }: JsonObject): boolean {
  if (!isJsonObject(metadata) || !isJsonObject(spec)) return false
  return LISTS.every((list) => isListOfObjects(spec[list] ?? []))
}

const LISTS = ['containers', 'initContainers', 'volumes', 'tolerations'] as const

function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.every((element) => isJsonObject(element))
}
