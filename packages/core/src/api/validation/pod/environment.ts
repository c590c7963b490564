import { type FieldErrors, invalid } from '../field-error.ts'
import { mustBe, mustBeGivenAs } from '../must-be.ts'
import { configKey, dnsSubdomain, environmentVariableName } from '../name-syntax.ts'
import { validateOneOf } from '../one-of.ts'
import {
  type FieldReference,
  type ResourceReference,
  validateFieldReference,
  validateResourceReference,
} from './field-reference.ts'

/** One environment variable of a container. */
export interface EnvironmentVariable {
  readonly name?: string
  readonly value?: string
  readonly valueFrom?: ValueSource
}

/** All keys of a ConfigMap or Secret as environment variables. */
export interface EnvironmentSource {
  readonly prefix?: string
  readonly configMapRef?: { readonly name?: string }
  readonly secretRef?: { readonly name?: string }
}

interface ValueSource {
  readonly fieldRef?: FieldReference
  readonly resourceFieldRef?: ResourceReference
  readonly configMapKeyRef?: KeyReference
  readonly secretKeyRef?: KeyReference
  readonly fileKeyRef?: object
}

interface KeyReference {
  readonly name?: string
  readonly key?: string
}

const SHOWN_FIELDS: readonly string[] = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
]

/** `env` of one container. Names may repeat: the last one wins. */
export function* validateEnvironment(
  variables: readonly EnvironmentVariable[],
  path: string,
): FieldErrors {
  for (const [index, { name, value = '', valueFrom }] of variables.entries()) {
    const variablePath = `${path}[${index}]`
    yield* mustBeGivenAs(environmentVariableName, name, `${variablePath}.name`)
    if (valueFrom === undefined) continue
    yield* validateValueSource(valueFrom, `${variablePath}.valueFrom`)
    yield* validateOneValue(value, valueFrom, `${variablePath}.valueFrom`)
  }
}

/** `envFrom` of one container. */
export function* validateEnvironmentSources(
  sources: readonly EnvironmentSource[],
  path: string,
): FieldErrors {
  for (const [index, { prefix = '', configMapRef, secretRef }] of sources.entries()) {
    const sourcePath = `${path}[${index}]`
    if (prefix !== '') yield* mustBe(environmentVariableName, prefix, `${sourcePath}.prefix`)
    yield* validateOneOf(
      {
        configMapRef:
          configMapRef &&
          mustBe(dnsSubdomain, configMapRef.name ?? '', `${sourcePath}.configMapRef.name`),
        secretRef:
          secretRef && mustBe(dnsSubdomain, secretRef.name ?? '', `${sourcePath}.secretRef.name`),
      },
      sourcePath,
    )
  }
}

function* validateValueSource(source: ValueSource, path: string): FieldErrors {
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef } = source
  if (fieldRef) yield* validateFieldReference(fieldRef, SHOWN_FIELDS, `${path}.fieldRef`)
  if (resourceFieldRef) {
    yield* validateResourceReference(resourceFieldRef, `${path}.resourceFieldRef`)
  }
  if (configMapKeyRef) yield* validateKeyReference(configMapKeyRef, `${path}.configMapKeyRef`)
  if (secretKeyRef) yield* validateKeyReference(secretKeyRef, `${path}.secretKeyRef`)
}

/** A variable has a value or one source of it, not both, and a source is not empty. */
function* validateOneValue(value: string, source: ValueSource, path: string): FieldErrors {
  const sourceCount = Object.values(source).filter((given) => given !== undefined).length
  if (sourceCount === 0) yield invalid(path, '', 'must name a source')
  else if (value !== '') yield invalid(path, '', 'must not be given beside a value')
  else if (sourceCount > 1) yield invalid(path, '', 'must name one source only')
}

function* validateKeyReference({ name = '', key }: KeyReference, path: string): FieldErrors {
  yield* mustBe(dnsSubdomain, name, `${path}.name`)
  yield* mustBeGivenAs(configKey, key, `${path}.key`)
}
