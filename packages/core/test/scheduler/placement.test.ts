import { describe, expect, it } from 'vitest'
import { type JsonObject, PodMetadata, podSpecification } from '../../src/index.ts'
import { SmallCluster } from './small-cluster.ts'

const WEB = { app: 'web' }
const HOST = 'kubernetes.io/hostname'
const ZONE = 'topology.kubernetes.io/zone'

describe('where a pod goes', () => {
  it('is the emptiest node, and among equals the one that joined first', () => {
    const cluster = clusterOf({ 'node-1': 'a', 'node-2': 'a', 'node-3': 'a' })
    cluster.addPod('big', { nodeName: 'node-1', requests: { cpu: '2' } })
    for (const index of [0, 1, 2]) cluster.addPod(`p-${index}`, { requests: { cpu: '1' } })

    cluster.run(1)

    expect(cluster.placements()).toMatchObject({
      'p-0': 'node-2',
      'p-1': 'node-3',
      'p-2': 'node-2',
    })
  })

  it('spreads the pods of an owner over zones and nodes, though one node has more room', () => {
    const cluster = clusterOf({ a1: 'a', a2: 'a', b1: 'b', b2: 'b' })
    cluster.addNode('huge', { zone: 'a', capacity: { cpu: '400', memory: '1600Gi' } })
    addMembers(cluster, 5, {})

    cluster.run(1)

    expect(placesOf(cluster, 5)).toEqual(['a1', 'b1', 'a2', 'b2', 'huge'])
  })

  it('is again the node that has just lost such a pod', () => {
    const cluster = clusterOf({ a1: 'a', a2: 'a', b1: 'b', b2: 'b', c1: 'c', c2: 'c' })
    addMembers(cluster, 12, {})
    cluster.run(1)
    const before = cluster.pod('web-7').nodeName

    cluster.deletePod('web-7')
    cluster.run(1)
    addMember(cluster, 7, {})
    cluster.run(1)

    expect(cluster.pod('web-7').nodeName).toBe(before)
  })

  it('obeys node selector and required node affinity, by label and by name', () => {
    const cluster = new SmallCluster()
    cluster.addNode('node-1', { labels: { disk: 'hdd' } })
    cluster.addNode('node-2', { labels: { disk: 'ssd' } })
    cluster.addNode('node-3', { labels: { disk: 'ssd' } })
    cluster.addPod('by-label', { spec: { nodeSelector: { disk: 'ssd' } } })
    cluster.addPod('by-host', { spec: { nodeSelector: { [HOST]: 'node-3' } } })
    cluster.addPod('not-there', {
      spec: nodeAffinity({
        matchExpressions: [{ key: HOST, operator: 'NotIn', values: ['node-1', 'node-2'] }],
      }),
    })
    cluster.addPod('by-name', {
      spec: nodeAffinity({
        matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-1'] }],
      }),
    })
    cluster.addPod('nowhere', { spec: { nodeSelector: { disk: 'tape' } } })

    cluster.run(1)

    expect(cluster.placements()).toEqual({
      'by-label': 'node-2',
      'by-host': 'node-3',
      'not-there': 'node-3',
      'by-name': 'node-1',
      nowhere: '',
    })
    expect(cluster.scheduledMessage('nowhere')).toBe(
      "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector. " +
        'preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
    )
  })

  it('follows preferences of nodes and avoids taints that ask for it, where it can', () => {
    const cluster = new SmallCluster()
    cluster.addNode('plain')
    cluster.addNode('fast', { labels: { disk: 'ssd' } })
    cluster.addNode('tainted', {
      labels: { disk: 'ssd' },
      taints: [{ key: 'old', effect: 'PreferNoSchedule' }],
    })
    const preference = { matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] }
    const spec = {
      affinity: {
        nodeAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference }],
        },
      },
    }
    cluster.addPod('one', { spec, requests: { cpu: '4' } })
    cluster.addPod('two', { spec, requests: { cpu: '4' } })
    cluster.addPod('three', { spec, requests: { cpu: '4' } })

    cluster.run(1)

    expect(cluster.placements()).toEqual({ one: 'fast', two: 'plain', three: 'tainted' })
  })

  it('keeps pods apart by required anti-affinity, also those that came before', () => {
    const cluster = clusterOf({ a1: 'a', a2: 'a', b1: 'b' })
    cluster.addPod('loner', { labels: { app: 'loner' }, spec: antiAffinity(WEB, ZONE) })
    cluster.run(1)
    addMembers(cluster, 2, antiAffinity(WEB, HOST))

    cluster.run(1)

    expect(cluster.pod('loner').nodeName).toBe('a1')
    expect(placesOf(cluster, 2)).toEqual(['b1', ''])
    expect(cluster.scheduledMessage('web-1')).toBe(
      "0/3 nodes are available: 1 node(s) didn't match pod anti-affinity rules, " +
        "2 node(s) didn't satisfy existing pods anti-affinity rules. preemption: 0/3 nodes are " +
        'available: 3 No preemption victims found for incoming pod.',
    )
  })

  it('brings pods together by required affinity; the first may go where it likes', () => {
    const cluster = clusterOf({ a1: 'a', b1: 'b', b2: 'b' })
    cluster.addPod('filler', { nodeName: 'a1', requests: { cpu: '3' } })
    addMembers(cluster, 3, affinity(WEB, ZONE))
    cluster.addPod('fan', { spec: affinity({ app: 'nobody' }, ZONE) })

    cluster.run(1)

    expect(placesOf(cluster, 3)).toEqual(['b1', 'b2', 'b1'])
    expect(cluster.scheduledMessage('fan')).toContain("3 node(s) didn't match pod affinity rules")
  })

  it('wakes a pod that wants to be near others when one of them has got its node', () => {
    const cluster = clusterOf({ a1: 'a' })
    cluster.addPod('fan', { spec: affinity(WEB, HOST) })
    cluster.run(10)
    expect(cluster.placements()).toEqual({ fan: '' })

    cluster.addPod('web-0', { labels: WEB })
    cluster.run(1)

    expect(cluster.placements()).toEqual({ fan: 'a1', 'web-0': 'a1' })
  })

  it('never lets zones differ by more than maxSkew where that is required', () => {
    const cluster = clusterOf({ a1: 'a', a2: 'a', a3: 'a', b1: 'b' })
    cluster.addPod('filler', { nodeName: 'b1', requests: { cpu: '2' } })
    addMembers(cluster, 6, spread(ZONE, 'DoNotSchedule'), { cpu: '1' })

    cluster.run(1)

    const zones = placesOf(cluster, 6).map((node) => node[0])
    expect(zones.filter((zone) => zone === 'a')).toHaveLength(3)
    expect(zones.filter((zone) => zone === 'b')).toHaveLength(2)
    expect(cluster.scheduledMessage('web-5')).toBe(
      '0/4 nodes are available: 1 Insufficient cpu, ' +
        "3 node(s) didn't match pod topology spread constraints. preemption: 0/4 nodes are " +
        'available: 4 No preemption victims found for incoming pod.',
    )
  })

  it('lets zones differ where spreading is only wished for', () => {
    const cluster = clusterOf({ a1: 'a', a2: 'a', b1: 'b' })
    cluster.addPod('filler', { nodeName: 'b1', requests: { cpu: '3' } })
    addMembers(cluster, 4, spread(ZONE, 'ScheduleAnyway'), { cpu: '1' })

    cluster.run(1)

    expect(placesOf(cluster, 4).filter((node) => node === 'b1')).toHaveLength(1)
    expect(placesOf(cluster, 4)).not.toContain('')
  })

  it('uses no node that lacks the label by which a required spread counts', () => {
    const cluster = clusterOf({ a1: 'a' })
    cluster.addNode('nowhere')
    addMembers(cluster, 9, spread(ZONE, 'DoNotSchedule'))

    cluster.run(1)

    expect(new Set(placesOf(cluster, 9))).toEqual(new Set(['a1']))
  })

  it('counts a pod where its node is, even when the labels of the node change', () => {
    const cluster = clusterOf({ n1: 'a', n2: 'b' })
    addMembers(cluster, 1, spread(ZONE, 'DoNotSchedule'))
    cluster.run(1)
    expect(placesOf(cluster, 1)).toEqual(['n1'])

    cluster.updateNode('n1', { zone: 'b' })
    cluster.addNode('n3', { zone: 'a' })
    cluster.run(1)
    addMember(cluster, 1, spread(ZONE, 'DoNotSchedule'))
    cluster.run(1)

    expect(placesOf(cluster, 2)).toEqual(['n1', 'n3'])
  })

  it('honours the limit of volumes that a node declares', () => {
    const cluster = new SmallCluster()
    cluster.addStorageClass('standard', { isDefault: true })
    cluster.addNode('node-1', { capacity: { 'attachable-volumes-csi-disk': '2' } })
    for (const index of [0, 1, 2]) {
      cluster.addClaim(`data-web-${index}`)
      cluster.addMember(`web-${index}`)
    }

    cluster.run(10)

    expect(cluster.scheduledMessage('web-2')).toContain('1 node(s) exceed max volume count')
    expect(cluster.placements()).toEqual({ 'web-0': 'node-1', 'web-1': 'node-1', 'web-2': '' })
  })
})

