/** What our own checks tell about an issue beside its message, in zod's `params`. */
export interface IssueDetails {
  /** What stands there, where the value alone does not say it well. */
  readonly got?: string | undefined
  readonly suggestion?: string | undefined
  /** The issue is about the last key of its path, which nothing is known of. */
  readonly isUnknownKey?: boolean
}
