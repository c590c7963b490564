import {
  type ApiServer,
  type ChangeListener,
  type DaemonSet,
  type JsonValue,
  type MetaObject,
  type Node,
  Pod,
  type StatefulSet,
  type StoredChange,
  type StoredObject,
  isBeingDeleted,
  isSameJson,
  kindOf,
  nameOf,
} from '@seatrial/core'

/** What a trace tells of an object; undefined fields are absent. */
type Fields = Record<string, JsonValue | undefined>

/** One entry of a trace: microseconds, verb, kind, name, fields. */
export type TraceEntry = readonly [number, string, string, string, Record<string, JsonValue>]

/** Writes down every stored change in the form of the recorded traces. */
export class TraceRecorder implements ChangeListener {
  readonly entries: TraceEntry[] = []
  readonly #server: ApiServer
  readonly #aliases = new Map<string, string>()
  /** Nodes whose labels were empty when they were last patched, which made null of them. */
  readonly #nodesWithoutLabels = new Set<string>()
  readonly #isRecordingSince: number
  /** Revisions that were ever made; one that is made again under its old name gets a new alias. */
  #revisionCount = 0
  /** What the trace last told of each object, in the aliases of that moment. */
  readonly #told = new Map<string, Fields>()

  constructor(server: ApiServer, isRecordingSince: number) {
    this.#server = server
    this.#isRecordingSince = isRecordingSince
    server.subscribe(this)
  }

  changed(change: StoredChange): void {
    const { object, previous, type } = change
    const kind = kindOf(object)
    if (kind === 'ControllerRevision' && type === 'ADDED') {
      this.#revisionCount += 1
      this.#aliases.set(nameOf(object), `rev${this.#revisionCount}`)
    }
    if (change.resourceVersion <= this.#isRecordingSince) return
    const key = `${kind}/${nameOf(object)}`
    const before = previous === undefined ? undefined : this.#told.get(key)
    if (kind === 'Node' && type === 'MODIFIED') this.#followLabels(previous as Node)
    const now = this.#fieldsOf(object)
    this.#told.set(key, now)
    this.entries.push([
      change.time,
      type,
      kind,
      this.#nameOf(object),
      difference(type, now, before),
    ])
  }

  /** The trace in the order in which it is compared: time, kind, name; per object as it happened. */
  sorted(): readonly TraceEntry[] {
    return this.entries.toSorted(
      (one, other) =>
        one[0] - other[0] || compare(one[2], other[2]) || compareNames(one[3], other[3]),
    )
  }

  /** What is left in the store, `[kind, name, fields]`, nodes left out. */
  final(): readonly JsonValue[] {
    const rows: [string, string, Record<string, JsonValue>][] = []
    for (const resource of [
      'controllerrevisions',
      'daemonsets',
      'persistentvolumeclaims',
      'pods',
      'statefulsets',
    ] as const) {
      for (const object of this.#server.list(resource).values()) {
        rows.push([kindOf(object), this.#nameOf(object), present(this.#fieldsOf(object))])
      }
    }
    return rows.toSorted(
      (one, other) => compare(one[0], other[0]) || compareNames(one[1], other[1]),
    )
  }

  #followLabels({ metadata: { name, labels } }: Node): void {
    if (Object.keys(labels).length === 0) this.#nodesWithoutLabels.add(name)
    else this.#nodesWithoutLabels.delete(name)
  }

  #nameOf(object: StoredObject): string {
    const name = nameOf(object)
    return kindOf(object) === 'ControllerRevision' ? this.#alias(name) : name
  }

  /** Names that are no revisions' (of sets made in 1.33's form) stay as they are. */
  #alias(revision: string): string {
    return this.#aliases.get(revision) ?? revision
  }

