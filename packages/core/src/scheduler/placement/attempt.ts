import type { Pod } from '../../api/pod.ts'
import type { VolumeDemand, VolumeOffer } from '../claims/volume-demand.ts'
import type { PodKind } from '../facts/pod-kind.ts'
import type { ClusterView } from '../view/cluster-view.ts'
import { type DomainDemands, domainDemands } from './domain-checks.ts'

/** One look for the node of one pod: who it is and what it demands, worked out once. */
export class Attempt {
  readonly view: ClusterView
  readonly pod: Pod
  readonly kind: PodKind
  readonly volumes: VolumeDemand
  readonly demands: DomainDemands
  /** Names decide, the pod's own choice or that of its volumes, so that no group is judged as a whole. */
  readonly isAboutSingleNodes: boolean

  constructor(options: {
    readonly view: ClusterView
    readonly pod: Pod
    readonly kind: PodKind
    readonly volumes: VolumeDemand
  }) {
    const { view, pod, kind } = options
    this.view = view
    this.pod = pod
    this.kind = kind
    this.volumes = options.volumes
    const speaking = view.terms.speakingOf(kind.namespace, pod.metadata.labels)
    this.demands = domainDemands(view, kind, speaking)
    this.isAboutSingleNodes = isAboutSingleNodes(kind, options.volumes)
  }
}

function isAboutSingleNodes({ facts }: PodKind, { choices, unbound }: VolumeDemand): boolean {
  return (
    facts.nodeChoice.isByName ||
    choices.some(({ isByName }) => isByName) ||
    unbound.some(({ offers }) => offers.some(isForSingleNodes))
  )
}

function isForSingleNodes({ choice }: VolumeOffer): boolean {
  return choice?.isByName === true
}
