import type { ApiServerConfiguration } from './api-server-configuration.ts'
import type { ClaimTemplate } from './claim-template.ts'
import { type FieldErrors, invalid, required } from './field-error.ts'
import {
  type LabelSelectorManifest,
  isEmptySelector,
  validateLabelSelector,
} from './label-selector.ts'
import { mustBeOneOf, mustNotBeNegative } from './must-be.ts'
import {
  type PodTemplate,
  validateRunsForever,
  validateTemplateMetadata,
} from './pod/pod-template.ts'
import { validateStatefulSetPodSpec } from './stateful-set-pod-spec.ts'
import {
  type StatefulSetStrategyManifest,
  validateStatefulSetStrategy,
} from './stateful-set-strategy.ts'
import { mustSelectTemplate } from './template-selection.ts'

/** `spec` of a StatefulSet as a manifest gives it, with the defaults filled in. */
export interface StatefulSetSpecManifest {
  readonly replicas?: number
  readonly selector?: LabelSelectorManifest
  readonly template?: PodTemplate
  readonly serviceName?: string
  readonly podManagementPolicy?: string
  readonly updateStrategy?: StatefulSetStrategyManifest
  readonly minReadySeconds?: number
  readonly revisionHistoryLimit?: number
  readonly ordinals?: { readonly start?: number }
  readonly persistentVolumeClaimRetentionPolicy?: RetentionPolicyManifest
  readonly volumeClaimTemplates?: readonly ClaimTemplate[]
}

interface RetentionPolicyManifest {
  readonly whenDeleted?: string
  readonly whenScaled?: string
}

/** What is forgiven because the stored set has it already. */
export interface StatefulSetAllowances {
  /** The strategy Recreate, which a gate may have allowed once. */
  readonly recreate: boolean
  /** Faults in the spec of the pods, which earlier releases did not look for. */
  readonly unsoundPodSpec: boolean
}

const RETENTION_POLICIES: readonly string[] = ['Retain', 'Delete']

/** The rules for the spec of a StatefulSet, new or changed. (statefulset.md §4.3) */
export function* validateStatefulSetSpec(
  spec: StatefulSetSpecManifest,
  configuration: ApiServerConfiguration,
  allowances: StatefulSetAllowances,
): FieldErrors {
  yield* validatePodManagementPolicy(spec.podManagementPolicy ?? '')
  yield* validateStatefulSetStrategy(spec.updateStrategy ?? {}, {
    path: 'spec.updateStrategy',
    allowRecreate: allowances.recreate,
  })
  yield* validateRetentionPolicy(spec.persistentVolumeClaimRetentionPolicy ?? {})
  yield* mustNotBeNegative(spec.replicas, 'spec.replicas')
  yield* mustNotBeNegative(spec.minReadySeconds, 'spec.minReadySeconds')
  yield* mustNotBeNegative(spec.ordinals?.start, 'spec.ordinals.start')
  yield* validateSelectorAndTemplate(spec, configuration, allowances)
  yield* validateRunsForever(spec.template?.spec ?? {}, 'spec.template.spec')
}

function* validatePodManagementPolicy(policy: string): FieldErrors {
  const path = 'spec.podManagementPolicy'
  if (policy === '') yield required(path, 'must be given')
  else if (policy !== 'OrderedReady' && policy !== 'Parallel') {
    yield invalid(path, policy, "must be 'OrderedReady' or 'Parallel'")
  }
}

function* validateRetentionPolicy(policy: RetentionPolicyManifest): FieldErrors {
  const path = 'spec.persistentVolumeClaimRetentionPolicy'
  yield* mustBeOneOf(RETENTION_POLICIES, policy.whenDeleted ?? '', `${path}.whenDeleted`)
  yield* mustBeOneOf(RETENTION_POLICIES, policy.whenScaled ?? '', `${path}.whenScaled`)
}

/** A template is only looked at when the selector can be held against it. */
function* validateSelectorAndTemplate(
  spec: StatefulSetSpecManifest,
  configuration: ApiServerConfiguration,
  allowances: StatefulSetAllowances,
): FieldErrors {
  const { selector, template = {} } = spec
  const selectorErrors = [...validateLabelSelector(selector, 'spec.selector')]
  yield* selectorErrors
  if (selector === undefined) yield required('spec.selector', 'must be given')
  else if (selectorErrors.length > 0) {
    yield invalid('spec.selector', selector, 'cannot be used to select pods')
    return
  } else if (isEmptySelector(selector)) {
    yield invalid('spec.selector', selector, 'must not be empty')
  }
  yield* mustSelectTemplate(selector, template)
  yield* validateTemplateMetadata(template, 'spec.template')
  if (configuration.behaviours.statefulSetTemplateValidation && !allowances.unsoundPodSpec) {
    yield* validateStatefulSetPodSpec(spec, configuration, 'spec.template.spec')
  }
}
