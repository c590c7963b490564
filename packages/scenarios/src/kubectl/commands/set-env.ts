import { type JsonObject, type JsonValue, isJsonObject, jsonAt } from '@seatrial/core'
import { withValueAt } from '../../format/manifests/manifest-change.ts'
import type { CommandContext, CommandProgress } from '../command-context.ts'
import { handleEach } from '../handle-each.ts'
import { storedObject } from '../named-objects.ts'
import { selectedObjects } from '../selected-objects.ts'
import { tell } from '../tell.ts'

const CONTAINERS = ['spec', 'template', 'spec', 'containers']

/** `kubectl set env KIND/NAME KEY=VALUE KEY-`: in all containers. */
export function setEnv(context: CommandContext): CommandProgress {
  const operands = context.line.words.slice(2)
  const changes = operands.filter(isChange)
  const named = operands.filter((word) => !isChange(word))
  return handleEach(context, selectedObjects(context, named), (object) => {
    const stored = storedObject(context, object)
    const containers = listAt(stored, ...CONTAINERS).map((container) => ({
      ...container,
      env: changedEnv(listAt(container, 'env'), changes),
    }))
    context.objects.replace(object.names, stored, withValueAt(stored, CONTAINERS, containers))
    tell(context, object, 'env updated')
  })
}

function isChange(word: string): boolean {
  return word.includes('=') || word.endsWith('-')
}

/** A variable that is there keeps its place; a new one comes last. */
function changedEnv(env: readonly JsonObject[], changes: readonly string[]): JsonValue {
  let changed = env
  for (const change of changes) {
    const [key = '', value] = change.split(/=(.*)/s, 2)
    const name = value === undefined ? key.slice(0, -1) : key
    const isMeant = (variable: JsonObject): boolean => variable['name'] === name
    if (value === undefined) changed = changed.filter((variable) => !isMeant(variable))
    else if (!changed.some(isMeant)) changed = [...changed, { name, value }]
    else changed = changed.map((variable) => (isMeant(variable) ? { name, value } : variable))
  }
  return changed
}

function listAt(object: JsonObject, ...path: string[]): readonly JsonObject[] {
  const list = jsonAt(object, ...path)
  return Array.isArray(list) ? (list as readonly JsonValue[]).filter(isJsonObject) : []
}
