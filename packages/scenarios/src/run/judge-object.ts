import {
  type ApiServerConfiguration,
  type JsonObject,
  type ValidatedKind,
  type Verdict,
  type WallTime,
  disruptionBudgetErrors,
  judgeCreate,
  judgeUpdate,
  prepareForCreate,
  prepareForUpdate,
} from '@seatrial/core'

/** What turns a manifest into the object that the API server stores. */
export interface Admission {
  readonly configuration: ApiServerConfiguration
  /** The wall time of t = 0. */
  readonly epoch: WallTime
  /** How long new pods put up with a lost node that say nothing about it; five minutes by default. */
  readonly defaultTolerationSeconds?: number
}

/** What the API server makes of a manifest that is to be created; kinds without rules are accepted. */
export function judgeNew(
  kind: string,
  manifest: JsonObject,
  { configuration, defaultTolerationSeconds }: Admission,
): Verdict {
  if (isValidated(kind)) return judgeCreate(kind, manifest, configuration)
  const { profile, gates } = configuration
  return verdictOn(kind, prepareForCreate(kind, manifest, profile, gates, defaultTolerationSeconds))
}

/** What the API server makes of a manifest that is to take the place of `stored`. */
export function judgeReplacement(
  kind: string,
  manifest: JsonObject,
  stored: JsonObject,
  { configuration }: Admission,
): Verdict {
  if (isValidated(kind)) return judgeUpdate(kind, manifest, stored, configuration)
  const { profile, gates } = configuration
  return verdictOn(kind, prepareForUpdate(kind, manifest, stored, profile, gates))
}

function isValidated(kind: string): kind is ValidatedKind {
  return kind === 'StatefulSet' || kind === 'DaemonSet'
}

/** Of kinds that are not decoded only disruption budgets have rules here. */
function verdictOn(kind: string, object: JsonObject): Verdict {
  const errors = kind === 'PodDisruptionBudget' ? disruptionBudgetErrors(object) : []
  const remarks = { unknownFields: [], warnings: [] }
  if (errors.length > 0) return { type: 'refused', errors, ...remarks }
  return { type: 'accepted', object, ...remarks }
}
