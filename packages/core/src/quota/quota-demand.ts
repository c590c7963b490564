import { withDefaultClass } from '../api/claim-admission.ts'
import type { PersistentVolumeClaim } from '../api/persistent-volume.ts'
import type { PodSpecification } from '../api/pod-specification.ts'
import { quantitySign, subtractQuantities } from '../api/quantity.ts'
import type { ApiRequest, PodToCreate } from '../store/api-request.ts'
import type { ApiServer } from '../store/api-server.ts'
import { claimShare, isClaimResource } from './claim-share.ts'
import { isPodResource, livePodShare } from './pod-share.ts'
import { type ResourceList, amountOf } from './resource-list.ts'

/** What a request wants of the quotas of its namespace. */
export interface QuotaDemand {
  readonly resource: 'pods' | 'persistentvolumeclaims'
  readonly namespace: string
  /** '' for a name that is still to be made from `generateName`. */
  readonly name: string
  readonly generateName: string
  /** The uid of its controller; '' for a claim and for a pod without one. */
  readonly ownerUid: string
  readonly share: ResourceList
  /** Of a pod. */
  readonly specification?: PodSpecification
  /** False for what is there already, and is not made a second time. */
  readonly isToBeCharged: boolean
  /** True for a resource of which such an object may take something. */
  readonly isOfResource: (name: string) => boolean
}

/** The demand of a request: for a new pod, a new claim or a claim that grows; undefined for any other. */
export function demandOf(request: ApiRequest, server: ApiServer): QuotaDemand | undefined {
  const { namespace } = request
  if (request.verb === 'create' && 'pod' in request) {
    return podDemand(request.pod, namespace, server)
  }
  if (!('object' in request) || request.subresource !== '') return undefined
  if (request.object.kind !== 'PersistentVolumeClaim') return undefined
  return request.verb === 'create'
    ? newClaimDemand(request.object, server)
    : growthDemand(request.object, server)
}

function podDemand(pod: PodToCreate, namespace: string, server: ApiServer): QuotaDemand {
  const { name, generateName, metadata, specification } = pod
  return {
    resource: 'pods',
    namespace,
    name,
    generateName,
    ownerUid: metadata.controller?.uid ?? '',
    share: livePodShare(specification),
    specification,
    isToBeCharged: name === '' || server.get('pods', namespace, name) === undefined,
    isOfResource: isPodResource,
  }
}

function newClaimDemand(claim: PersistentVolumeClaim, server: ApiServer): QuotaDemand {
  const { namespace, name } = claim.metadata
  const classes = server.list('storageclasses').values()
  const isThere = server.get('persistentvolumeclaims', namespace, name) !== undefined
  return claimDemand(claim, claimShare(withDefaultClass(claim, classes)), !isThere)
}

/** An update of an old version is left to be refused as a conflict. */
function growthDemand(claim: PersistentVolumeClaim, server: ApiServer): QuotaDemand | undefined {
  const { namespace, name, resourceVersion } = claim.metadata
  const stored = server.get('persistentvolumeclaims', namespace, name)
  if (stored === undefined || stored.spec === claim.spec) return undefined
  if (resourceVersion !== 0 && resourceVersion !== stored.metadata.resourceVersion) return undefined
  const growth = excess(claimShare(claim), claimShare(stored))
  return growth.size === 0 ? undefined : claimDemand(claim, growth, true)
}

function claimDemand(
  { metadata: { namespace, name } }: PersistentVolumeClaim,
  share: ResourceList,
  isToBeCharged: boolean,
): QuotaDemand {
  return {
    resource: 'persistentvolumeclaims',
    namespace,
    name,
    generateName: '',
    ownerUid: '',
    share,
    isToBeCharged,
    isOfResource: isClaimResource,
  }
}

/** By how much a list says more than another one. */
function excess(list: ResourceList, other: ResourceList): ResourceList {
  const differences = [...list].map(
    ([name, amount]) => [name, subtractQuantities(amount, amountOf(other, name))] as const,
  )
  return new Map(differences.filter(([, difference]) => quantitySign(difference) > 0))
}
