import type { ControllerRevision } from '@seatrial/core'

/**
 * The revisions to be forgotten, oldest first: of those that nobody uses, all but the newest `limit`. A
 * negative limit keeps everything (STS-H1).
 */
export function surplusRevisions(
  revisions: readonly ControllerRevision[],
  limit: number,
  isInUse: (name: string) => boolean,
): readonly ControllerRevision[] {
  if (limit < 0 || revisions.length <= limit) return NONE
  const unused = revisions.filter(({ metadata }) => !isInUse(metadata.name))
  return unused.slice(0, Math.max(0, unused.length - limit))
}

const NONE: readonly ControllerRevision[] = Object.freeze([])
