import {
  type JsonObject,
  type StatefulSet,
  type StringMap,
  compareText,
  jsonAt,
} from '@seatrial/core'

/** The name of the claim that the pod with this ordinal has by a claim template. */
export function claimName(templateName: string, setName: string, ordinal: number): string {
  return `${templateName}-${setName}-${ordinal}`
}

/** The names of a set's claim templates, sorted: Kubernetes goes through them in no promised order. */
export function claimTemplateNames(set: StatefulSet): readonly string[] {
  return set.spec.volumeClaimTemplates.map(claimTemplateName).sort(compareText)
}

/** The claims of the pod with this ordinal as they are created, sorted by the names of their templates. */
export function claimsFromTemplates(set: StatefulSet, ordinal: number): readonly JsonObject[] {
  return set.spec.volumeClaimTemplates
    .toSorted((left, right) => compareText(claimTemplateName(left), claimTemplateName(right)))
    .map((template) => claimFromTemplate(set, template, ordinal))
}

/**
 * The claim of the pod with this ordinal for one template. The labels that the set selects by win over
 * those of the template.
 */
export function claimFromTemplate(
  set: StatefulSet,
  template: JsonObject,
  ordinal: number,
): JsonObject {
  const metadata = (template['metadata'] ?? {}) as JsonObject
  const selected = jsonAt(set.spec.selector, 'matchLabels') as StringMap | undefined
  return {
    ...template,
    metadata: {
      ...metadata,
      name: claimName(claimTemplateName(template), set.metadata.name, ordinal),
      namespace: set.metadata.namespace,
      labels: { ...(metadata['labels'] as StringMap | undefined), ...selected },
    },
  }
}

/** The name of a claim template. */
export function claimTemplateName(template: JsonObject): string {
  return jsonAt(template, 'metadata', 'name') as string
}
