import { qualifiedName } from '../../label-syntax.ts'
import type { StringMap } from '../../object-meta.ts'
import type { Toleration } from '../../toleration.ts'
import type { ApiServerConfiguration } from '../api-server-configuration.ts'
import { type FieldErrors, duplicate, invalid } from '../field-error.ts'
import { validateLabels } from '../metadata/labels.ts'
import { mustBe, mustBeBetween, mustBeOneOf } from '../must-be.ts'
import { dnsLabel, dnsSubdomain } from '../name-syntax.ts'
import { type Affinity, validateAffinity } from './affinity.ts'
import type { Container } from './container.ts'
import { type PodContainers, validateContainers, validateInitContainers } from './containers.ts'
import { type DnsConfig, validateDns } from './dns.ts'
import { type PodSecurityContext, validatePodSecurityContext } from './security-context.ts'
import { validateTolerations } from './tolerations.ts'
import { type TopologySpreadConstraint, validateTopologySpread } from './topology-spread.ts'
import { type Volume, validateVolumes } from './volumes.ts'

/** `spec` of a pod template as a manifest gives it, with the defaults filled in. */
export interface PodSpec {
  /** The stored form of an empty list that must be there is null. */
  readonly containers?: readonly Container[] | null
  readonly initContainers?: readonly Container[]
  readonly ephemeralContainers?: readonly object[]
  readonly volumes?: readonly Volume[]
  readonly restartPolicy?: string
  readonly terminationGracePeriodSeconds?: number
  readonly activeDeadlineSeconds?: number
  readonly dnsPolicy?: string
  readonly dnsConfig?: DnsConfig
  readonly nodeSelector?: StringMap
  readonly nodeName?: string
  readonly hostname?: string
  readonly subdomain?: string
  readonly hostNetwork?: boolean
  readonly hostPID?: boolean
  readonly shareProcessNamespace?: boolean
  readonly serviceAccountName?: string
  readonly priorityClassName?: string
  readonly preemptionPolicy?: string
  readonly runtimeClassName?: string
  readonly securityContext?: PodSecurityContext
  readonly affinity?: Affinity
  readonly tolerations?: readonly Toleration[]
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[]
  readonly schedulingGates?: readonly SchedulingGate[]
}

interface SchedulingGate {
  readonly name?: string
}

const PREEMPTION_POLICIES: readonly string[] = ['Never', 'PreemptLowerPriority']
const INT32_MAX = 2_147_483_647

/** The fields that hold one name, with the form that it must have. */
const NAMES = {
  nodeName: dnsSubdomain,
  hostname: dnsLabel,
  subdomain: dnsLabel,
  serviceAccountName: dnsSubdomain,
  priorityClassName: dnsSubdomain,
  runtimeClassName: dnsSubdomain,
} as const

/** The spec of a pod template: what the API server asks of a pod, whoever owns it. */
export function* validatePodSpec(
  spec: PodSpec,
  configuration: ApiServerConfiguration,
  path: string,
): FieldErrors {
  yield* validateContainersAndVolumes(spec, configuration, path)
  yield* validateNames(spec, path)
  yield* validateHostSharing(spec, path)
  yield* validatePlacement(spec, configuration, path)
  yield* validateDns({ policy: spec.dnsPolicy ?? '', config: spec.dnsConfig }, path)
  if (spec.securityContext !== undefined) {
    yield* validatePodSecurityContext(spec.securityContext, `${path}.securityContext`)
  }
  if (spec.activeDeadlineSeconds !== undefined) {
    const deadline = { least: 1, most: INT32_MAX }
    yield* mustBeBetween(spec.activeDeadlineSeconds, deadline, `${path}.activeDeadlineSeconds`)
  }
}

/** The containers of both sorts, where there are none an empty list. */
export function podContainers({ initContainers, containers }: PodSpec): PodContainers {
  return { initContainers: initContainers ?? [], containers: containers ?? [] }
}

function* validateContainersAndVolumes(
  spec: PodSpec,
  configuration: ApiServerConfiguration,
  path: string,
): FieldErrors {
  const { volumes = [] } = spec
  const pod = podContainers(spec)
  const verdict = validateVolumes(volumes, `${path}.volumes`)
  yield* verdict.errors
  const surroundings = {
    configuration,
    volumeNames: verdict.names,
    gracePeriodSeconds: spec.terminationGracePeriodSeconds ?? 0,
  }
  yield* validateContainers(pod.containers, surroundings, `${path}.containers`)
  yield* validateInitContainers(pod, surroundings, `${path}.initContainers`)
}

function* validateNames(spec: PodSpec, path: string): FieldErrors {
  for (const field of Object.keys(NAMES) as (keyof typeof NAMES)[]) {
    const name = spec[field] ?? ''
    if (name !== '') yield* mustBe(NAMES[field], name, `${path}.${field}`)
  }
}

/** On the host's network a port of the host can only be the container's own. */
function* validateHostSharing(spec: PodSpec, path: string): FieldErrors {
  if (spec.shareProcessNamespace === true && spec.hostPID === true) {
    yield invalid(`${path}.shareProcessNamespace`, true, 'must not be set beside hostPID')
  }
  if (spec.hostNetwork !== true) return
  for (const [index, { ports = [] }] of podContainers(spec).containers.entries()) {
    for (const [portIndex, { containerPort = 0, hostPort = 0 }] of ports.entries()) {
      if (hostPort === 0 || hostPort === containerPort) continue
      const at = `${path}.containers[${index}].ports[${portIndex}].hostPort`
      yield invalid(at, hostPort, 'must be the containerPort on the network of the host')
    }
  }
}

function* validatePlacement(
  spec: PodSpec,
  { behaviours }: ApiServerConfiguration,
  path: string,
): FieldErrors {
  yield* validateLabels(spec.nodeSelector ?? {}, `${path}.nodeSelector`)
  if (spec.affinity !== undefined) yield* validateAffinity(spec.affinity, `${path}.affinity`)
  yield* validateTolerations(spec.tolerations ?? [], {
    path: `${path}.tolerations`,
    comparison: behaviours.tolerationComparison,
  })
  const spread = spec.topologySpreadConstraints ?? []
  yield* validateTopologySpread(spread, `${path}.topologySpreadConstraints`)
  yield* validateSchedulingGates(spec.schedulingGates ?? [], `${path}.schedulingGates`)
  if (spec.preemptionPolicy !== undefined) {
    yield* mustBeOneOf(PREEMPTION_POLICIES, spec.preemptionPolicy, `${path}.preemptionPolicy`)
  }
}

function* validateSchedulingGates(gates: readonly SchedulingGate[], path: string): FieldErrors {
  const names = new Set<string>()
  for (const [index, { name = '' }] of gates.entries()) {
    yield* mustBe(qualifiedName, name, `${path}[${index}]`)
    if (names.has(name)) yield duplicate(`${path}[${index}]`, name)
    names.add(name)
  }
}
