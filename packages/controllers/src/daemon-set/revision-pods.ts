import {
  type DaemonSet,
  type JsonObject,
  PodMetadata,
  type PodToCreate,
  podSpecification,
  readVolumes,
} from '@seatrial/core'
import { daemonPodMetadata, daemonPodSpec } from './pod-from-template.ts'

/**
 * The pods that a set creates of one revision: all of them share metadata, spec and volumes, and only
 * the node differs that each is pinned to.
 */
export class RevisionPods {
  readonly #shared: Omit<PodToCreate, 'pinnedNode'>

  constructor(set: DaemonSet, revisionHash: string) {
    const { template } = set.spec
    const spec = daemonPodSpec((template['spec'] ?? {}) as JsonObject)
    const { nodeName } = spec
    this.#shared = {
      name: '',
      generateName: `${set.metadata.name}-`,
      metadata: new PodMetadata(daemonPodMetadata(set, template, revisionHash)),
      specification: podSpecification(spec),
      volumes: readVolumes(spec),
      nodeName: typeof nodeName === 'string' ? nodeName : '',
    }
  }

  /** The pod for a node. */
  forNode(pinnedNode: string): PodToCreate {
    const { name, generateName, metadata, specification, volumes, nodeName } = this.#shared
    return { name, generateName, metadata, specification, volumes, nodeName, pinnedNode }
  }
}