  #fieldsOf(object: StoredObject): Fields {
    if (object instanceof Pod) return this.#podFields(object)
    switch (object.kind) {
      case 'StatefulSet':
        return this.#statefulSetFields(object)
      case 'DaemonSet':
        return daemonSetFields(object)
      case 'ControllerRevision':
        return {
          revision: object.revision,
          orphan: object.metadata.ownerReferences.length === 0 ? true : undefined,
        }
      case 'PersistentVolumeClaim':
        return { owners: ownersText(object), deleting: isBeingDeleted(object) ? true : undefined }
      case 'Node':
        return nodeFields(object, {
          hasLabels: !this.#nodesWithoutLabels.has(object.metadata.name),
          isInitial: object.metadata.resourceVersion <= this.#isRecordingSince,
        })
      default:
        return {}
    }
  }

  #podFields(pod: Pod): Fields {
    const { revision } = pod.metadata
    return {
      phase: pod.phase,
      ready: pod.ready === 'True' ? true : undefined,
      node: pod.nodeName === '' ? undefined : pod.nodeName,
      rev: revision === '' ? '' : this.#revisionAlias(revision),
      deleting: isBeingDeleted(pod) ? true : undefined,
      orphan: pod.metadata.ownerReferences.length === 0 ? true : undefined,
    }
  }

  /** StatefulSet pods carry the revision's name, daemon pods its hash, which ends the name. */
  #revisionAlias(revision: string): string {
    const direct = this.#aliases.get(revision)
    if (direct !== undefined) return direct
    for (const [name, alias] of this.#aliases) if (name.endsWith(`-${revision}`)) return alias
    return revision
  }

  #statefulSetFields(set: StatefulSet): Fields {
    const { status } = set
    return {
      generation: set.metadata.generation,
      deleting: isBeingDeleted(set) ? true : undefined,
      observedGeneration: status.observedGeneration,
      replicas: status.replicas,
      readyReplicas: status.readyReplicas,
      availableReplicas: status.availableReplicas,
      currentReplicas: status.currentReplicas,
      updatedReplicas: status.updatedReplicas,
      currentRevision: this.#alias(status.currentRevision),
      updateRevision: this.#alias(status.updateRevision),
    }
  }
}

function daemonSetFields(set: DaemonSet): Fields {
  const { status } = set
  return {
    generation: set.metadata.generation,
    deleting: isBeingDeleted(set) ? true : undefined,
    observedGeneration: status.observedGeneration,
    desired: status.desiredNumberScheduled,
    current: status.currentNumberScheduled,
    ready: status.numberReady,
    available: status.numberAvailable,
    unavailable: status.numberUnavailable,
    updated: status.updatedNumberScheduled,
    misscheduled: status.numberMisscheduled,
  }
}

/** The recorder told empty lists and maps from missing ones, which a patch makes of them. */
function nodeFields(
  node: Node,
  { hasLabels, isInitial }: { readonly hasLabels: boolean; readonly isInitial: boolean },
): Fields {
  const { labels } = node.metadata
  const taints = node.spec.taints.map(({ key, value, effect }) => `${key}=${value ?? ''}:${effect}`)
  return {
    labels: hasLabels ? labels : null,
    taints: taints.length === 0 && !isInitial ? null : taints.toSorted(compare),
    unschedulable: node.spec.unschedulable ? true : undefined,
  }
}

function ownersText(object: MetaObject): JsonValue {
  const owners = object.metadata.ownerReferences
  if (owners.length === 0) return null
  return owners
    .map(({ kind, name, controller }) => `${kind}/${name}${controller === true ? '' : '(plain)'}`)
    .toSorted(compare)
}

function difference(
  type: string,
  now: Fields,
  before: Fields | undefined,
): Record<string, JsonValue> {
  if (type === 'DELETED') return {}
  if (before === undefined) return present(now)
  const changed: Record<string, JsonValue> = {}
  for (const [key, value] of Object.entries(now)) {
    if (!isSameJson(value, before[key])) changed[key] = value ?? null
  }
  return changed
}

function present(fields: Fields): Record<string, JsonValue> {
  const written: Record<string, JsonValue> = {}
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) written[key] = value
  return written
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1
}

/** Names as the recordings sort them: numbers in them count as numbers, `web-2` before `web-10`. */
function compareNames(one: string, other: string): number {
  const parts = one.split(/(\d+)/)
  const otherParts = other.split(/(\d+)/)
  for (const [index, part] of parts.entries()) {
    const otherPart = otherParts[index] ?? ''
    const order = index % 2 === 0 ? compare(part, otherPart) : Number(part) - Number(otherPart)
    if (order !== 0) return order
  }
  return parts.length - otherParts.length
}
