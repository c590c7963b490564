import { type DaemonSet, TEMPLATE_GENERATION_ANNOTATION } from '@seatrial/core'

/** The label by which pods told the generation of their template before there were revisions. */
export const TEMPLATE_GENERATION_LABEL = 'pod-template-generation'

/**
 * The deprecated generation of a set's template, as its pods' label would have it; undefined where the
 * set has none, or one that is no number.
 */
export function templateGenerationOf({ metadata }: DaemonSet): string | undefined {
  const written = metadata.annotations[TEMPLATE_GENERATION_ANNOTATION]
  return written !== undefined && /^[+-]?\d+$/.test(written) ? String(BigInt(written)) : undefined
}
