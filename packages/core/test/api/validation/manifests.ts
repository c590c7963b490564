import {
  type ApiServerConfiguration,
  type FieldError,
  type JsonObject,
  type KubernetesProfile,
  type ValidatedKind,
  type Verdict,
  apiServerConfiguration,
  compareText,
  judgeCreate,
  judgeStatusUpdate,
  judgeUpdate,
  prepareForCreate,
} from '@seatrial/core'

/** A StatefulSet that every release accepts, with some of its spec changed. */
export function aStatefulSet(spec: JsonObject = {}, metadata: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web', ...metadata },
    spec: {
      replicas: 3,
      serviceName: 'web',
      selector: { matchLabels: { app: 'web' } },
      template: aTemplate(),
      volumeClaimTemplates: [aClaim()],
      ...spec,
    },
  }
}

/** A DaemonSet that every release accepts, with some of its spec changed. */
export function aDaemonSet(spec: JsonObject = {}, metadata: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'agent', ...metadata },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: aTemplate({ volumes: [{ name: 'data', emptyDir: {} }] }),
      ...spec,
    },
  }
}

/** A template with one container and some of its spec changed. */
export function aTemplate(podSpec: JsonObject = {}, metadata: JsonObject = {}): JsonObject {
  return {
    metadata: { labels: { app: 'web' }, ...metadata },
    spec: { containers: [aContainer()], ...podSpec },
  }
}

/** A container that mounts the volume `data`, with some fields changed. */
export function aContainer(fields: JsonObject = {}): JsonObject {
  return {
    name: 'app',
    image: 'nginx:1.27',
    volumeMounts: [{ name: 'data', mountPath: '/data' }],
    ...fields,
  }
}

/** A claim template named `data`, with some of its spec changed. */
export function aClaim(spec: JsonObject = {}): JsonObject {
  return {
    metadata: { name: 'data' },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
      ...spec,
    },
  }
}

/** Why a manifest may not be created, as `Invalid spec.replicas -1`; nothing when it may. */
export function refusalsOnCreate(
  manifest: JsonObject,
  configuration: ApiServerConfiguration = apiServerConfiguration('1.37'),
): string[] {
  return refusalsOf(judgeCreate(kindOf(manifest), manifest, configuration))
}

/** Why a manifest may not take the place of `old`. */
export function refusalsOnUpdate(
  manifest: JsonObject,
  old: JsonObject,
  profile: KubernetesProfile = '1.37',
): string[] {
  const stored = prepareForCreate(kindOf(old), old, profile)
  return refusalsOf(
    judgeUpdate(kindOf(manifest), manifest, stored, apiServerConfiguration(profile)),
  )
}

/** Why the status may not take the place of `old`. */
export function refusalsOnStatusUpdate(
  manifest: JsonObject,
  status: JsonObject,
  old: JsonObject,
): string[] {
  const kind = kindOf(manifest)
  const stored = { ...prepareForCreate(kind, manifest, '1.37'), status: old }
  const configuration = apiServerConfiguration('1.37')
  return refusalsOf(judgeStatusUpdate(kind, { ...manifest, status }, stored, configuration))
}

/** The errors of a verdict, sorted by field; what cannot be decoded is an error of the test. */
export function refusalsOf(verdict: Verdict): string[] {
  if (verdict.type === 'undecodable') throw new Error(`undecodable: ${verdict.wrongType.path}`)
  return verdict.type === 'refused' ? verdict.errors.toSorted(byField).map(refusal) : []
}

function byField(one: FieldError, other: FieldError): number {
  return compareText(sortKeyOf(one), sortKeyOf(other))
}

function sortKeyOf({ field, type, badValue }: FieldError): string {
  return [field, type, typeof badValue, badValue].join('\u0000')
}

function refusal({ type, field, badValue }: FieldError): string {
  const value = badValue === undefined ? '' : ` ${JSON.stringify(badValue)}`
  return `${type} ${field}${value}`
}

function kindOf(manifest: JsonObject): ValidatedKind {
  return manifest['kind'] as ValidatedKind
}
