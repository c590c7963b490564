import { type JsonObject, isJsonObject } from '../api/json.ts'
import {
  numberField,
  objectField,
  objectsField,
  textField,
} from '../api/serialization/read-fields.ts'
import type { PodSpecification } from '../api/pod-specification.ts'
import { type Duration, seconds } from '../kernel/time.ts'
import { type ProbeFacts, readProbe } from './probe-facts.ts'

/** How an image comes to its node. */
export type PullPolicy = 'Always' | 'IfNotPresent' | 'Never'

/** What a kubelet needs to know of one container. */
export interface ContainerFacts {
  readonly name: string
  readonly image: string
  readonly pullPolicy: PullPolicy
  /** An init container that keeps running (`restartPolicy: Always`): a sidecar. */
  readonly isSidecar: boolean
  readonly startupProbe: ProbeFacts | undefined
  readonly readinessProbe: ProbeFacts | undefined
  readonly livenessProbe: ProbeFacts | undefined
  /** How long a `preStop` sleep lasts; other hooks are part of the termination's time. */
  readonly preStopSleep: Duration
}

/** What a kubelet needs to know of a pod's spec, worked out once per revision. */
export interface PodFacts {
  readonly init: readonly ContainerFacts[]
  readonly main: readonly ContainerFacts[]
  /** The init containers that keep running. */
  readonly sidecars: readonly ContainerFacts[]
  readonly hostNetwork: boolean
}

const factsBySpecification = new WeakMap<PodSpecification, PodFacts>()

/** The facts of a specification; the same object for the same specification. */
export function podFacts(specification: PodSpecification): PodFacts {
  let facts = factsBySpecification.get(specification)
  if (facts === undefined) {
    facts = readFacts(specification.template)
    factsBySpecification.set(specification, facts)
  }
  return facts
}

function readFacts(spec: JsonObject): PodFacts {
  const init = objectsField(spec, 'initContainers').map(readContainer)
  return {
    init,
    main: objectsField(spec, 'containers').map(readContainer),
    sidecars: init.filter(({ isSidecar }) => isSidecar),
    hostNetwork: spec['hostNetwork'] === true,
  }
}

function readContainer(container: JsonObject): ContainerFacts {
  const image = textField(container, 'image')
  const preStop = objectField(objectField(container, 'lifecycle'), 'preStop')
  return {
    name: textField(container, 'name'),
    image,
    pullPolicy: (textField(container, 'imagePullPolicy') || defaultPullPolicy(image)) as PullPolicy,
    isSidecar: textField(container, 'restartPolicy') === 'Always',
    startupProbe: probeField(container, 'startupProbe'),
    readinessProbe: probeField(container, 'readinessProbe'),
    livenessProbe: probeField(container, 'livenessProbe'),
    preStopSleep: seconds(numberField(objectField(preStop, 'sleep'), 'seconds')),
  }
}

/** The API's default: an image without a tag, or tagged latest, is checked at every start. */
function defaultPullPolicy(image: string): PullPolicy {
  const name = image.slice(image.lastIndexOf('/') + 1)
  if (name.includes('@')) return 'IfNotPresent'
  return !name.includes(':') || name.endsWith(':latest') ? 'Always' : 'IfNotPresent'
}

function probeField(container: JsonObject, key: string): ProbeFacts | undefined {
  const probe = container[key]
  return isJsonObject(probe) ? readProbe(probe) : undefined
}
