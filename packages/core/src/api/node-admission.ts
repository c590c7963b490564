import { changeObject, fillAbsent } from './defaults/fill.ts'
import { type JsonObject, type JsonValue, isJsonObject } from './json.ts'

const NOT_READY: JsonObject = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }

/** What the API server adds to a new Node: nothing is placed on it before its controller has looked at it. */
export function admitNode(node: JsonObject): JsonObject {
  return changeObject(fillAbsent(node, { spec: {} }), 'spec', (spec) => {
    const taints = (spec['taints'] ?? []) as readonly JsonValue[]
    return taints.some(isNotReady) ? spec : { ...spec, taints: [...taints, NOT_READY] }
  })
}

function isNotReady(taint: JsonValue): boolean {
  return (
    isJsonObject(taint) &&
    taint['key'] === NOT_READY['key'] &&
    taint['effect'] === NOT_READY['effect']
  )
}
