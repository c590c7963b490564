import {
  type ApiServer,
  type FeatureGates,
  type JsonObject,
  type KubernetesProfile,
  type MetaObject,
  Pod,
  PodMetadata,
  type SimTime,
  TEMPLATE_GENERATION_ANNOTATION,
  type WallTime,
  applyDefaults,
  draftOf,
  isBeingDeleted,
  isJsonObject,
  prepareForCreate,
  readObject,
  readPod,
  writeObject,
} from '@seatrial/core'
import type { StandInKubelet } from './stand-in-kubelet.ts'
import type { Timers } from './timers.ts'
import type { ScriptLine } from './trace-case.ts'

const CAUSE = { by: 'user', why: '' }

/** What the lines of a script act on. */
export interface ScriptStage {
  readonly server: ApiServer
  readonly kubelet: StandInKubelet
  readonly timers: Timers
  readonly scriptTimers: Timers
  readonly profile: KubernetesProfile
  readonly gates: FeatureGates
  readonly epoch: WallTime
  readonly controller: 'StatefulSet' | 'DaemonSet'
}

/** Plans every line of the script at its instant. */
export function planScript(stage: ScriptStage, script: readonly ScriptLine[]): void {
  for (const line of script) {
    const time = recordedInstant(line.atSeconds)
    stage.scriptTimers.at(time, () => runLine(stage, line))
  }
}

/** Seconds as the recorder's clock cut them: to whole microseconds. */
export function recordedInstant(seconds: number): SimTime {
  return Math.trunc(seconds * 1_000_000) as SimTime
}

function runLine(stage: ScriptStage, line: ScriptLine): void {
  switch (line.action) {
    case 'create':
      stage.server.create(prepared(stage, line.object ?? {}), CAUSE)
      return
    case 'setImage':
      changeSet(stage, line, (set) => withImage(set, line.image ?? ''))
      return
    case 'scale':
      changeSet(stage, line, (set) => merge(set, { spec: { replicas: line.replicas ?? 0 } }))
      return
    case 'patch':
      changeSet(stage, line, (set) => merge(set, line.patch ?? {}))
      return
    case 'deleteSet':
      stage.server.delete(
        stage.controller === 'StatefulSet' ? 'statefulsets' : 'daemonsets',
        'default',
        line.name ?? '',
        line.propagation === undefined ? {} : { propagation: line.propagation },
        CAUSE,
      )
      return
    case 'deletePvc':
      stage.server.delete('persistentvolumeclaims', 'default', line.name ?? '', {}, CAUSE)
      return
    case 'createPod':
      createPod(stage, line.object ?? {})
      return
    case 'addNode':
      stage.server.create(prepared(stage, { kind: 'Node', ...line.object }), CAUSE)
      return
    case 'patchNode':
      patchNode(stage, line)
      return
    case 'deleteNode':
      deleteNode(stage, line)
      return
    default:
      runPodLine(stage, line)
  }
}

function runPodLine(stage: ScriptStage, line: ScriptLine): void {
  const pod = findPod(stage.server, line)
  if (pod === undefined) return
  switch (line.action) {
    case 'deletePod':
      stage.server.deletePod(pod, line.force === true ? { gracePeriodSeconds: 0 } : {}, CAUSE)
      return
    case 'failPod':
      stage.kubelet.end(pod, 'Failed')
      return
    case 'succeedPod':
      stage.kubelet.end(pod, 'Succeeded')
      return
    case 'unreadyPod':
      stage.kubelet.unready(pod, line.readyAgainMs)
      return
    case 'labelPod':
      labelPod(stage.server, pod, line.patch ?? {})
      return
    default:
      throw new Error(`unknown script action ${line.action}`)
  }
}

/** The named pod, or the newest pod of a node that is not terminating. */
function findPod(server: ApiServer, line: ScriptLine): Pod | undefined {
  if (line.pod !== undefined) return server.get('pods', 'default', line.pod)
  let newest: Pod | undefined
  for (const pod of server.list('pods').values()) {
    const node = pod.nodeName || pod.identity.pinnedNode
    if (node !== line.onNode || isBeingDeleted(pod)) continue
    if (newest === undefined || pod.identity.number > newest.identity.number) newest = pod
  }
  return newest
}

