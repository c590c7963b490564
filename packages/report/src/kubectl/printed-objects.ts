import type { JsonObject } from '@seatrial/core'

/*
 * The fields of Kubernetes objects that printing reads, spelled and nested as `kubectl get -o json`
 * gives them. Everything may be missing, as in any object of the API.
 */

/** Text by key: labels, annotations, node selectors. */
export type TextByKey = Readonly<Record<string, string>>

/** Metadata of any kind. Timestamps are RFC 3339. */
export interface PrintedMetadata {
  readonly name?: string
  readonly namespace?: string
  readonly generation?: number
  readonly creationTimestamp?: string | null
  readonly deletionTimestamp?: string | null
  readonly labels?: TextByKey
  readonly annotations?: TextByKey
  readonly ownerReferences?: readonly PrintedOwner[]
}

/** The metadata of an object that is given as plain JSON. */
export function metadataOf(object: JsonObject): PrintedMetadata {
  return (object['metadata'] ?? {}) as PrintedMetadata
}

/** A reference to an owner. */
export interface PrintedOwner {
  readonly apiVersion?: string
  readonly kind?: string
  readonly name?: string
  readonly controller?: boolean
}

/** Any object that has a row. */
export interface PrintedObject {
  readonly metadata?: PrintedMetadata
}

/** A condition of a pod or node. */
export interface PrintedCondition {
  readonly type?: string
  readonly status?: string
  readonly reason?: string
}

/** A container as a pod template names it. */
export interface PrintedContainer {
  readonly name?: string
  readonly image?: string
  readonly restartPolicy?: string
}

/** What a container is, or was before its last restart. */
export interface PrintedContainerState {
  readonly waiting?: { readonly reason?: string }
  readonly running?: object
  readonly terminated?: PrintedTermination
}

/** How a container ended. */
export interface PrintedTermination {
  readonly exitCode?: number
  readonly signal?: number
  readonly reason?: string
  readonly finishedAt?: string | null
}

/** One entry of a pod's container statuses. */
export interface PrintedContainerStatus {
  readonly name?: string
  readonly ready?: boolean
  readonly started?: boolean
  readonly restartCount?: number
  readonly state?: PrintedContainerState
  readonly lastState?: PrintedContainerState
}

/** A Pod. */
export interface PrintedPod extends PrintedObject {
  readonly spec?: {
    readonly nodeName?: string
    readonly containers?: readonly PrintedContainer[]
    readonly initContainers?: readonly PrintedContainer[]
    readonly readinessGates?: readonly { readonly conditionType?: string }[]
  }
  readonly status?: {
    readonly phase?: string
    readonly reason?: string
    readonly conditions?: readonly PrintedCondition[]
    readonly containerStatuses?: readonly PrintedContainerStatus[]
    readonly initContainerStatuses?: readonly PrintedContainerStatus[]
    readonly podIP?: string
    readonly podIPs?: readonly { readonly ip?: string }[]
    readonly nominatedNodeName?: string
  }
}

/** The template of the pods of a set. */
export interface PrintedPodTemplate {
  readonly spec?: {
    readonly containers?: readonly PrintedContainer[]
    readonly nodeSelector?: TextByKey
  }
}

/** How a set replaces its pods. */
export interface PrintedUpdateStrategy {
  readonly type?: string
  readonly rollingUpdate?: { readonly partition?: number } | null
}

/** A StatefulSet. */
export interface PrintedStatefulSet extends PrintedObject {
  readonly spec?: {
    readonly replicas?: number
    readonly template?: PrintedPodTemplate
    readonly updateStrategy?: PrintedUpdateStrategy
  }
  readonly status?: {
    readonly observedGeneration?: number
    readonly currentReplicas?: number
    readonly readyReplicas?: number
    readonly updatedReplicas?: number
    readonly currentRevision?: string
    readonly updateRevision?: string
  }
}

