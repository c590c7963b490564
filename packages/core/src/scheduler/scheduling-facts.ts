import type { JsonObject } from '../api/json.ts'
import { type NodeSelector, compileNodeSelector } from '../api/node-selector.ts'
import type { Pod } from '../api/pod.ts'
import type { PodSpecification } from '../api/pod-specification.ts'
import { objectsField, textField } from '../api/serialization/read-fields.ts'
import type { Toleration } from '../api/toleration.ts'
import { type HostPort, hostPorts } from './host-ports.ts'
import { type ResourceRequests, resourceRequests } from './resource-requests.ts'

/**
 * What a scheduler needs to know of a pod's spec, worked out once per specification. A specification
 * belongs to one revision of one owner, so its pods share their namespace too.
 */
export interface SchedulingFacts {
  readonly requests: ResourceRequests
  readonly hostPorts: readonly HostPort[]
  readonly nodeSelector: NodeSelector
  readonly tolerations: readonly Toleration[]
  /** `spec.priority`; undefined when only the class is named. */
  readonly priority: number | undefined
  /** '' when no class is named. */
  readonly priorityClassName: string
  readonly mayPreempt: boolean
}

const factsBySpecification = new WeakMap<PodSpecification, SchedulingFacts>()

/** The facts of a pod's specification; the same object for the same specification. */
export function schedulingFacts(pod: Pod): SchedulingFacts {
  let facts = factsBySpecification.get(pod.specification)
  if (facts === undefined) {
    facts = readFacts(pod.specification.template)
    factsBySpecification.set(pod.specification, facts)
  }
  return facts
}

function readFacts(spec: JsonObject): SchedulingFacts {
  const { priority } = spec
  return {
    requests: resourceRequests(spec),
    hostPorts: hostPorts(spec),
    nodeSelector: compileNodeSelector(spec),
    tolerations: objectsField(spec, 'tolerations') as readonly unknown[] as readonly Toleration[],
    priority: typeof priority === 'number' ? priority : undefined,
    priorityClassName: textField(spec, 'priorityClassName'),
    mayPreempt: textField(spec, 'preemptionPolicy') !== 'Never',
  }
}