function changeSet(
  stage: ScriptStage,
  line: ScriptLine,
  change: (set: JsonObject) => JsonObject,
): void {
  const resource = stage.controller === 'StatefulSet' ? 'statefulsets' : 'daemonsets'
  const stored = stage.server.get(resource, 'default', line.name ?? '')
  if (stored === undefined) return
  const changed = change(writeObject(stored, stage.epoch))
  const defaulted = applyDefaults(stage.controller, changed, stage.profile, stage.gates)
  const object = readObject(defaulted, stage.epoch)
  if (object !== undefined) {
    const metadata = { ...stored.metadata, resourceVersion: 0 }
    stage.server.update({ ...object, metadata }, CAUSE)
  }
}

/** The stand-in's store does without the annotation that counts the templates of a DaemonSet. */
function prepared(stage: ScriptStage, object: JsonObject): MetaObject {
  const kind = String(object['kind'])
  const ready =
    kind === 'Node' ? object : prepareForCreate(kind, object, stage.profile, stage.gates)
  const read = readObject(ready, stage.epoch)
  if (read === undefined) throw new Error(`cannot read a ${kind}`)
  if (read.kind !== 'DaemonSet') return read
  const { [TEMPLATE_GENERATION_ANNOTATION]: _count, ...annotations } = read.metadata.annotations
  return { ...read, metadata: { ...read.metadata, annotations } }
}

function createPod(stage: ScriptStage, object: JsonObject): void {
  const pod = readPod(object, stage.epoch, 0)
  stage.server.createPod(
    {
      name: pod.identity.name,
      generateName: '',
      metadata: pod.metadata,
      specification: pod.specification,
      volumes: pod.volumes,
      pinnedNode: pod.identity.pinnedNode,
      nodeName: pod.nodeName,
    },
    'default',
    CAUSE,
  )
}

function labelPod(server: ApiServer, pod: Pod, patch: JsonObject): void {
  const draft = draftOf(pod)
  const labels = merge(pod.metadata.labels, patch) as Readonly<Record<string, string>>
  draft.metadata = new PodMetadata({ ...pod.metadata, labels })
  server.commitPod(draft, CAUSE)
}

function patchNode(stage: ScriptStage, line: ScriptLine): void {
  const stored = stage.server.get('nodes', '', line.name ?? '')
  if (stored === undefined) return
  const read = readObject(merge(writeObject(stored, stage.epoch), line.patch ?? {}), stage.epoch)
  if (read === undefined) return
  const metadata = { ...read.metadata, resourceVersion: 0 }
  stage.server.update({ ...read, metadata }, CAUSE)
}

function deleteNode(stage: ScriptStage, line: ScriptLine): void {
  const name = line.name ?? ''
  stage.server.delete('nodes', '', name, {}, CAUSE)
  stage.timers.afterMilliseconds(line.podGcMs ?? 0, () => {
    for (const pod of Array.from(stage.server.list('pods').values())) {
      if (pod.nodeName === name) stage.server.removePod(pod, CAUSE)
    }
  })
}

function withImage(set: JsonObject, image: string): JsonObject {
  const spec = set['spec'] as JsonObject
  const template = spec['template'] as JsonObject
  const podSpec = template['spec'] as JsonObject
  const [first, ...others] = podSpec['containers'] as readonly JsonObject[]
  const containers = [{ ...first, image }, ...others]
  return { ...set, spec: { ...spec, template: { ...template, spec: { ...podSpec, containers } } } }
}

/** A merge patch: objects merge, null removes, anything else replaces. */
function merge(target: JsonObject, patch: JsonObject): JsonObject {
  const merged: Record<string, JsonObject[string]> = { ...target }
  for (const [key, value] of Object.entries(patch)) {
    const present = merged[key]
    if (value === null) delete merged[key]
    else if (isJsonObject(value)) merged[key] = merge(isJsonObject(present) ? present : {}, value)
    else merged[key] = value
  }
  return merged
}
