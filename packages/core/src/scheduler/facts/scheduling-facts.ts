import type { Pod } from '../../api/pod.ts'
import { type PodSpecification, hasSchedulingGates } from '../../api/pod-specification.ts'
import { objectsField, textField } from '../../api/serialization/read-fields.ts'
import type { Toleration } from '../../api/toleration.ts'
import { type HostPort, hostPorts } from './host-ports.ts'
import { type NodeChoice, nodeChoice } from './node-choice.ts'
import { type PodAffinities, podAffinities } from './pod-affinities.ts'
import { type ResourceRequests, resourceRequests } from './resource-requests.ts'

/**
 * What a scheduler needs to know of a pod's spec, worked out once per specification. A specification
 * belongs to one revision of one owner, so its pods share their namespace too, and the labels by which
 * they may ask for their like.
 */
export interface SchedulingFacts {
  readonly requests: ResourceRequests
  readonly hostPorts: readonly HostPort[]
  readonly nodeChoice: NodeChoice
  readonly affinities: PodAffinities
  readonly tolerations: readonly Toleration[]
  /** `spec.priority`; undefined when only the class is named. */
  readonly priority: number | undefined
  /** '' when no class is named. */
  readonly priorityClassName: string
  readonly mayPreempt: boolean
  /** Nothing is done about the pod while it has gates. */
  readonly isGated: boolean
}

const factsBySpecification = new WeakMap<PodSpecification, SchedulingFacts>()

/** The facts of a pod's specification; the same object for the same specification. */
export function schedulingFacts(pod: Pod): SchedulingFacts {
  let facts = factsBySpecification.get(pod.specification)
  if (facts === undefined) {
    facts = readFacts(pod)
    factsBySpecification.set(pod.specification, facts)
  }
  return facts
}

function readFacts(pod: Pod): SchedulingFacts {
  const spec = pod.specification.template
  const { priority } = spec
  return {
    requests: resourceRequests(spec),
    hostPorts: hostPorts(spec),
    nodeChoice: nodeChoice(spec),
    affinities: podAffinities(spec, pod),
    tolerations: objectsField(spec, 'tolerations') as readonly unknown[] as readonly Toleration[],
    priority: typeof priority === 'number' ? priority : undefined,
    priorityClassName: textField(spec, 'priorityClassName'),
    mayPreempt: textField(spec, 'preemptionPolicy') !== 'Never',
    isGated: hasSchedulingGates(pod.specification),
  }
}
