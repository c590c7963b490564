import type { JsonObject } from '../json.ts'
import type { ApiServerConfiguration } from './api-server-configuration.ts'
import {
  validateDaemonSetStatusUpdate,
  validateDaemonSetUpdate,
  validateNewDaemonSet,
} from './daemon-set.ts'
import { type FieldError, type FieldErrors, distinctErrors } from './field-error.ts'
import {
  validateNewStatefulSet,
  validateStatefulSetStatusUpdate,
  validateStatefulSetUpdate,
} from './stateful-set.ts'
import { type Warnings, daemonSetWarnings, statefulSetWarnings } from './warnings.ts'

/** The kinds whose rules are known. */
export type ValidatedKind = 'StatefulSet' | 'DaemonSet'

/** The reasons for which an object is refused, sorted and each once; none when it is accepted. */
export interface Validation {
  readonly errors: readonly FieldError[]
}

/** What the rules of a kind are. They read plain JSON: `decode` has seen to the types. */
interface Rules {
  create(object: JsonObject, configuration: ApiServerConfiguration): FieldErrors
  update(object: JsonObject, old: JsonObject, configuration: ApiServerConfiguration): FieldErrors
  updateStatus(
    object: JsonObject,
    old: JsonObject,
    configuration: ApiServerConfiguration,
  ): FieldErrors
  warnings(object: JsonObject): Warnings
}

const RULES: Readonly<Record<ValidatedKind, Rules>> = {
  StatefulSet: {
    create: validateNewStatefulSet,
    update: validateStatefulSetUpdate,
    updateStatus: validateStatefulSetStatusUpdate,
    warnings: statefulSetWarnings,
  },
  DaemonSet: {
    create: validateNewDaemonSet,
    update: validateDaemonSetUpdate,
    updateStatus: validateDaemonSetStatusUpdate,
    warnings: daemonSetWarnings,
  },
}

/** Whether an object may be created. It is decoded, has its defaults and a namespace. */
export function validateCreate(
  kind: ValidatedKind,
  object: JsonObject,
  configuration: ApiServerConfiguration,
): Validation {
  return { errors: distinctErrors(RULES[kind].create(object, configuration)) }
}

/** Whether an object may take the place of the stored one. Some faults are forgiven that it had. */
export function validateUpdate(
  kind: ValidatedKind,
  object: JsonObject,
  old: JsonObject,
  configuration: ApiServerConfiguration,
): Validation {
  return { errors: distinctErrors(RULES[kind].update(object, old, configuration)) }
}

/** Whether the status of an object may take the place of the stored one. */
export function validateStatusUpdate(
  kind: ValidatedKind,
  object: JsonObject,
  old: JsonObject,
  configuration: ApiServerConfiguration,
): Validation {
  return { errors: distinctErrors(RULES[kind].updateStatus(object, old, configuration)) }
}

/** What the API server remarks on an object that is to be created, refused or not. */
export function warningsOnCreate(kind: ValidatedKind, object: JsonObject): readonly string[] {
  return [...RULES[kind].warnings(object)]
}
