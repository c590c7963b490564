import {
  type Behaviours,
  type ControllerRevision,
  type Informer,
  type JsonObject,
  type LabelSelector,
  type OwnerReference,
  type StatefulSet,
  UnusableLabelSelectorError,
  compileLabelSelector,
} from '@seatrial/core'
import { controllerReference } from '../runtime/controller-reference.ts'
import type { EventSubject } from '../runtime/event-recorder.ts'
import { ClaimedPods } from './places/claimed-pods.ts'
import type { MemberPods } from './places/member-pods.ts'
import { OwnWrites } from './own-writes.ts'
import { PodBlueprint } from './pod-blueprint.ts'
import { RevisionMemory } from './revision-memory.ts'
import type { SettledPass } from './settled-pass.ts'
import { SlotIndex } from './places/slot-index.ts'

export interface SetRecordOptions {
  readonly behaviours: Behaviours
  readonly claims: Informer<'persistentvolumeclaims'>
  readonly members: MemberPods
}

/** What the controller keeps about one StatefulSet from sync to sync. */
export class SetRecord {
  /** The key of the set in the work queue. */
  readonly key: string
  readonly subject: EventSubject
  readonly owner: OwnerReference
  readonly pods: ClaimedPods
  readonly revisions: RevisionMemory
  readonly ownWrites: OwnWrites = new OwnWrites()
  /** The set as the cache has it now. */
  set: StatefulSet
  /** What the last pass found, if it had nothing to do. */
  settled: SettledPass | undefined
  #selectorSource: JsonObject | null | undefined
  #selector: LabelSelector | undefined
  #blueprints: readonly PodBlueprint[] = []

  constructor(set: StatefulSet, { behaviours, claims, members }: SetRecordOptions) {
    const { name, namespace, uid } = set.metadata
    this.set = set
    this.key = `${namespace}/${name}`
    this.subject = { kind: 'StatefulSet', namespace, name, uid }
    this.owner = controllerReference(set)
    this.pods = new ClaimedPods(new SlotIndex(behaviours, claims), members)
    this.revisions = new RevisionMemory(behaviours)
  }

  get slots(): SlotIndex {
    return this.pods.slots
  }

  /** The set's selector; undefined when Kubernetes cannot make a matcher of it. */
  get selector(): LabelSelector | undefined {
    const { selector } = this.set.spec
    if (selector !== this.#selectorSource) {
      this.#selectorSource = selector
      this.#selector = usableSelector(selector)
    }
    return this.#selector
  }

  /** The blueprint of the pods of a revision whose template can be read. */
  blueprintOf(revision: ControllerRevision): PodBlueprint {
    const { shape } = this.slots
    const known = this.#blueprints.find((blueprint) => blueprint.isFor(revision, shape))
    if (known !== undefined) return known
    const blueprint = new PodBlueprint(revision, {
      template: this.revisions.templateOf(revision) ?? {},
      specification: this.revisions.specificationOf(revision),
      shape,
      owner: this.owner,
    })
    this.#blueprints = [blueprint, ...this.#blueprints].slice(0, BLUEPRINTS_MAX)
    return blueprint
  }
}

/** Pods are made of the current and of the update revision. */
const BLUEPRINTS_MAX = 2

function usableSelector(selector: JsonObject | null): LabelSelector | undefined {
  try {
    return compileLabelSelector(selector)
  } catch (error) {
    if (error instanceof UnusableLabelSelectorError) return undefined
    throw error
  }
}
