import { describe, expect, it } from 'vitest'
import { defaultNodePools } from '../../src/run/default-cluster/default-node-pools.ts'
import { defaultStorageClasses } from '../../src/run/default-cluster/default-storage-classes.ts'
import { manifestsOf } from '../quick/manifests-of.ts'

/** A workload whose pod spec and claims are as given. */
function workload(
  name: string,
  podSpec: object,
  { kind = 'StatefulSet', replicas = 3, claims = [] as readonly object[] } = {},
): object {
  const containers = [{ name: 'main', image: 'main:1' }]
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name },
    spec: {
      ...(kind === 'DaemonSet' ? {} : { replicas }),
      ...(kind === 'StatefulSet' ? { serviceName: name, volumeClaimTemplates: claims } : {}),
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { containers, ...podSpec } },
    },
  }
}

function poolsFor(objects: readonly object[], count?: number) {
  return defaultNodePools(manifestsOf(JSON.stringify(list(objects))).objects, count)
}

function list(items: readonly object[]): object {
  return { apiVersion: 'v1', kind: 'List', items }
}

function requiring(...matchExpressions: readonly object[]): object {
  const nodeSelectorTerms = [{ matchExpressions }, { matchExpressions: [] }]
  const required = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } }
  return { affinity: { nodeAffinity: required } }
}

describe('the default nodes', () => {
  it('are one for each pod of the StatefulSets, in three zones', () => {
    const objects = [
      workload('kafka', {}, { replicas: 6 }),
      workload('zookeeper', {}),
      workload('logs', {}, { kind: 'DaemonSet' }),
    ]

    expect(poolsFor(objects)).toEqual([
      {
        name: 'node',
        count: 9,
        zones: ['a', 'b', 'c'],
        labels: {},
        capacity: { cpu: '4', memory: '16Gi', pods: '110' },
        taints: [],
        images: [],
      },
    ])
    expect(poolsFor(objects, 4)[0]).toMatchObject({ count: 4 })
  })

  it('have room for Deployments, which need no nodes of their own', () => {
    const resources = { requests: { cpu: '3' } }
    const containers = [{ name: 'main', image: 'main:1', resources }]
    const objects = [
      workload('kafka', {}, { replicas: 6 }),
      workload('web', { containers }, { kind: 'Deployment', replicas: 6 }),
    ]

    expect(poolsFor(objects)).toMatchObject([{ count: 6, capacity: { cpu: '8' } }])
  })

  it('are five where no StatefulSet needs more', () => {
    expect(poolsFor([workload('logs', {}, { kind: 'DaemonSet' })])[0]).toMatchObject({ count: 5 })
  })

  it('count a set once that comes as it is and as it will be, at its largest', () => {
    const objects = [workload('kafka', {}, { replicas: 6 }), workload('kafka', {}, { replicas: 9 })]

    expect(poolsFor(objects)[0]).toMatchObject({ count: 9 })
  })

  it('are where volumes are already: in their zones, or by the names of the nodes whose disks they are', () => {
    const volume = (name: string, key: string, values: readonly string[]): object => {
      const nodeSelectorTerms = [{ matchExpressions: [{ key, operator: 'In', values }] }]
      const spec = { nodeAffinity: { required: { nodeSelectorTerms } } }
      return { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name }, spec }
    }
    const volumes = [
      volume('pv-0', 'topology.kubernetes.io/zone', ['z0']),
      volume('pv-1', 'topology.kubernetes.io/zone', ['z1']),
      volume('pv-2', 'kubernetes.io/hostname', ['disk-7']),
    ]

    expect(poolsFor([workload('db', {}), ...volumes])).toMatchObject([
      { count: 5, zones: ['z0', 'z1'], names: ['disk-7', 'node-0', 'node-1', 'node-2', 'node-3'] },
    ])
  })

  it('have the labels and the zones that pods ask for, apart from those that all nodes have', () => {
    const podSpec = {
      nodeSelector: { 'kubernetes.io/os': 'linux', disk: 'ssd' },
      ...requiring(
        { key: 'gpu', operator: 'Exists' },
        { key: 'pool', operator: 'In', values: ['kafka', 'any'] },
        { key: 'generation', operator: 'Gt', values: ['5'] },
        { key: 'spot', operator: 'DoesNotExist' },
        { key: 'topology.kubernetes.io/zone', operator: 'In', values: ['x', 'y'] },
      ),
    }

    expect(poolsFor([workload('kafka', podSpec)])).toMatchObject([
      {
        labels: { disk: 'ssd', gpu: 'true', pool: 'kafka', generation: '6' },
        zones: ['x', 'y'],
      },
    ])
  })

  it('are in pools of their own for pods that cannot share', () => {
    const pools = poolsFor([
      workload('one', { nodeSelector: { pool: 'one' } }, { replicas: 7 }),
      workload('other', { nodeSelector: { pool: 'other' } }),
      workload('logs', { nodeSelector: { logs: 'yes' } }, { kind: 'DaemonSet' }),
    ])

    expect(pools).toMatchObject([
      { name: 'node-0', count: 7, labels: { pool: 'one', logs: 'yes' } },
      { name: 'node-1', count: 5, labels: { pool: 'other' } },
    ])
  })

  it('share a given number among the pools', () => {
    const objects = ['a', 'b', 'c'].map((pool) => workload(pool, { nodeSelector: { pool } }))

    expect(poolsFor(objects, 7).map(({ count }) => count)).toEqual([3, 2, 2])
  })

  it('are large enough for all pods that share one, twice over', () => {
    const resources = {
      requests: { cpu: '1500m', memory: '6Gi', 'nvidia.com/gpu': 1 },
      limits: { cpu: '8', 'ephemeral-storage': '1000', 'nvidia.com/gpu': 1 },
    }
    const containers = [{ name: 'main', image: 'main:1', resources }]

    expect(poolsFor([workload('train', { containers }, { replicas: 6 })], 3)[0]).toMatchObject({
      capacity: {
        cpu: '8',
        memory: '32Gi',
        pods: '110',
        'nvidia.com/gpu': '4',
        'ephemeral-storage': '4000',
      },
    })
  })

  it('are those on which given pods run, by name', () => {
    const pods = ['n-7', 'n-3', 'n-7'].map((nodeName, index) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `kafka-${index}` },
      spec: { nodeName, containers: [{ name: 'main', image: 'main:1' }] },
    }))

    expect(poolsFor([workload('kafka', {}), ...pods])[0]).toMatchObject({
      count: 5,
      names: ['n-7', 'n-3', 'node-0', 'node-1', 'node-2'],
    })
  })
})

