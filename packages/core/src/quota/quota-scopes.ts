import type { JsonObject } from '../api/json.ts'
import {
  listField,
  objectField,
  objectsField,
  textField,
} from '../api/serialization/read-fields.ts'

/** True when a quota with that spec says for which pods it is; such a quota is for nothing but pods. */
export function hasScopes(quotaSpec: JsonObject): boolean {
  return scopesOf(quotaSpec).length > 0
}

/** True when a pod is one of those that the quota with that spec is for. */
export function isInScope(podSpec: JsonObject, quotaSpec: JsonObject): boolean {
  return scopesOf(quotaSpec).every((scope) => matches(scope, podSpec))
}

interface Scope {
  readonly scopeName: string
  readonly operator: string
  readonly values: readonly unknown[]
}

function scopesOf(quotaSpec: JsonObject): readonly Scope[] {
  const named = listField(quotaSpec, 'scopes').map((scopeName) => ({
    scopeName: String(scopeName),
    operator: 'Exists',
    values: [],
  }))
  const selector = objectField(quotaSpec, 'scopeSelector')
  const selected = objectsField(selector, 'matchExpressions').map((expression) => ({
    scopeName: textField(expression, 'scopeName'),
    operator: textField(expression, 'operator'),
    values: listField(expression, 'values'),
  }))
  return [...named, ...selected]
}

function matches(scope: Scope, podSpec: JsonObject): boolean {
  switch (scope.scopeName) {
    case 'Terminating':
      return hasDeadline(podSpec)
    case 'NotTerminating':
      return !hasDeadline(podSpec)
    case 'BestEffort':
      return isBestEffort(podSpec)
    case 'NotBestEffort':
      return !isBestEffort(podSpec)
    case 'PriorityClass':
      return matchesPriorityClass(scope, textField(podSpec, 'priorityClassName'))
    default:
      return false
  }
}

function hasDeadline(podSpec: JsonObject): boolean {
  return typeof podSpec['activeDeadlineSeconds'] === 'number'
}

/** A pod of which no container says anything of cpu or memory. */
function isBestEffort(podSpec: JsonObject): boolean {
  const containers = [
    ...objectsField(podSpec, 'containers'),
    ...objectsField(podSpec, 'initContainers'),
  ]
  return containers.every((container) => {
    const resources = objectField(container, 'resources')
    const stated = { ...objectField(resources, 'limits'), ...objectField(resources, 'requests') }
    return !('cpu' in stated) && !('memory' in stated)
  })
}

function matchesPriorityClass({ operator, values }: Scope, className: string): boolean {
  switch (operator) {
    case 'In':
      return values.includes(className)
    case 'NotIn':
      return !values.includes(className)
    case 'DoesNotExist':
      return className === ''
    default:
      return className !== ''
  }
}