function clusterOf(zones: Readonly<Record<string, string>>): SmallCluster {
  const cluster = new SmallCluster()
  for (const [name, zone] of Object.entries(zones)) cluster.addNode(name, { zone })
  return cluster
}

function addMembers(
  cluster: SmallCluster,
  count: number,
  spec: JsonObject,
  requests: Readonly<Record<string, string>> = {},
): void {
  for (const ordinal of Array(count).keys()) addMember(cluster, ordinal, spec, requests)
}

/** A pod of the StatefulSet web. */
function addMember(
  cluster: SmallCluster,
  ordinal: number,
  spec: JsonObject,
  requests: Readonly<Record<string, string>> = {},
): void {
  const owner = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    name: 'web',
    uid: 'u',
    controller: true,
  }
  const containers = [{ name: 'app', image: 'app:1', resources: { requests } }]
  cluster.addPod(`web-${ordinal}`, {
    metadata: new PodMetadata({ labels: WEB, ownerReferences: [owner] }),
    specification: podSpecification({ containers, ...spec }),
  })
}

function placesOf(cluster: SmallCluster, count: number): readonly string[] {
  return Array.from({ length: count }, (_, ordinal) => cluster.pod(`web-${ordinal}`).nodeName)
}

function nodeAffinity(term: JsonObject): JsonObject {
  return {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] },
      },
    },
  }
}

function antiAffinity(labels: JsonObject, topologyKey: string): JsonObject {
  return { affinity: { podAntiAffinity: required(labels, topologyKey) } }
}

function affinity(labels: JsonObject, topologyKey: string): JsonObject {
  return { affinity: { podAffinity: required(labels, topologyKey) } }
}

function required(labels: JsonObject, topologyKey: string): JsonObject {
  const term = { labelSelector: { matchLabels: labels }, topologyKey }
  return { requiredDuringSchedulingIgnoredDuringExecution: [term] }
}

function spread(topologyKey: string, whenUnsatisfiable: string): JsonObject {
  const labelSelector = { matchLabels: WEB }
  return {
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey, whenUnsatisfiable, labelSelector }],
  }
}
