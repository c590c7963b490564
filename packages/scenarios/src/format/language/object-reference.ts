import { nearestWord } from '@seatrial/core'
import type { z } from 'zod'
import { word } from './word.ts'

/** The kinds that roll out. */
export type WorkloadKind = 'StatefulSet' | 'DaemonSet'

/** Names an object; without a namespace it means the only one of that name. */
export interface ObjectReference {
  readonly kind: string
  readonly namespace?: string
  readonly name: string
}

/** Names a StatefulSet or DaemonSet. */
export interface WorkloadReference extends ObjectReference {
  readonly kind: WorkloadKind
}

/** The words that kubectl and people use for a kind, in lower case. */
const KIND_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    StatefulSet: ['statefulset', 'statefulsets', 'sts'],
    DaemonSet: ['daemonset', 'daemonsets', 'ds'],
    Pod: ['pod', 'pods', 'po'],
    Node: ['node', 'nodes', 'no'],
    Service: ['service', 'services', 'svc'],
    PersistentVolumeClaim: ['persistentvolumeclaim', 'persistentvolumeclaims', 'pvc'],
    PersistentVolume: ['persistentvolume', 'persistentvolumes', 'pv'],
    StorageClass: ['storageclass', 'storageclasses', 'sc'],
    PodDisruptionBudget: ['poddisruptionbudget', 'poddisruptionbudgets', 'pdb'],
    ResourceQuota: ['resourcequota', 'resourcequotas', 'quota'],
    PriorityClass: ['priorityclass', 'priorityclasses', 'pc'],
    ControllerRevision: ['controllerrevision', 'controllerrevisions'],
    Namespace: ['namespace', 'namespaces', 'ns'],
    Deployment: ['deployment', 'deployments', 'deploy'],
    Job: ['job', 'jobs'],
  }).flatMap(([kind, words]) => words.map((kindWord): [string, string] => [kindWord, kind])),
)

/** The kind that a word such as `sts` or `StatefulSet` means, or `undefined`. */
function parseKind(text: string): string | undefined {
  return KIND_WORDS.get(text.toLowerCase())
}

/** The same text with the kind word that was probably meant, for errors. */
export function suggestReference(text: string): string | undefined {
  const [kindWord, ...names] = text.split('/')
  if (names.length === 0 || parseKind(kindWord!) !== undefined) return undefined
  const nearest = nearestWord(kindWord!.toLowerCase(), KIND_WORDS.keys())
  return nearest === undefined ? undefined : [nearest, ...names].join('/')
}

const REFERENCE = /^([A-Za-z]+)\/(?:([a-z0-9][-a-z0-9]*)\/)?([a-z0-9][-a-z0-9.]*)$/

/** The object that `KIND/NAME` or `KIND/NAMESPACE/NAME` names, or `undefined`. */
export function parseObjectReference(text: string): ObjectReference | undefined {
  const match = REFERENCE.exec(text)
  const kind = parseKind(match?.[1] ?? '')
  if (match === null || kind === undefined) return undefined
  const [, , namespace, name] = match
  return namespace === undefined ? { kind, name: name! } : { kind, namespace, name: name! }
}

/** The StatefulSet or DaemonSet that the text names, or `undefined`. */
export function parseWorkloadReference(text: string): WorkloadReference | undefined {
  const reference = parseObjectReference(text)
  return reference !== undefined && isWorkloadReference(reference) ? reference : undefined
}

/** The reference in its one canonical spelling: `statefulset/kafka`, `statefulset/shop/kafka`. */
export function formatObjectReference(reference: ObjectReference): string {
  const { kind, namespace, name } = reference
  return [kind.toLowerCase(), ...(namespace === undefined ? [] : [namespace]), name].join('/')
}

/** True when the reference means the object of that kind, namespace and name. */
export function refersTo(
  reference: ObjectReference,
  object: { readonly kind: string; readonly namespace: string; readonly name: string },
): boolean {
  return (
    reference.kind === object.kind &&
    reference.name === object.name &&
    (reference.namespace === undefined || reference.namespace === object.namespace)
  )
}

function isWorkloadReference(reference: ObjectReference): reference is WorkloadReference {
  return reference.kind === 'StatefulSet' || reference.kind === 'DaemonSet'
}

/** A StatefulSet or DaemonSet in the scenario language. */
export const workloadWord: z.ZodType<WorkloadReference, string> = word({
  id: 'Workload',
  expected: 'a workload such as statefulset/kafka or daemonset/fluentd',
  description:
    'A workload: statefulset/NAME or daemonset/NAME (sts, ds for short), or KIND/NAMESPACE/NAME.',
  pattern: /^(sts|ds|[Ss]tateful[Ss]ets?|[Dd]aemon[Ss]ets?)\/([-a-z0-9]+\/)?[-a-z0-9.]+$/,
  examples: ['statefulset/kafka', 'ds/fluentd'],
  parse: parseWorkloadReference,
  suggest: suggestReference,
})

/** Any object in the scenario language. */
export const objectWord: z.ZodType<ObjectReference, string> = word({
  id: 'Object',
  expected: 'an object such as pod/kafka-0 or statefulset/kafka',
  description: 'An object: KIND/NAME or KIND/NAMESPACE/NAME, with kubectl’s words for kinds.',
  pattern: REFERENCE,
  examples: ['pod/kafka-0', 'pvc/data-kafka-0'],
  parse: parseObjectReference,
  suggest: suggestReference,
})
