import type { ApiServerConfiguration } from '../api-server-configuration.ts'
import type { FieldErrors } from '../field-error.ts'
import { mustBeGiven, mustBeGivenAs, mustBeGivenAsOneOf } from '../must-be.ts'
import { dnsLabel } from '../name-syntax.ts'
import { type ContainerPort, validateContainerPorts } from './container-ports.ts'
import {
  type EnvironmentSource,
  type EnvironmentVariable,
  validateEnvironment,
  validateEnvironmentSources,
} from './environment.ts'
import { type Lifecycle, validateLifecycle } from './lifecycle.ts'
import { type Probes, validateProbes } from './probe.ts'
import { type ResourceRequirements, validateResources } from './resources.ts'
import { type SecurityContext, validateSecurityContext } from './security-context.ts'
import { type VolumeMount, validateVolumeMounts } from './volume-mounts.ts'

/** A container or init container of a pod template. */
export interface Container extends Probes {
  readonly name?: string
  readonly image?: string
  readonly imagePullPolicy?: string
  readonly terminationMessagePolicy?: string
  readonly restartPolicy?: string
  readonly ports?: readonly ContainerPort[]
  readonly env?: readonly EnvironmentVariable[]
  readonly envFrom?: readonly EnvironmentSource[]
  readonly volumeMounts?: readonly VolumeMount[]
  readonly resources?: ResourceRequirements
  readonly lifecycle?: Lifecycle
  readonly securityContext?: SecurityContext
}

/** What the containers of a pod are held against. */
export interface ContainerSurroundings {
  readonly configuration: ApiServerConfiguration
  /** The volumes of the pod that are sound. */
  readonly volumeNames: ReadonlySet<string>
  readonly gracePeriodSeconds: number
}

const PULL_POLICIES: readonly string[] = ['Always', 'IfNotPresent', 'Never']
const MESSAGE_POLICIES: readonly string[] = ['FallbackToLogsOnError', 'File']

/** One container of either sort, but for what only some of them may have. */
export function* validateContainer(
  container: Container,
  { configuration, volumeNames }: ContainerSurroundings,
  path: string,
): FieldErrors {
  const { securityContext, terminationMessagePolicy: messages } = container
  yield* mustBeGivenAs(dnsLabel, container.name, `${path}.name`)
  yield* mustBeGiven(container.image, `${path}.image`)
  yield* mustBeGivenAsOneOf(PULL_POLICIES, container.imagePullPolicy, `${path}.imagePullPolicy`)
  yield* mustBeGivenAsOneOf(MESSAGE_POLICIES, messages, `${path}.terminationMessagePolicy`)
  yield* validateContainerPorts(container.ports ?? [], `${path}.ports`)
  yield* validateEnvironment(container.env ?? [], `${path}.env`)
  yield* validateEnvironmentSources(container.envFrom ?? [], `${path}.envFrom`)
  const isPrivileged = securityContext?.privileged === true
  yield* validateVolumeMounts(
    container.volumeMounts ?? [],
    { volumeNames, isPrivileged },
    `${path}.volumeMounts`,
  )
  yield* validateResources(container.resources ?? {}, `${path}.resources`)
  if (securityContext !== undefined) {
    yield* validateSecurityContext(securityContext, {
      path: `${path}.securityContext`,
      allowPrivileged: configuration.allowPrivileged,
    })
  }
}

/** Hooks and probes, which only containers have that run until the pod is stopped. */
export function* validateRunningPhase(
  container: Container,
  { gracePeriodSeconds }: ContainerSurroundings,
  path: string,
): FieldErrors {
  if (container.lifecycle !== undefined) {
    yield* validateLifecycle(container.lifecycle, gracePeriodSeconds, `${path}.lifecycle`)
  }
  yield* validateProbes(container, gracePeriodSeconds, path)
}