/** A DaemonSet. */
export interface PrintedDaemonSet extends PrintedObject {
  readonly spec?: {
    readonly selector?: JsonObject | null
    readonly template?: PrintedPodTemplate
    readonly updateStrategy?: PrintedUpdateStrategy
  }
  readonly status?: {
    readonly observedGeneration?: number
    readonly desiredNumberScheduled?: number
    readonly currentNumberScheduled?: number
    readonly numberReady?: number
    readonly updatedNumberScheduled?: number
    readonly numberAvailable?: number
  }
}

/** A Node. */
export interface PrintedNode extends PrintedObject {
  readonly spec?: { readonly unschedulable?: boolean }
  readonly status?: {
    readonly conditions?: readonly PrintedCondition[]
    readonly addresses?: readonly { readonly type?: string; readonly address?: string }[]
    readonly nodeInfo?: {
      readonly architecture?: string
      readonly containerRuntimeVersion?: string
      readonly kernelVersion?: string
      readonly kubeletVersion?: string
      readonly osImage?: string
    }
  }
}

/** A PersistentVolumeClaim. */
export interface PrintedPersistentVolumeClaim extends PrintedObject {
  readonly spec?: {
    readonly storageClassName?: string
    readonly volumeAttributesClassName?: string
    readonly volumeMode?: string
    readonly volumeName?: string
  }
  readonly status?: {
    readonly phase?: string
    readonly accessModes?: readonly string[]
    readonly capacity?: { readonly storage?: string | number }
  }
}

/** A PersistentVolume. */
export interface PrintedPersistentVolume extends PrintedObject {
  readonly spec?: {
    readonly accessModes?: readonly string[]
    readonly capacity?: { readonly storage?: string | number }
    readonly claimRef?: { readonly namespace?: string; readonly name?: string }
    readonly persistentVolumeReclaimPolicy?: string
    readonly storageClassName?: string
    readonly volumeAttributesClassName?: string
    readonly volumeMode?: string
  }
  readonly status?: { readonly phase?: string; readonly reason?: string }
}

/** A PodDisruptionBudget. */
export interface PrintedPodDisruptionBudget extends PrintedObject {
  readonly spec?: {
    readonly minAvailable?: number | string
    readonly maxUnavailable?: number | string
  }
  readonly status?: { readonly disruptionsAllowed?: number }
}

/** A Namespace. */
export interface PrintedNamespace extends PrintedObject {
  readonly status?: { readonly phase?: string }
}

/** A ResourceQuota; amounts by resource. */
export interface PrintedResourceQuota extends PrintedObject {
  readonly status?: { readonly hard?: TextByKey; readonly used?: TextByKey }
}

/** An Event. */
export interface PrintedEvent extends PrintedObject {
  readonly type?: string
  readonly reason?: string
  readonly message?: string
  readonly count?: number
  readonly firstTimestamp?: string | null
  readonly lastTimestamp?: string | null
  readonly involvedObject?: {
    readonly kind?: string
    readonly name?: string
    readonly fieldPath?: string
  }
  readonly source?: { readonly component?: string; readonly host?: string }
}

/** A StorageClass. */
export interface PrintedStorageClass extends PrintedObject {
  readonly provisioner?: string
  readonly reclaimPolicy?: string
  readonly volumeBindingMode?: string
  readonly allowVolumeExpansion?: boolean
}

/** A Service. */
export interface PrintedService extends PrintedObject {
  readonly spec?: {
    readonly type?: string
    readonly clusterIP?: string
    readonly externalIPs?: readonly string[]
    readonly ports?: readonly PrintedServicePort[]
    readonly selector?: TextByKey
  }
}

/** A port of a Service. */
export interface PrintedServicePort {
  readonly port?: number
  readonly nodePort?: number
  readonly protocol?: string
}

/** A ControllerRevision. */
export interface PrintedControllerRevision extends PrintedObject {
  readonly revision?: number
}
