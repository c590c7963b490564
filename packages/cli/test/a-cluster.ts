const PRINTED = '2025-06-01T00:00:00Z'

const REVISION = 'kafka-6d5b9c'
const LABELS = { app: 'kafka' }
const CONTAINERS = [{ name: 'kafka', image: 'kafka:4.1' }]

/** What `kubectl get nodes,pv,pdb,sts -o json` prints of three brokers that run. */
export function printedCluster(): string {
  const items = [...['n1', 'n2', 'n3'].map(node), ...[0, 1, 2].map(volume), budget(), set()]
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items })
}

/** What `kubectl get sts,pods -o json` prints of them. */
export function printedPods(): string {
  const items = [set(), ...[0, 1, 2].map(pod)]
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items })
}

function pod(ordinal: number): object {
  const name = `kafka-${ordinal}`
  const owner = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    name: 'kafka',
    uid: 'uid-of-kafka',
    controller: true,
  }
  const claim = { name: 'data', persistentVolumeClaim: { claimName: `data-${name}` } }
  const types = ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready']
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadata(name, {
      namespace: 'shop',
      labels: {
        ...LABELS,
        'controller-revision-hash': REVISION,
        'statefulset.kubernetes.io/pod-name': name,
      },
      ownerReferences: [owner],
    }),
    spec: { nodeName: `n${ordinal}`, containers: CONTAINERS, volumes: [claim], hostname: name },
    status: {
      phase: 'Running',
      conditions: types.map((type) => ({ type, status: 'True', lastTransitionTime: PRINTED })),
      containerStatuses: [
        { name: 'kafka', ready: true, restartCount: 0, state: { running: { startedAt: PRINTED } } },
      ],
    },
  }
}

function metadata(name: string, more: object = {}): object {
  return { name, uid: `uid-of-${name}`, creationTimestamp: PRINTED, resourceVersion: '7', ...more }
}

function node(name: string, index: number): object {
  const capacity = { cpu: '4', memory: '16Gi', pods: '110' }
  const labels = { 'topology.kubernetes.io/zone': 'abc'[index] }
  const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime: PRINTED }]
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: metadata(name, { labels }),
    spec: {},
    status: { capacity, allocatable: capacity, conditions },
  }
}

function volume(ordinal: number): object {
  const claimRef = { namespace: 'shop', name: `data-kafka-${ordinal}`, uid: `claim-${ordinal}` }
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: metadata(`pvc-${ordinal}`),
    spec: {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: 'Delete',
      storageClassName: 'gp3',
      claimRef,
      csi: { driver: 'disks.example.com', volumeHandle: `disk-${ordinal}` },
    },
    status: { phase: 'Bound' },
  }
}

function budget(): object {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadata('kafka', { namespace: 'shop', generation: 1 }),
    spec: { maxUnavailable: 1, selector: { matchLabels: LABELS } },
    status: { currentHealthy: 3, desiredHealthy: 2, disruptionsAllowed: 1, expectedPods: 3 },
  }
}

function set(): object {
  const claim = {
    metadata: { name: 'data', creationTimestamp: null },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'gp3',
      resources: { requests: { storage: '1Gi' } },
    },
    status: { phase: 'Pending' },
  }
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: metadata('kafka', { namespace: 'shop', generation: 3 }),
    spec: {
      replicas: 3,
      serviceName: 'kafka',
      selector: { matchLabels: LABELS },
      template: { metadata: { labels: LABELS }, spec: { containers: CONTAINERS } },
      volumeClaimTemplates: [claim],
    },
    status: {
      replicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      currentReplicas: 3,
      updatedReplicas: 3,
      currentRevision: REVISION,
      updateRevision: REVISION,
      observedGeneration: 3,
    },
  }
}
