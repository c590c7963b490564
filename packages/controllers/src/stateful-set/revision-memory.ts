import {
  type Behaviours,
  type ControllerRevision,
  type JsonObject,
  type PodSpecification,
  applyDefaults,
  jsonAt,
  podSpecification,
} from '@seatrial/core'
import { type RevisionChoice, chooseRevision } from '../history/choose-revision.ts'
import { statefulSetRevisionData } from '../history/revision-data.ts'
import { statefulSetRevisionHash } from '../history/revision-hash.ts'
import { REVISION_HASH_LABEL } from '../history/revision-metadata.ts'
import { revisionTemplate } from '../history/revision-template.ts'

/** A choice, and what it was made from. */
interface KnownChoice {
  readonly history: readonly ControllerRevision[]
  readonly data: string
  readonly collisionCount: number
  readonly choice: RevisionChoice
}

/**
 * What is costly to find out about one set's template and revisions, kept as long as they stay: in an
 * ordinary pass nothing of it is worked out again.
 */
export class RevisionMemory {
  readonly #behaviours: Behaviours
  readonly #templates = new WeakMap<ControllerRevision, JsonObject | null>()
  readonly #specifications = new WeakMap<JsonObject, PodSpecification>()
  #template: JsonObject | undefined
  #data = ''
  #meaning = new WeakMap<ControllerRevision, boolean>()
  #choice: KnownChoice | undefined

  constructor(behaviours: Behaviours) {
    this.#behaviours = behaviours
  }

  /** What is to be done so that this template has its revision among these, oldest first. */
  choose(
    history: readonly ControllerRevision[],
    template: JsonObject,
    collisionCount: number,
  ): RevisionChoice {
    const data = this.dataOf(template)
    const known = this.#choice
    if (
      known?.history === history &&
      known.data === data &&
      known.collisionCount === collisionCount
    ) {
      return known.choice
    }
    const choice = this.#chooseAnew(history, data, collisionCount)
    this.#choice = { history, data, collisionCount, choice }
    return choice
  }

  #chooseAnew(
    history: readonly ControllerRevision[],
    data: string,
    collisionCount: number,
  ): RevisionChoice {
    const proposed = { data, hash: statefulSetRevisionHash(data, collisionCount) }
    return chooseRevision(history, proposed, {
      hashLabel: REVISION_HASH_LABEL.StatefulSet,
      numericHashLabelException: this.#behaviours.numericHashLabelException,
      meansTheSame: (revision) => this.#meansTheSame(revision, data),
    })
  }

  /** The data that a revision of this template has. */
  dataOf(template: JsonObject): string {
    if (template !== this.#template) {
      this.#template = template
      this.#data = statefulSetRevisionData(template, this.#behaviours)
      this.#meaning = new WeakMap()
    }
    return this.#data
  }

  /** The template of a revision, undefined when it cannot be read. */
  templateOf(revision: ControllerRevision): JsonObject | undefined {
    let template = this.#templates.get(revision)
    if (template === undefined) {
      template = revisionTemplate(revision) ?? null
      this.#templates.set(revision, template)
    }
    return template ?? undefined
  }

  /** The spec of a revision's template: one object for all its pods, also after it was renumbered. */
  specificationOf(revision: ControllerRevision): PodSpecification {
    const spec = (this.templateOf(revision)?.['spec'] ?? NO_SPEC) as JsonObject
    let specification = this.#specifications.get(spec)
    if (specification === undefined) {
      specification = podSpecification(spec)
      this.#specifications.set(spec, specification)
    }
    return specification
  }

  /**
   * True when the revision's template, with today's defaults filled in and written as today, has the
   * data of the set's present template (from 1.34).
   */
  #meansTheSame(revision: ControllerRevision, data: string): boolean {
    if (!this.#behaviours.semanticRevisionComparison) return false
    let isSame = this.#meaning.get(revision)
    if (isSame === undefined) {
      isSame = this.#dataAsOfToday(revision) === data
      this.#meaning.set(revision, isSame)
    }
    return isSame
  }

  #dataAsOfToday(revision: ControllerRevision): string | undefined {
    const template = this.templateOf(revision)
    if (template === undefined) return undefined
    const defaulted = applyDefaults('StatefulSet', { spec: { template } }, this.#behaviours.release)
    const today = jsonAt(defaulted, 'spec', 'template') as JsonObject
    return statefulSetRevisionData(today, this.#behaviours)
  }
}

const NO_SPEC: JsonObject = Object.freeze({})
