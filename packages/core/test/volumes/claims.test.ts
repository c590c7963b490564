import { describe, expect, it } from 'vitest'
import type { PersistentVolume } from '../../src/index.ts'
import { SmallCluster } from '../scheduler/small-cluster.ts'
import { story } from './story.ts'

/** Requests and watches take their time, so that one thing comes after the other. */
const STEPS = { apiWrite: 0.01, watchDelay: 0.001 }

describe('a fresh claim', () => {
  it('of a class that binds at once: its pod is turned away once, and follows the volume', () => {
    const cluster = new SmallCluster({ stages: { ...STEPS, volumeProvision: 0.2 } })
    cluster.addNode('node-1')
    cluster.addStorageClass('standard', { isDefault: true })
    cluster.addClaim('data-web-0')
    cluster.addMember('web-0')

    cluster.run(10)

    expect(story(cluster.changes)).toEqual([
      'claim added',
      'web-0 added',
      'claim asks for a volume',
      'web-0 unschedulable',
      'volume added Pending',
      'volume Bound',
      'claim names its volume',
      'claim Bound',
      'web-0 bound to node-1',
      'claim used',
    ])
    expect(cluster.claim('data-web-0').spec['storageClassName']).toBe('standard')
    // Five writes of 10 ms with the volume's 200 ms among them, and four watches of 1 ms.
    expect(timeOf(cluster, 'web-0 bound to node-1')).toBe(254_000)
  })

  it('is bound although every first write about it is refused: with the next look at all of them', () => {
    const cluster = new SmallCluster({ stages: { ...STEPS, volumeProvision: 0.2 } })
    const refusedWrites = new Set<string>()
    cluster.requests.addAdmission({
      admit: ({ resource, verb, name, why }) => {
        const write = `${verb} ${name} ${why}`
        if (!resource.startsWith('persistentvolume') || refusedWrites.has(write)) return undefined
        refusedWrites.add(write)
        return { type: 'refused', reason: 'InternalError', message: 'too much to do' }
      },
    })
    cluster.addNode('node-1')
    cluster.addStorageClass('standard', { isDefault: true })
    cluster.addClaim('data-web-0')
    cluster.addMember('web-0')

    cluster.run(120)

    expect(story(cluster.changes)).toContain('web-0 bound to node-1')
    expect(refusedWrites.size).toBeGreaterThan(3)
  })

  it.each([
    { kubernetes: '1.37', end: ' not found' },
    {
      kubernetes: '1.36',
      end: ' preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
    },
  ] as const)('is told of in the words of $kubernetes', ({ kubernetes, end }) => {
    const cluster = new SmallCluster({ kubernetes })
    cluster.addNode('node-1')
    cluster.addClaim('data-web-0')
    cluster.addMember('web-0')
    cluster.addMember('web-1')

    cluster.run(1)

    expect(cluster.scheduledMessage('web-0')).toBe(
      `0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims.${end}`,
    )
    expect(cluster.scheduledMessage('web-1')).toBe(
      `0/1 nodes are available: persistentvolumeclaim "data-web-1" not found.${end}`,
    )
  })

  it('of a class that waits for its first consumer: made for the node, bound a second later', () => {
    const cluster = new SmallCluster({ stages: { ...STEPS, volumeProvision: 0.2 } })
    cluster.addNode('node-1', { zone: 'a' })
    cluster.addStorageClass('late', { bindingMode: 'WaitForFirstConsumer' })
    cluster.addClaim('data-web-0', { storageClassName: 'late' })
    cluster.addMember('web-0')

    cluster.run(10)

    expect(story(cluster.changes)).toEqual([
      'claim added',
      'web-0 added',
      'web-0 nominated for node-1',
      'claim for node-1',
      'claim asks for a volume',
      'volume added Pending',
      'volume Bound',
      'claim names its volume',
      'claim Bound',
      'claim used',
      'web-0 bound to node-1',
    ])
    // The watch, the nomination, the claim's node, a second, and the binding.
    expect(timeOf(cluster, 'web-0 bound to node-1')).toBe(1_031_000)
    expect(volumes(cluster)[0]?.spec).toMatchObject({
      nodeAffinity: {
        required: {
          nodeSelectorTerms: [
            {
              matchExpressions: [
                { key: 'topology.kubernetes.io/zone', operator: 'In', values: ['a'] },
              ],
            },
          ],
        },
      },
    })
  })

  it('is spoken of in Events by those who wait for it', () => {
    const cluster = new SmallCluster({ stages: { volumeProvision: 0.2 } })
    cluster.addNode('node-1')
    cluster.addStorageClass('late', { bindingMode: 'WaitForFirstConsumer' })
    cluster.addStorageClass('standard', { isDefault: true })
    cluster.addClaim('data-web-0', { storageClassName: 'late' })
    cluster.addClaim('data-web-1')
    cluster.run(0)
    cluster.addMember('web-0')
    cluster.addMember('web-1')
    cluster.run(10)

    const told = cluster.events.map(({ about, reason }) => `${about.name} ${reason}`)
    expect([...new Set(told)]).toEqual([
      'data-web-0 WaitForFirstConsumer',
      'data-web-1 ExternalProvisioning',
      'web-1 FailedScheduling',
      'data-web-0 ExternalProvisioning',
      'web-1 Scheduled',
      'web-0 Scheduled',
    ])
    expect(cluster.events.at(-1)?.message).toBe('Successfully assigned default/web-0 to node-1')
  })

  it('is waited for in whole seconds, and without a nomination before 1.35', () => {
    const cluster = new SmallCluster({ kubernetes: '1.34', stages: { volumeProvision: 2.3 } })
    cluster.addNode('node-1')
    cluster.addStorageClass('late', { bindingMode: 'WaitForFirstConsumer' })
    cluster.addClaim('data-web-0', { storageClassName: 'late' })
    cluster.addMember('web-0')
    cluster.run(1)
    expect(cluster.wait('web-0')).toEqual({
      reason: 'provision',
      detail: 'its volumes are being made or bound for node-1',
    })

    cluster.run(10)

    expect(timeOf(cluster, 'web-0 bound to node-1')).toBe(3_000_000)
    expect(story(cluster.changes)).not.toContain('web-0 nominated for node-1')
  })

  it('is given up after ten minutes, and found when it is tried again', () => {
    const cluster = new SmallCluster({ stages: { volumeProvision: 700 } })
    cluster.addNode('node-1', { capacity: { pods: '1' } })
    cluster.addStorageClass('late', { bindingMode: 'WaitForFirstConsumer' })
    cluster.addClaim('data-web-0', { storageClassName: 'late' })
    cluster.addMember('web-0')

    cluster.run(1000)

    expect(timeOf(cluster, 'web-0 bound to node-1')).toBe(700_000_000)
  })

  it('leaves its node to others when the pod is deleted before it is bound', () => {
    const cluster = new SmallCluster({ stages: { volumeProvision: 5 } })
    cluster.addNode('node-1', { capacity: { pods: '1' } })
    cluster.addStorageClass('late', { bindingMode: 'WaitForFirstConsumer' })
    cluster.addClaim('data-web-0', { storageClassName: 'late' })
    cluster.addMember('web-0')
    cluster.addPod('other')
    cluster.run(2)

    cluster.deletePod('web-0')
    cluster.run(1)

    expect(cluster.placements()).toEqual({ other: 'node-1' })
  })

  it('without a class stays unbound, and says so', () => {
    const cluster = new SmallCluster()
    cluster.addClaim('data-web-0')

    cluster.run(60)

    expect(story(cluster.changes)).toEqual(['claim added'])
    expect(cluster.volumes.waitOf(cluster.claim('data-web-0'))).toBe(
      'a volume: it has no storage class that makes one',
    )
  })
})

