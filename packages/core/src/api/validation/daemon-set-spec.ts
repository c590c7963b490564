import type { ApiServerConfiguration } from './api-server-configuration.ts'
import { type DaemonSetStrategyManifest, validateDaemonSetStrategy } from './daemon-set-strategy.ts'
import { type FieldErrors, invalid } from './field-error.ts'
import {
  type LabelSelectorManifest,
  isEmptySelector,
  validateLabelSelector,
} from './label-selector.ts'
import { mustNotBeNegative } from './must-be.ts'
import {
  type PodTemplate,
  validateRunsForever,
  validateTemplateMetadata,
  validateTemplateSpec,
} from './pod/pod-template.ts'
import { mustSelectTemplate } from './template-selection.ts'

/** `spec` of a DaemonSet as a manifest gives it, with the defaults filled in. */
export interface DaemonSetSpecManifest {
  readonly selector?: LabelSelectorManifest
  readonly template?: PodTemplate
  readonly updateStrategy?: DaemonSetStrategyManifest
  readonly minReadySeconds?: number
  readonly revisionHistoryLimit?: number
}

/** The rules for the spec of a DaemonSet, new or changed. (daemonset-and-nodes.md A1) */
export function* validateDaemonSetSpec(
  spec: DaemonSetSpecManifest,
  configuration: ApiServerConfiguration,
): FieldErrors {
  const { template = {} } = spec
  yield* validateSelector(spec.selector, template)
  yield* validateTemplateMetadata(template, 'spec.template')
  yield* validateTemplateSpec(template.spec ?? {}, configuration, 'spec.template.spec')
  yield* validateRunsForever(template.spec ?? {}, 'spec.template.spec')
  yield* validateDaemonSetStrategy(spec.updateStrategy ?? {}, 'spec.updateStrategy')
  yield* mustNotBeNegative(spec.minReadySeconds, 'spec.minReadySeconds')
  yield* mustNotBeNegative(spec.revisionHistoryLimit, 'spec.revisionHistoryLimit')
}

/** A missing selector is only told of by the labels: it selects nothing. */
function* validateSelector(
  selector: LabelSelectorManifest | undefined,
  template: PodTemplate,
): FieldErrors {
  const errors = [...validateLabelSelector(selector, 'spec.selector')]
  yield* errors
  if (selector !== undefined && isEmptySelector(selector)) {
    yield invalid('spec.selector', selector, 'must not be empty')
  }
  if (errors.length === 0) yield* mustSelectTemplate(selector, template)
}
