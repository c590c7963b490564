import { type Duration, type JsonObject, type JsonValue, jsonAt, seconds } from '@seatrial/core'
import {
  type CommandContext,
  type CommandProgress,
  durationFlag,
  flag,
} from '../command-context.ts'
import { jsonText, parseJsonPath, valuesAt } from '../json-path.ts'
import { KubectlError } from '../kubectl-error.ts'
import { type NamedObject, storedObject } from '../named-objects.ts'
import { type AwaitedObject, waitFor } from '../object-wait.ts'
import { selectedObjects } from '../selected-objects.ts'
import { tell } from '../tell.ts'

const DEFAULT_TIMEOUT: Duration = seconds(30)

/** `kubectl wait KIND/NAME … --for=condition=NAME|jsonpath={PATH}=VALUE|create|delete --timeout=DURATION`. */
export function wait(context: CommandContext): CommandProgress {
  const makeAwaited = awaitedFor(context)
  const objects = selectedObjects(context, context.line.words.slice(1))
  if (objects.length === 0) throw new KubectlError('error: no matching resources found')
  const awaited = objects.flatMap((object) => makeAwaited(object) ?? [])
  waitFor(context, awaited, durationFlag(context, 'timeout') ?? DEFAULT_TIMEOUT, (object) => {
    tell(context, object, 'condition met')
  })
  return 'waiting'
}

/** That an object is gone, or that another one has its name. */
export function untilGone(context: CommandContext, object: NamedObject): AwaitedObject | undefined {
  const uid = uidOf(find(context, object))
  if (uid === undefined) return undefined
  return { ...object, isMet: () => uidOf(find(context, object)) !== uid }
}

/** What is awaited of each object; undefined for one that need not be waited for. */
function awaitedFor(context: CommandContext): (object: NamedObject) => AwaitedObject | undefined {
  const wanted = flag(context, 'for') ?? ''
  if (wanted === 'delete') return (object) => untilGone(context, object)
  if (wanted === 'create') {
    return (object) => ({ ...object, isMet: () => find(context, object) !== undefined })
  }
  const test = conditionTest(wanted) ?? pathTest(wanted)
  if (test === undefined) {
    throw new KubectlError(`error: unrecognized condition: ${JSON.stringify(wanted)}`)
  }
  return (object) => {
    storedObject(context, object)
    return { ...object, isMet: () => test(find(context, object) ?? {}) }
  }
}

type ObjectTest = (object: JsonObject) => boolean

/** `condition=Ready`, `condition=Ready=False`: in any case of letters. */
function conditionTest(wanted: string): ObjectTest | undefined {
  const [, type = '', status = 'true'] = /^condition=([^=]+)(?:=(.*))?$/s.exec(wanted) ?? []
  if (type === '') return undefined
  return (object) => {
    const conditions = jsonAt(object, 'status', 'conditions') ?? []
    return (conditions as readonly JsonObject[]).some(
      (condition) => isSame(condition['type'], type) && isSame(condition['status'], status),
    )
  }
}

function isSame(value: JsonValue | undefined, text: string): boolean {
  return String(value).toLowerCase() === text.toLowerCase()
}

/** `jsonpath={.status.phase}=Running`; without a value, that there is any. */
function pathTest(wanted: string): ObjectTest | undefined {
  const [, written, value] = /^jsonpath=\{([^}]*)\}(?:=(.*))?$/s.exec(wanted) ?? []
  const path = written === undefined ? undefined : parseJsonPath(written)
  if (path === undefined) return undefined
  return (object) => {
    const values = valuesAt(object, path)
    return value === undefined
      ? values.length > 0
      : values.length === 1 && jsonText(values[0]!) === value
  }
}

function find({ objects }: CommandContext, object: NamedObject): JsonObject | undefined {
  return objects.find(object.names, object.namespace, object.name)
}

function uidOf(object: JsonObject | undefined): JsonValue | undefined {
  return object && jsonAt(object, 'metadata', 'uid')
}
