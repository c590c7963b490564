import { describe, expect, it } from 'vitest'
import {
  type JsonObject,
  TEMPLATE_GENERATION_ANNOTATION,
  jsonAt,
  prepareForCreate,
  prepareForUpdate,
} from '@seatrial/core'

function manifest(spec: JsonObject = {}, metadata: JsonObject = {}): JsonObject {
  return {
    metadata: { name: 'web', ...metadata },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'c', image: 'nginx:1' }] },
      },
      ...spec,
    },
    status: { replicas: 7 },
  }
}

function withImage(image: string): JsonObject {
  return {
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'c', image }] },
    },
  }
}

describe('preparation for creation', () => {
  it('starts at generation 1, without a status, in namespace default', () => {
    const exported = manifest({}, { generation: 12, uid: 'u', resourceVersion: '5' })
    const { metadata, status } = prepareForCreate('StatefulSet', exported, '1.37')

    expect(metadata).toEqual({ name: 'web', generation: 1, namespace: 'default' })
    expect(status).toBeUndefined()
  })

  it('lets a node tell its capacity, and keeps pods away from it until it is ready', () => {
    const node = { metadata: { name: 'node-1', generation: 4 }, status: { capacity: { cpu: '8' } } }

    expect(prepareForCreate('Node', node, '1.37')).toEqual({
      metadata: { name: 'node-1' },
      spec: { taints: [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }] },
      status: { capacity: { cpu: '8' }, allocatable: { cpu: '8' } },
    })
  })

  it('counts the template of a DaemonSet', () => {
    const set = prepareForCreate('DaemonSet', manifest({}, { annotations: { a: 'b' } }), '1.37')

    expect(jsonAt(set, 'metadata', 'annotations')).toEqual({
      a: 'b',
      [TEMPLATE_GENERATION_ANNOTATION]: '1',
    })
  })

  it('gives a pod five minutes of patience with its node, unless it has its own', () => {
    const pod = (tolerations: JsonObject[]) =>
      jsonAt(
        prepareForCreate('Pod', { spec: { containers: [], tolerations } }, '1.37'),
        'spec',
        'tolerations',
      )
    const own = { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' }
    const added = {
      key: 'node.kubernetes.io/unreachable',
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 300,
    }

    expect(pod([])).toHaveLength(2)
    expect(pod([own])).toEqual([own, added])
    expect(pod([{ operator: 'Exists' }])).toEqual([{ operator: 'Exists' }])
  })
})

describe('preparation for an update', () => {
  const stored: JsonObject = {
    ...prepareForCreate('StatefulSet', manifest(), '1.37'),
    status: { replicas: 3 },
  }

  it('keeps the status and raises the generation only when the spec means something else', () => {
    const same = prepareForUpdate(
      'StatefulSet',
      manifest({}, { labels: { x: 'y' } }),
      stored,
      '1.37',
    )
    const scaled = prepareForUpdate('StatefulSet', manifest({ replicas: 3 }), stored, '1.37')

    expect(jsonAt(same, 'metadata', 'generation')).toBe(1)
    expect(jsonAt(scaled, 'metadata', 'generation')).toBe(2)
    expect(scaled['status']).toEqual({ replicas: 3 })
  })

  it('keeps what only the server knows', () => {
    const known = { ...(stored['metadata'] as JsonObject), uid: 'u', resourceVersion: '5' }
    const updated = prepareForUpdate(
      'StatefulSet',
      manifest({ replicas: 3 }, { uid: 'other' }),
      { ...stored, metadata: known },
      '1.37',
    )

    expect(updated['metadata']).toMatchObject({ uid: 'u', resourceVersion: '5', generation: 2 })
  })

  it('counts changes of the template of a DaemonSet apart from all others', () => {
    const first = prepareForCreate('DaemonSet', manifest(), '1.37')
    const second = prepareForUpdate('DaemonSet', manifest({ minReadySeconds: 5 }), first, '1.37')
    const third = prepareForUpdate('DaemonSet', manifest(withImage('nginx:2')), second, '1.37')
    const counts = [first, second, third].map((set) => [
      jsonAt(set, 'metadata', 'generation'),
      jsonAt(set, 'metadata', 'annotations', TEMPLATE_GENERATION_ANNOTATION),
    ])

    expect(counts).toEqual([
      [1, '1'],
      [2, '1'],
      [3, '2'],
    ])
  })
})
