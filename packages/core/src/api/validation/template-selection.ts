import type { JsonObject } from '../json.ts'
import { compileLabelSelector } from '../label-selector.ts'
import { type FieldErrors, invalid } from './field-error.ts'
import type { LabelSelectorManifest } from './label-selector.ts'
import type { PodTemplate } from './pod/pod-template.ts'

/** A set must select the pods that it makes. The selector is usable; a missing one selects nothing. */
export function* mustSelectTemplate(
  selector: LabelSelectorManifest | undefined,
  template: PodTemplate,
): FieldErrors {
  const { labels = {} } = template.metadata ?? {}
  if (compileLabelSelector(selector as JsonObject | undefined).matches(labels)) return
  yield invalid(
    'spec.template.metadata.labels',
    labels,
    '`selector` does not match template `labels`',
  )
}
