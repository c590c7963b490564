import {
  type Behaviours,
  type ControllerRevision,
  type DaemonSet,
  type JsonObject,
  LabelSelector,
  type PodToCreate,
  allowsSurge,
  compileLabelSelector,
  isSameJson,
} from '@seatrial/core'
import { daemonSetRevisionData } from '../history/revision-data.ts'
import { DaemonSetIndex } from './daemon-set-index.ts'
import type { NodeDirectory } from './node-directory.ts'
import { DaemonPlacement } from './node-eligibility.ts'
import { type NodeOrdering, rankNodes } from './node-ranking.ts'
import type { OwnedPods } from './owned-pods.ts'
import { NO_CRITERIA, PodCriteria } from './pod-criteria.ts'
import { RevisionPods } from './revision-pods.ts'
import { NO_REVISIONS, type SortedRevisions, hashOf, sortRevisions } from './sort-revisions.ts'
import { templateGenerationOf } from './template-generation.ts'

export interface KnownDaemonSetOptions {
  readonly pods: OwnedPods
  readonly nodes: NodeDirectory
  readonly nodeOrder: NodeOrdering
  readonly behaviours: Behaviours
}

/**
 * What the controller keeps of one set from sync to sync: the index of its nodes, and what follows from
 * its spec, worked out again only when that has changed.
 */
export class KnownDaemonSet {
  readonly index: DaemonSetIndex
  readonly #options: KnownDaemonSetOptions
  #template: JsonObject | undefined
  #revisionData = ''
  #placement: DaemonPlacement
  #writtenSelector: JsonObject | null = null
  #selector = new LabelSelector(undefined)
  #sortedList: readonly ControllerRevision[] = []
  #sortedBy = ''
  #sorted = NO_REVISIONS
  #rankedFor = -1
  #newPods: RevisionPods | undefined

  constructor(options: KnownDaemonSetOptions) {
    const { pods, nodes, nodeOrder, behaviours } = options
    this.#options = options
    this.#placement = new DaemonPlacement({}, behaviours.tolerationComparison)
    const ranking = rankNodes(nodeOrder, nodes, { set: '', revision: 0 })
    this.index = new DaemonSetIndex(pods, nodes, NO_CRITERIA, ranking)
  }

  /** The bytes that a revision of the set's present template has. */
  revisionDataOf(set: DaemonSet): string {
    this.#readTemplate(set)
    return this.#revisionData
  }

  /** The set's revisions sorted out; the same answer as long as they and its template are the same. */
  sort(revisions: readonly ControllerRevision[], set: DaemonSet): SortedRevisions {
    const data = this.revisionDataOf(set)
    if (this.#sortedList !== revisions || this.#sortedBy !== data) {
      this.#sorted = sortRevisions(revisions, data)
      this.#sortedList = revisions
      this.#sortedBy = data
    }
    return this.#sorted
  }

  /** What the set demands of its nodes: the same object as long as its demands are the same. */
  placementOf(set: DaemonSet): DaemonPlacement {
    this.#readTemplate(set)
    return this.#placement
  }

  /** The set's selector. Throws `UnusableLabelSelectorError` where it means nothing. */
  selectorOf({ spec }: DaemonSet): LabelSelector {
    if (spec.selector !== this.#writtenSelector) {
      this.#selector = compileLabelSelector(spec.selector)
      this.#writtenSelector = spec.selector
    }
    return this.#selector
  }

  /** Has the index judge pods by what the set says now, the current revision being this one. */
  judgeBy(set: DaemonSet, current: ControllerRevision): void {
    const criteria = this.#criteriaOf(set, hashOf(current) ?? '')
    if (!criteria.isSameAs(this.index.criteria)) {
      this.#newPods = undefined
      this.index.judgePodsBy(criteria)
    }
    if (current.revision !== this.#rankedFor) this.#rankNodes(set, current.revision)
  }

  /** The pod of the current revision for a node. */
  newPod(set: DaemonSet, nodeName: string): PodToCreate {
    this.#newPods ??= new RevisionPods(set, this.index.criteria.hash)
    return this.#newPods.forNode(nodeName)
  }

  #readTemplate({ spec: { template } }: DaemonSet): void {
    if (template === this.#template) return
    const before = this.#template && podSpecOf(this.#template)
    const podSpec = podSpecOf(template)
    const { behaviours } = this.#options
    this.#template = template
    this.#revisionData = daemonSetRevisionData(template, behaviours)
    this.#newPods = undefined
    if (before !== undefined && isSamePlacement(before, podSpec)) return
    this.#placement = new DaemonPlacement(podSpec, behaviours.tolerationComparison)
  }

  #criteriaOf(set: DaemonSet, hash: string): PodCriteria {
    const { updateStrategy, minReadySeconds } = set.spec
    return new PodCriteria({
      selector: this.selectorOf(set),
      hash,
      templateGeneration: templateGenerationOf(set),
      minReadySeconds,
      availabilityComparison: this.#options.behaviours.availabilityComparison,
      allowsSurge:
        updateStrategy.type === 'RollingUpdate' &&
        allowsSurge(updateStrategy.rollingUpdate?.maxSurge),
    })
  }

  #rankNodes({ metadata: { namespace, name } }: DaemonSet, revision: number): void {
    this.#rankedFor = revision
    const rollout = { set: `${namespace}/${name}`, revision }
    this.index.rankNodesBy(rankNodes(this.#options.nodeOrder, this.#options.nodes, rollout))
  }
}

function podSpecOf(template: JsonObject): JsonObject {
  return (template['spec'] ?? {}) as JsonObject
}

/** What of a pod template's `spec` decides on which nodes its pods may be. */
const PLACEMENT_FIELDS = ['nodeName', 'nodeSelector', 'affinity', 'tolerations', 'hostNetwork']

function isSamePlacement(one: JsonObject, other: JsonObject): boolean {
  return PLACEMENT_FIELDS.every((field) => isSameJson(one[field], other[field]))
}
