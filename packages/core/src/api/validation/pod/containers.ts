import { type FieldErrors, duplicate, forbidden, required } from '../field-error.ts'
import { mustBeOneOf } from '../must-be.ts'
import { validateHostPorts } from './container-ports.ts'
import {
  type Container,
  type ContainerSurroundings,
  validateContainer,
  validateRunningPhase,
} from './container.ts'

/** The containers of a pod of both sorts. */
export interface PodContainers {
  readonly initContainers: readonly Container[]
  readonly containers: readonly Container[]
}

const RESTART_POLICIES: readonly string[] = ['Always', 'Never', 'OnFailure']
const RUNNING_PHASE_FIELDS = [
  'lifecycle',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
] as const

/** `containers`: at least one, all sound, no name and no port of the host twice. */
export function* validateContainers(
  containers: readonly Container[],
  surroundings: ContainerSurroundings,
  path: string,
): FieldErrors {
  if (containers.length === 0) yield required(path, 'must have at least one container')
  const names = new Set<string>()
  for (const [index, container] of containers.entries()) {
    const at = `${path}[${index}]`
    yield* validateContainer(container, surroundings, at)
    yield* mustBeNew(container.name ?? '', names, `${at}.name`)
    yield* validateRestartPolicy(container, surroundings, at)
    yield* validateRunningPhase(container, surroundings, at)
  }
  yield* validateHostPorts(containers, path)
}

/**
 * `initContainers`: as containers, with names of their own. They run one by one and end by
 * themselves, so that they have neither probes nor hooks – unless they restart always, as sidecars.
 */
export function* validateInitContainers(
  { initContainers, containers }: PodContainers,
  surroundings: ContainerSurroundings,
  path: string,
): FieldErrors {
  const names = new Set(containers.map(({ name = '' }) => name))
  for (const [index, container] of initContainers.entries()) {
    const at = `${path}[${index}]`
    yield* validateContainer(container, surroundings, at)
    yield* mustBeNew(container.name ?? '', names, `${at}.name`)
    yield* validateInitRestartPolicy(container, surroundings, at)
    yield* validateHostPorts([container], path)
    if (container.restartPolicy === 'Always') {
      yield* validateRunningPhase(container, surroundings, at)
    } else {
      yield* mustHaveNoRunningPhase(container, at)
    }
  }
}

/** Only since 1.34 may a container restart by a rule of its own. */
function* validateRestartPolicy(
  { restartPolicy }: Container,
  { configuration }: ContainerSurroundings,
  path: string,
): FieldErrors {
  if (restartPolicy === undefined) return
  if (!configuration.behaviours.containerRestartPolicies) {
    yield forbidden(`${path}.restartPolicy`, 'is for init containers')
  } else {
    yield* mustBeOneOf(RESTART_POLICIES, restartPolicy, `${path}.restartPolicy`)
  }
}

/** Up to 1.33 an init container restarts always, which makes it a sidecar, or does as its pod. */
function* validateInitRestartPolicy(
  { restartPolicy }: Container,
  { configuration }: ContainerSurroundings,
  path: string,
): FieldErrors {
  if (restartPolicy === undefined) return
  const words = configuration.behaviours.containerRestartPolicies ? RESTART_POLICIES : ['Always']
  yield* mustBeOneOf(words, restartPolicy, `${path}.restartPolicy`)
}

function* mustHaveNoRunningPhase(container: Container, path: string): FieldErrors {
  for (const field of RUNNING_PHASE_FIELDS) {
    if (container[field] === undefined) continue
    yield forbidden(`${path}.${field}`, 'is for init containers that restart always')
  }
}

function* mustBeNew(name: string, seen: Set<string>, path: string): FieldErrors {
  if (name === '') return
  if (seen.has(name)) yield duplicate(path, name)
  seen.add(name)
}
