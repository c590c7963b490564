import type { JsonObject, JsonValue, NodeDependency, NodeService } from '@seatrial/core'
import { isJsonObject, jsonAt } from '@seatrial/core'
import { refersTo } from '../format/language/object-reference.ts'
import type { Manifest } from '../format/manifests/manifest.ts'
import { workloadsOf } from '../format/manifests/workloads.ts'
import type { Scenario } from '../format/scenario/scenario.ts'

/** A DaemonSet that nodes depend on, and how that is known. */
export interface DeclaredService extends NodeDependency {
  /** The image by which the DaemonSet is known for this; undefined when the scenario says it. */
  readonly inferredFrom: string | undefined
}

/** Parts of image names by which plugins are known, and what their pods do for their nodes. */
const KNOWN_IMAGES: readonly (readonly [part: string, provides: NodeService])[] = [
  ['cilium/cilium', 'network'],
  ['calico/node', 'network'],
  ['flannel/flannel', 'network'],
  ['flannelcni/flannel', 'network'],
  ['coreos/flannel', 'network'],
  ['antrea/antrea-agent', 'network'],
  ['amazon-k8s-cni', 'network'],
  ['azure-cns', 'network'],
  ['kindest/kindnetd', 'network'],
  ['kube-router', 'network'],
  ['weaveworks/weave-kube', 'network'],
  ['kubeovn/kube-ovn', 'network'],
  // Every node plugin of a CSI driver has this one beside it.
  ['csi-node-driver-registrar', 'storage'],
]

/** The DaemonSets of a scenario on which its nodes depend: those it names, and those known by their images. */
export function nodeServicesOf(scenario: Scenario): readonly DeclaredService[] {
  return workloadsOf(allManifests(scenario)).flatMap((workload) => {
    if (workload.kind !== 'DaemonSet') return []
    const said = scenario.provides.find((entry) => refersTo(entry.workload, workload))?.value
    if (said === 'nothing') return []
    const known = said === undefined ? inferService(workload) : { provides: said }
    return known === undefined
      ? []
      : [{ daemonSet: workload.name, inferredFrom: undefined, ...known }]
  })
}

function allManifests({ existing, manifests, timeline }: Scenario): readonly Manifest[] {
  const actions = timeline.flatMap((entry) => entry.actions)
  const applied = actions.flatMap((action) => (action.type === 'apply' ? action.manifests : []))
  return [...existing, ...manifests, ...applied]
}

function inferService(
  workload: Manifest,
): { readonly provides: NodeService; readonly inferredFrom: string } | undefined {
  for (const image of imagesOf(workload.object)) {
    const known = KNOWN_IMAGES.find(([part]) => repositoryOf(image).endsWith(part))
    if (known !== undefined) return { provides: known[1], inferredFrom: image }
  }
  return undefined
}

/** The images of the main containers: init containers only prepare the node. */
function imagesOf(object: JsonObject): readonly string[] {
  const containers = jsonAt(object, 'spec', 'template', 'spec', 'containers')
  const list = Array.isArray(containers) ? (containers as readonly JsonValue[]) : []
  return list.flatMap((container) => {
    const image = isJsonObject(container) ? container['image'] : undefined
    return typeof image === 'string' ? [image] : []
  })
}

/** An image's name without digest and tag. */
function repositoryOf(image: string): string {
  const [named = ''] = image.split('@')
  const tag = named.indexOf(':', named.lastIndexOf('/') + 1)
  return tag < 0 ? named : named.slice(0, tag)
}