describe('the default storage classes', () => {
  function classesFor(...objects: readonly object[]) {
    return defaultStorageClasses(manifestsOf(JSON.stringify(list(objects))).objects)
  }

  function claim(spec: object, annotations: object = {}, name = 'data'): object {
    const resources = { requests: { storage: '1Gi' } }
    const metadata = { name, annotations }
    return { metadata, spec: { accessModes: ['ReadWriteOnce'], resources, ...spec } }
  }

  it('are those that claims name and nobody brings along', () => {
    const given = {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'own' },
      provisioner: 'x',
    }
    const claims = [
      claim({ storageClassName: 'fast' }, {}, 'data-0'),
      claim({ storageClassName: 'own' }, {}, 'data-1'),
      claim({ storageClassName: '' }, {}, 'data-2'),
      claim({}, { 'volume.beta.kubernetes.io/storage-class': 'old' }, 'data-3'),
    ]

    expect(classesFor(given, workload('kafka', {}, { claims })).map(({ name }) => name)).toEqual([
      'fast',
      'old',
    ])
  })

  it('hold a default class for claims that name none', () => {
    expect(classesFor(workload('kafka', {}, { claims: [claim({})] }))).toEqual([
      {
        name: 'standard',
        default: true,
        volumeBindingMode: 'WaitForFirstConsumer',
        reclaimPolicy: 'Delete',
        allowVolumeExpansion: false,
      },
    ])
    expect(classesFor(workload('kafka', {}))).toEqual([])
  })
})