describe('claims of several zones', () => {
  it('take turns in them by their ordinals, and hold their pods there', () => {
    const cluster = new SmallCluster()
    for (const zone of ['a', 'b', 'c']) cluster.addNode(`node-${zone}`, { zone })
    cluster.addStorageClass('standard', { isDefault: true })
    for (const ordinal of [0, 1, 2]) {
      cluster.addClaim(`data-web-${ordinal}`)
      cluster.addMember(`web-${ordinal}`)
    }

    cluster.run(10)

    expect(new Set(Object.values(cluster.placements())).size).toBe(3)
    const [zone] = [cluster.pod('web-0').nodeName]
    cluster.updateNode(zone, { zone: zone.slice(-1), unschedulable: true })
    cluster.deletePod('web-0')
    cluster.run(1)
    cluster.addMember('web-0')
    cluster.run(1)
    expect(cluster.scheduledMessage('web-0')).toContain(
      "2 node(s) didn't match PersistentVolume's node affinity",
    )
  })
})

describe('a claim that is bound already', () => {
  it('makes nothing extra happen on a cluster of 2018', () => {
    const cluster = new SmallCluster({ kubernetes: '1.13', profile: 'minikube-2018' })
    addBoundClaim(cluster)
    cluster.addMember('web-0')

    cluster.run(10)

    expect(story(cluster.changes)).toEqual([
      'volume added Bound',
      'claim added',
      'web-0 added',
      'web-0 bound to minikube',
    ])
  })

  it('says since 1.37 whether a pod uses it', () => {
    const cluster = new SmallCluster({ stages: { ...STEPS, termination: 1, cleanup: 1 } })
    addBoundClaim(cluster)
    cluster.addMember('web-0')
    cluster.run(1)
    cluster.deletePod('web-0')
    cluster.run(10)
    cluster.addMember('web-0')
    cluster.run(1)

    expect(story(cluster.changes).slice(3)).toEqual([
      'claim used',
      'web-0 bound to minikube',
      'claim unused',
      'web-0 deleted',
      'web-0 added',
      'claim used',
      'web-0 bound to minikube',
    ])
  })
})

