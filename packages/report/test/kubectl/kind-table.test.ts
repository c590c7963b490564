import { type JsonObject, type WallTime, behaviours, minutes, parseTimestamp } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { kindTable } from '../../src/kubectl/kind-table.ts'
import type { PrintedKind } from '../../src/kubectl/printed-kind.ts'
import { CREATED, aPod } from './a-pod.ts'

const NOW = (parseTimestamp(CREATED)! + minutes(5)) as WallTime
const metadata = { name: 'web', namespace: 'default', creationTimestamp: CREATED }
const template = {
  spec: {
    containers: [
      { name: 'a', image: 'app:1' },
      { name: 'b', image: 'proxy' },
    ],
    nodeSelector: { disk: 'ssd' },
  },
}

function wideCells(kind: PrintedKind, object: JsonObject, profile: '1.13' | '1.37' = '1.37') {
  const table = kindTable(kind, { wide: true, behaviours: behaviours(profile) })
  return Object.fromEntries(
    table.cells(object, NOW).map((cell, column) => [table.columns[column], cell]),
  )
}

describe('kindTable', () => {
  it('StatefulSet', () => {
    const object = { metadata, spec: { replicas: 3, template }, status: { readyReplicas: 2 } }

    expect(wideCells('StatefulSet', object)).toEqual({
      Name: 'web',
      Ready: '2/3',
      Age: '5m',
      Containers: 'a,b',
      Images: 'app:1,proxy',
    })
  })

  it('DaemonSet', () => {
    const selector = {
      matchLabels: { app: 'web' },
      matchExpressions: [{ key: 'x', operator: 'DoesNotExist' }],
    }
    const status = {
      desiredNumberScheduled: 5,
      currentNumberScheduled: 4,
      numberReady: 3,
      updatedNumberScheduled: 2,
      numberAvailable: 1,
    }

    expect(wideCells('DaemonSet', { metadata, spec: { template, selector }, status })).toEqual({
      Name: 'web',
      Desired: 5,
      Current: 4,
      Ready: 3,
      'Up-to-date': 2,
      Available: 1,
      'Node Selector': 'disk=ssd',
      Age: '5m',
      Containers: 'a,b',
      Images: 'app:1,proxy',
      Selector: 'app=web,!x',
    })
  })

  it('Pod, its wide columns', () => {
    const pod = aPod({
      node: 'node-1',
      ip: '10.0.0.7',
      conditions: [{ type: 'a', status: 'True' }],
    })
    const spec = { ...(pod['spec'] as JsonObject), readinessGates: [{ conditionType: 'a' }, {}] }

    expect(wideCells('Pod', { ...pod, spec })).toMatchObject({
      IP: '10.0.0.7',
      Node: 'node-1',
      'Nominated Node': '<none>',
      'Readiness Gates': '1/2',
    })
  })

  it('Node, whose kernel names the architecture since 1.36', () => {
    const labels = { 'node-role.kubernetes.io/worker': '', 'kubernetes.io/role': 'infra' }
    const object = {
      metadata: { ...metadata, labels },
      spec: { unschedulable: true },
      status: {
        conditions: [{ type: 'Ready', status: 'Unknown' }],
        addresses: [{ type: 'InternalIP', address: '10.0.0.1' }],
        nodeInfo: { kernelVersion: '6.1.0', architecture: 'arm64', kubeletVersion: 'v1.37.0' },
      },
    }

    expect(wideCells('Node', object)).toEqual({
      Name: 'web',
      Status: 'NotReady,SchedulingDisabled',
      Roles: 'infra,worker',
      Age: '5m',
      Version: 'v1.37.0',
      'Internal-IP': '10.0.0.1',
      'External-IP': '<none>',
      'OS-Image': '<unknown>',
      'Kernel-Version': '6.1.0 (arm64)',
      'Container-Runtime': '<unknown>',
    })
    expect(wideCells('Node', object, '1.13')['Kernel-Version']).toBe('6.1.0')
  })

  it('PersistentVolumeClaim, of which 1.13 knew fewer columns', () => {
    const object = {
      metadata,
      spec: { volumeName: 'pv-1', storageClassName: 'fast', volumeMode: 'Block' },
      status: {
        phase: 'Bound',
        capacity: { storage: '1.5Gi' },
        accessModes: ['ReadWriteMany', 'ReadWriteOnce'],
      },
    }
    const common = {
      Name: 'web',
      Status: 'Bound',
      Volume: 'pv-1',
      Capacity: '1536Mi',
      'Access Modes': 'RWO,RWX',
      StorageClass: 'fast',
      Age: '5m',
    }

    expect(wideCells('PersistentVolumeClaim', object)).toEqual({
      ...common,
      VolumeAttributesClass: '<unset>',
      VolumeMode: 'Block',
    })
    expect(wideCells('PersistentVolumeClaim', object, '1.13')).toEqual(common)
  })

  it('PersistentVolume', () => {
    const object = {
      metadata: { ...metadata, deletionTimestamp: CREATED },
      spec: {
        accessModes: ['ReadWriteOncePod'],
        claimRef: { namespace: 'default', name: 'data-web-0' },
        persistentVolumeReclaimPolicy: 'Retain',
      },
      status: { phase: 'Released' },
    }

    expect(wideCells('PersistentVolume', object)).toEqual({
      Name: 'web',
      Capacity: '0',
      'Access Modes': 'RWOP',
      'Reclaim Policy': 'Retain',
      Status: 'Terminating',
      Claim: 'default/data-web-0',
      StorageClass: '',
      VolumeAttributesClass: '<unset>',
      Reason: '',
      Age: '5m',
      VolumeMode: '<unset>',
    })
  })

  it('PodDisruptionBudget', () => {
    const object = { metadata, spec: { maxUnavailable: '25%' }, status: { disruptionsAllowed: 2 } }

    expect(wideCells('PodDisruptionBudget', object)).toEqual({
      Name: 'web',
      'Min Available': 'N/A',
      'Max Unavailable': '25%',
      'Allowed Disruptions': 2,
      Age: '5m',
    })
  })

  it('ResourceQuota, of which only what is enforced is shown', () => {
    const status = {
      hard: { pods: '10', 'requests.cpu': '2', 'limits.memory': '4Gi', 'count/pods': '20' },
      used: { pods: '3', 'requests.cpu': '1500m', 'limits.memory': '0', 'count/pods': '4' },
    }

    expect(wideCells('ResourceQuota', { metadata, status })).toEqual({
      Name: 'web',
      Request: 'count/pods: 4/20, pods: 3/10, requests.cpu: 1500m/2',
      Limit: 'limits.memory: 0/4Gi',
      Age: '5m',
    })
    expect(wideCells('ResourceQuota', { metadata, spec: { hard: { pods: '1' } } })).toMatchObject({
      Request: '',
      Limit: '',
    })
  })

  it('Event', () => {
    const object = {
      metadata: { ...metadata, name: 'web.18' },
      involvedObject: { kind: 'StatefulSet', name: 'web' },
      type: 'Warning',
      reason: 'FailedCreate',
      message: 'create Pod web-0 failed \n',
      source: { component: 'statefulset-controller' },
      firstTimestamp: CREATED,
      lastTimestamp: CREATED,
      count: 3,
    }

    expect(wideCells('Event', object)).toEqual({
      'Last Seen': '5m',
      Type: 'Warning',
      Reason: 'FailedCreate',
      Object: 'statefulset/web',
      Subobject: '',
      Source: 'statefulset-controller',
      Message: 'create Pod web-0 failed',
      'First Seen': '5m',
      Count: 3,
      Name: 'web.18',
    })
  })

  it('ControllerRevision', () => {
    const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', controller: true }
    const object = { metadata: { ...metadata, ownerReferences: [owner] }, revision: 7 }

    expect(wideCells('ControllerRevision', object)).toEqual({
      Name: 'web',
      Controller: 'statefulset.apps/web',
      Revision: 7,
      Age: '5m',
    })
  })

  it('says <unknown> for an age without a creation', () => {
    expect(wideCells('ControllerRevision', { metadata: { name: 'web' } })['Age']).toBe('<unknown>')
  })
})
