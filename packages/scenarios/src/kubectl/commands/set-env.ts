import type { JsonObject, JsonValue } from '@seatrial/core'
import type { CommandContext, CommandProgress } from '../command-context.ts'
import { handleEach } from '../handle-each.ts'
import { storedObject } from '../named-objects.ts'
import { selectedObjects } from '../selected-objects.ts'
import { tell } from '../tell.ts'
import { objectsAt, withContainers } from '../template-containers.ts'

/** `kubectl set env KIND/NAME KEY=VALUE KEY-`: in all containers. */
export function setEnv(context: CommandContext): CommandProgress {
  const operands = context.line.words.slice(2)
  const changes = operands.filter(isChange)
  const named = operands.filter((word) => !isChange(word))
  return handleEach(context, selectedObjects(context, named), (object) => {
    const stored = storedObject(context, object)
    const wanted = withContainers(stored, (container) => ({
      ...container,
      env: changedEnv(objectsAt(container, 'env'), changes),
    }))
    context.objects.replace(object.names, stored, wanted)
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