describe('a deleted claim', () => {
  it('stays until its pod is gone; then its volume is released and deleted', () => {
    const cluster = new SmallCluster({
      stages: { ...STEPS, termination: 1, cleanup: 1, volumeProvision: 0.2 },
    })
    const before = runningMember(cluster, 'Delete')

    cluster.deleteClaim('data-web-0')
    cluster.run(5)
    cluster.deletePod('web-0')
    cluster.run(10)

    expect(story(cluster.changes).slice(before)).toEqual([
      'claim marked for deletion',
      'web-0 deleted',
      'claim deleted',
      'volume Released',
      'volume marked for deletion',
      'volume deleted',
    ])
  })

  it('leaves its volume behind where the class says so, out of reach for the next claim', () => {
    const cluster = new SmallCluster()
    runningMember(cluster, 'Retain')
    cluster.deleteClaim('data-web-0')
    cluster.deletePod('web-0')
    cluster.run(10)

    cluster.addClaim('data-web-0')
    cluster.run(10)

    expect(volumes(cluster).map(({ phase }) => phase)).toEqual(['Released', 'Bound'])
  })
})

describe('volumes that lie ready', () => {
  it('are taken by the claims that they suit, the smallest first', () => {
    const cluster = new SmallCluster()
    addVolume(cluster, 'large', '10Gi')
    addVolume(cluster, 'small', '2Gi')
    addVolume(cluster, 'tiny', '1Mi')
    cluster.addClaim('one', { storageClassName: '' })
    cluster.addClaim('two', { storageClassName: '' })
    cluster.addClaim('three', { storageClassName: '' })

    cluster.run(10)

    const bound = ['one', 'two', 'three'].map((name) => cluster.claim(name).volumeName)
    expect(bound).toEqual(['small', 'large', ''])
    expect(cluster.claim('one')).toMatchObject({ phase: 'Bound', capacity: '2Gi' })
  })

  it('are taken by a claim that comes later', () => {
    const cluster = new SmallCluster()
    cluster.addClaim('one', { storageClassName: '' })
    cluster.run(10)
    addVolume(cluster, 'small', '2Gi')

    cluster.run(10)

    expect(cluster.claim('one').volumeName).toBe('small')
  })

  it('on single nodes bring their pods there', () => {
    const cluster = new SmallCluster()
    for (const name of ['node-1', 'node-2', 'node-3']) cluster.addNode(name)
    cluster.addStorageClass('local', {
      bindingMode: 'WaitForFirstConsumer',
      provisioner: 'kubernetes.io/no-provisioner',
    })
    addVolume(cluster, 'disk-2', '2Gi', { storageClassName: 'local', node: 'node-2' })
    for (const ordinal of [0, 1]) {
      cluster.addClaim(`data-web-${ordinal}`, { storageClassName: 'local' })
      cluster.addMember(`web-${ordinal}`)
    }
    cluster.run(10)
    expect(cluster.placements()).toEqual({ 'web-0': 'node-2', 'web-1': '' })
    expect(cluster.scheduledMessage('web-1')).toContain(
      "3 node(s) didn't find available persistent volumes to bind",
    )

    addVolume(cluster, 'disk-3', '2Gi', { storageClassName: 'local', node: 'node-3' })
    cluster.run(10)

    expect(cluster.placements()).toEqual({ 'web-0': 'node-2', 'web-1': 'node-3' })
  })
})

