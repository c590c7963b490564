import { describe, expect, it } from 'vitest'
import { parseTimestamp } from '@seatrial/core'
import type { Manifest } from '../../src/format/manifests/manifest.ts'
import { registeredNode } from '../../src/run/registered-node.ts'
import { manifestsOf } from '../quick/manifests-of.ts'

const EPOCH = parseTimestamp('2026-01-01T00:00:00Z')!

function registered(yaml: string): unknown {
  const node = manifestsOf(`apiVersion: v1\nkind: Node\n${yaml}`).objects.at(0)
  return registeredNode(node as Manifest, EPOCH, '1.35.4').object
}

describe('a Node that was written by hand', () => {
  it('is ready, with the labels and the capacity that a kubelet tells', () => {
    expect(registered('metadata: { name: big-1 }\n')).toEqual({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name: 'big-1',
        creationTimestamp: '2026-01-01T00:00:00Z',
        labels: {
          'kubernetes.io/arch': 'amd64',
          'kubernetes.io/hostname': 'big-1',
          'kubernetes.io/os': 'linux',
        },
      },
      status: {
        nodeInfo: { kubeletVersion: 'v1.35.4' },
        capacity: { cpu: '8', memory: '32Gi', pods: '110' },
        conditions: [
          {
            type: 'Ready',
            status: 'True',
            reason: 'KubeletReady',
            lastTransitionTime: '2026-01-01T00:00:00Z',
          },
        ],
      },
    })
  })

  it('keeps what it says itself', () => {
    const conditions = '[{ type: Ready, status: "False" }]'
    const node = registered(
      `metadata: { name: big-1, labels: { kubernetes.io/arch: arm64 } }\n` +
        `status: { capacity: { cpu: "2" }, conditions: ${conditions} }\n`,
    )

    expect(node).toMatchObject({
      metadata: { labels: { 'kubernetes.io/arch': 'arm64', 'kubernetes.io/os': 'linux' } },
      status: {
        capacity: { cpu: '2', memory: '32Gi' },
        conditions: [{ type: 'Ready', status: 'False' }],
      },
    })
  })
})
