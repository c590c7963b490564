import type { Manifest } from '../../format/manifests/manifest.ts'
import { childOf, elementsAt } from '../../format/paths/field-path.ts'

/** Where volumes are that exist already. */
export interface VolumePlaces {
  /** Empty if they can be reached from everywhere. */
  readonly zones: readonly string[]
  /** Nodes on whose disks they are. */
  readonly nodes: readonly string[]
}

const NODE_SELECTOR_TERMS = ['spec', 'nodeAffinity', 'required', 'nodeSelectorTerms']
const ZONE = 'topology.kubernetes.io/zone'
const HOST_NAME = 'kubernetes.io/hostname'

/** The zones and nodes to which the PersistentVolumes among some manifests are bound, each once. */
export function volumePlaces(manifests: readonly Manifest[]): VolumePlaces {
  const requirements = manifests
    .filter(({ kind }) => kind === 'PersistentVolume')
    .flatMap(({ object }) => elementsAt(object, NODE_SELECTOR_TERMS))
    .flatMap((term) => elementsAt(term, ['matchExpressions']))
  const valuesOf = (key: string): readonly string[] => {
    const values = requirements
      .filter((requirement) => childOf(requirement, 'key') === key)
      .flatMap((requirement) => elementsAt(requirement, ['values']))
    return [...new Set(values.filter((value) => typeof value === 'string'))]
  }
  return { zones: valuesOf(ZONE), nodes: valuesOf(HOST_NAME) }
}