describe('a volume that vanishes', () => {
  it('leaves its claim Lost', () => {
    const cluster = new SmallCluster({ stages: STEPS })
    addBoundClaim(cluster)
    cluster.run(1)
    const [volume] = volumes(cluster)
    const metadata = { ...volume!.metadata, finalizers: [], resourceVersion: 0 }
    cluster.server.update({ ...volume!, metadata }, { by: 'user', why: '' })

    cluster.server.delete('persistentvolumes', '', 'pvc-1', {}, { by: 'user', why: '' })
    cluster.run(1)

    expect(cluster.claim('data-web-0').phase).toBe('Lost')
  })
})

/** A member whose claim has a volume of a class with this policy; how long the story is up to here. */
function runningMember(cluster: SmallCluster, reclaimPolicy: 'Delete' | 'Retain'): number {
  cluster.addNode('node-1')
  cluster.addStorageClass('standard', { isDefault: true, reclaimPolicy })
  cluster.addClaim('data-web-0')
  cluster.addMember('web-0')
  cluster.run(10)
  return story(cluster.changes).length
}

function addBoundClaim(cluster: SmallCluster): void {
  cluster.addNode('minikube')
  cluster.load({
    kind: 'PersistentVolume',
    metadata: { name: 'pvc-1' },
    spec: { claimRef: { namespace: 'default', name: 'data-web-0' } },
    status: { phase: 'Bound' },
  })
  cluster.load({
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data-web-0', namespace: 'default' },
    spec: { volumeName: 'pvc-1', accessModes: ['ReadWriteOnce'] },
    status: { phase: 'Bound', capacity: { storage: '1Gi' } },
  })
}

function addVolume(
  cluster: SmallCluster,
  name: string,
  storage: string,
  { storageClassName = '', node }: { storageClassName?: string; node?: string } = {},
): void {
  const expression = { key: 'kubernetes.io/hostname', operator: 'In', values: [String(node)] }
  const nodeAffinity = { required: { nodeSelectorTerms: [{ matchExpressions: [expression] }] } }
  cluster.create({
    kind: 'PersistentVolume',
    metadata: { name },
    spec: {
      capacity: { storage },
      accessModes: ['ReadWriteOnce'],
      storageClassName,
      ...(node !== undefined && { nodeAffinity }),
    },
  })
}

function volumes(cluster: SmallCluster): readonly PersistentVolume[] {
  return [...cluster.server.list('persistentvolumes').values()]
}

/** When something in the story happened, in microseconds. */
function timeOf(cluster: SmallCluster, line: string): number | undefined {
  return cluster.changes.find((change) => story([change])[0] === line)?.time
}
