import {
  type ApiServerConfiguration,
  type JsonObject,
  type ValidatedKind,
  type Verdict,
  apiServerConfiguration,
  applyDefaults,
  formatTimestamp,
  judgeCreate,
  judgeUpdate,
  resolveFeatureGates,
} from '@seatrial/core'
import { type ObjectReference, refersTo } from '../format/language/object-reference.ts'
import type { Manifest } from '../format/manifests/manifest.ts'
import { addressOf } from '../format/manifests/workloads.ts'
import type { Action, Scenario } from '../format/scenario/scenario.ts'
import { profileOf } from '../run/build-cluster.ts'
import { workloadChanges } from '../run/workload-changes.ts'

/**
 * Why the API server would refuse what the scenario does to a workload, at the start or later, in its own
 * words; undefined when it takes all. The timeline is gone through in the order of its entries.
 */
export function refusalOf(scenario: Scenario): string | undefined {
  const workloads = new AppliedWorkloads(scenario)
  for (const manifest of scenario.manifests) workloads.apply(manifest)
  const now = formatTimestamp(scenario.epoch)
  for (const { actions } of scenario.timeline) {
    for (const action of actions) follow(workloads, action, now)
  }
  return workloads.refusal
}

function follow(workloads: AppliedWorkloads, action: Action, now: string): void {
  switch (action.type) {
    case 'apply':
      for (const manifest of action.manifests) workloads.apply(manifest)
      break
    case 'delete':
      for (const reference of action.objects) workloads.delete(reference)
      break
    case 'patch':
    case 'restart':
    case 'scale':
    case 'set':
    case 'setImage':
      for (const { workload, change } of workloadChanges(action, now)) {
        workloads.change(workload, change)
      }
  }
}

/** StatefulSets and DaemonSets as an API server would store them, and its first refusal. */
class AppliedWorkloads {
  readonly #configuration: ApiServerConfiguration
  /** The newest manifest of each, its object as it is stored. */
  readonly #stored = new Map<string, Manifest>()
  #refusal: string | undefined

  constructor(scenario: Scenario) {
    const profile = profileOf(scenario)
    const gates = resolveFeatureGates(profile, scenario.featureGates)
    this.#configuration = apiServerConfiguration(profile, { gates })
    for (const manifest of scenario.existing) {
      const object = applyDefaults(manifest.kind, manifest.object, profile, gates)
      this.#stored.set(addressOf(manifest), { ...manifest, object })
    }
  }

  get refusal(): string | undefined {
    return this.#refusal
  }

  apply(manifest: Manifest): void {
    const { kind, object } = manifest
    if (!isValidated(kind)) return
    const address = addressOf(manifest)
    const stored = this.#stored.get(address)
    const verdict =
      stored === undefined
        ? judgeCreate(kind, object, this.#configuration)
        : judgeUpdate(kind, object, stored.object, this.#configuration)
    if (verdict.type === 'accepted') {
      this.#stored.set(address, { ...manifest, object: verdict.object })
    } else {
      this.#refusal ??= `${address}: ${wordsOf(verdict)}`
    }
  }

  change(workload: ObjectReference, change: (object: JsonObject) => JsonObject): void {
    const stored = this.#find(workload)
    if (stored !== undefined) this.apply({ ...stored, object: change(stored.object) })
  }

  delete(reference: ObjectReference): void {
    const stored = this.#find(reference)
    if (stored !== undefined) this.#stored.delete(addressOf(stored))
  }

  #find(reference: ObjectReference): Manifest | undefined {
    return [...this.#stored.values()].find((manifest) => refersTo(reference, manifest))
  }
}

function isValidated(kind: string): kind is ValidatedKind {
  return kind === 'StatefulSet' || kind === 'DaemonSet'
}

function wordsOf(verdict: Exclude<Verdict, { readonly type: 'accepted' }>): string {
  if (verdict.type === 'undecodable') {
    const { path, expected } = verdict.wrongType
    return `${path}: expected ${expected}`
  }
  return verdict.errors.map(({ field, detail }) => `${field}: ${detail}`).join('; ')
}
