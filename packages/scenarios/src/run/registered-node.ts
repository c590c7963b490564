import {
  type JsonObject,
  type KubernetesProfile,
  type JsonValue,
  type WallTime,
  formatTimestamp,
  isJsonObject,
} from '@seatrial/core'
import type { Manifest } from '../format/manifests/manifest.ts'
import { nodeInfoOf } from './node-info.ts'
import { childOf, elementsAt, valueAt } from '../format/paths/field-path.ts'

const CAPACITY = { cpu: '8', memory: '32Gi', pods: '110' }

/**
 * A Node that somebody wrote by hand, with what its kubelet tells when it registers the node: its
 * labels, its capacity, its release, that it is ready. What the manifest says itself stays.
 */
export function registeredNode(
  manifest: Manifest,
  epoch: WallTime,
  release: KubernetesProfile,
): Manifest {
  const { object, name } = manifest
  const now = formatTimestamp(epoch)
  const status = mapAt(object, 'status')
  const metadata = mapAt(object, 'metadata')
  const hasConditions = elementsAt(object, ['status', 'conditions']).length > 0
  return {
    ...manifest,
    object: {
      ...object,
      metadata: {
        creationTimestamp: now,
        ...metadata,
        labels: { ...kubeletLabels(name), ...mapAt(metadata, 'labels') },
      },
      status: {
        ...status,
        nodeInfo: { ...nodeInfoOf(release), ...mapAt(status, 'nodeInfo') },
        capacity: { ...CAPACITY, ...mapAt(status, 'capacity') },
        conditions: hasConditions ? valueAt(object, ['status', 'conditions'])! : [readySince(now)],
      },
    },
  }
}

/** The labels that a kubelet gives its node. */
export function kubeletLabels(name: string): Readonly<Record<string, string>> {
  return {
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
  }
}

function readySince(lastTransitionTime: string): JsonObject {
  return { type: 'Ready', status: 'True', reason: 'KubeletReady', lastTransitionTime }
}

function mapAt(value: JsonValue, key: string): JsonObject {
  const map = childOf(value, key)
  return isJsonObject(map) ? map : {}
}
