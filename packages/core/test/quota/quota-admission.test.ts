import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/api/json.ts'
import { podSpecification } from '../../src/api/pod-specification.ts'
import { NO_VOLUMES, PodMetadata } from '../../src/api/pod.ts'
import { readObject } from '../../src/api/serialization/read-object.ts'
import { readPod } from '../../src/api/serialization/read-pod.ts'
import type { WallTime } from '../../src/api/timestamp.ts'
import { RandomStreams } from '../../src/kernel/random-streams.ts'
import { Simulation } from '../../src/kernel/simulation.ts'
import { QuotaAdmission } from '../../src/quota/quota-admission.ts'
import { ApiServer } from '../../src/store/api-server.ts'
import { KeyedNames } from '../../src/store/keyed-names.ts'

const CAUSE = { by: 'test', why: '' }
const EPOCH = 0 as WallTime
const OWNER = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  name: 'web',
  uid: 'web-uid',
  controller: true,
}

describe('a pod beyond a quota', () => {
  it('RQ-A1 is refused with what is exceeded alone, sorted by name', () => {
    const cluster = new QuotaCluster()
    cluster.quota('team', {
      hard: { pods: '3', 'requests.memory': '1Gi', 'requests.cpu': '2', 'limits.cpu': '9' },
      used: { pods: '2', 'requests.memory': '768Mi', 'requests.cpu': '1500m', 'limits.cpu': '2' },
    })

    expect(
      cluster.create('web-2', { requests: { cpu: '1', memory: '512Mi' }, limits: { cpu: '1' } }),
    ).toBe(
      'pods "web-2" is forbidden: exceeded quota: team, ' +
        'requested: requests.cpu=1,requests.memory=512Mi, ' +
        'used: requests.cpu=1500m,requests.memory=768Mi, ' +
        'limited: requests.cpu=2,requests.memory=1Gi',
    )
  })

  it('RQ-A1 gets the name that it would have had', () => {
    const cluster = new QuotaCluster()
    cluster.quota('few', { hard: { pods: '1' }, used: { pods: '1' } })

    expect(cluster.create('', {})).toMatch(
      /^pods "web-\w{5}" is forbidden: exceeded quota: few, requested: pods=1, used: pods=1, limited: pods=1$/,
    )
  })

  it('RQ-A1 is admitted where the quota says nothing of what it takes', () => {
    const cluster = new QuotaCluster()
    cluster.quota('claims', { hard: { persistentvolumeclaims: '0' }, used: {} })

    expect(cluster.create('web-0', {})).toBe('admitted')
  })
})

describe('a pod that leaves unsaid what it wants', () => {
  const limited = { hard: { 'requests.cpu': '2', 'limits.cpu': '2', pods: '9' }, used: {} }

  it('RQ-A2 is refused with the names of its containers', () => {
    const cluster = new QuotaCluster()
    cluster.quota('team', limited)

    expect(cluster.create('web-0', { requests: { cpu: '1' } }, { name: 'setup' })).toBe(
      'pods "web-0" is forbidden: failed quota: team: ' +
        'must specify limits.cpu for: app,setup; requests.cpu for: setup',
    )
  })

  it('RQ-A2 is refused without them in 1.13', () => {
    const cluster = new QuotaCluster({ quotaNamesContainers: false })
    cluster.quota('team', limited)

    expect(cluster.create('web-0', {})).toBe(
      'pods "web-0" is forbidden: failed quota: team: must specify limits.cpu,requests.cpu',
    )
  })
})

describe('several quotas', () => {
  it('RQ-A3 must all agree: what is not stated is told first, then the first by name', () => {
    const cluster = new QuotaCluster()
    cluster.quota('pods', { hard: { pods: '0' }, used: { pods: '0' } })
    cluster.quota('more-pods', { hard: { pods: '0' }, used: { pods: '0' } })
    cluster.quota('sizes', { hard: { memory: '1Gi' }, used: { memory: '0' } })

    expect(cluster.create('web-0', {})).toContain('failed quota: sizes: must specify memory')
    expect(cluster.create('web-0', { requests: { memory: '1Mi' } })).toContain(
      'exceeded quota: more-pods,',
    )
    expect(cluster.used('sizes')).toEqual({ memory: '0' })
  })
})

describe('a quota', () => {
  it('RQ-A4 limits nothing before it has been counted', () => {
    const cluster = new QuotaCluster()
    cluster.quota('new', undefined)

    expect(cluster.create('web-0', {})).toBe('admitted')
  })

  it('RQ-A5 is charged at once, for what is not there yet', () => {
    const cluster = new QuotaCluster()
    cluster.quota('team', { hard: { pods: '4', cpu: '2' }, used: { pods: '1', cpu: '500m' } })
    cluster.create('web-1', { requests: { cpu: '250m' } })
    expect(cluster.used('team')).toEqual({ cpu: '750m', pods: '2' })

    cluster.load({
      kind: 'Pod',
      metadata: { name: 'web-1', namespace: 'default' },
      spec: {},
      status: { phase: 'Running' },
    })
    cluster.create('web-1', { requests: { cpu: '250m' } })
    expect(cluster.used('team')).toEqual({ cpu: '750m', pods: '2' })
  })
})

describe('a claim', () => {
  it('RQ-A6 is held to number and size, also of the default class', () => {
    const cluster = new QuotaCluster()
    cluster.load({
      kind: 'StorageClass',
      metadata: {
        name: 'fast',
        annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
      },
    })
    const ofClass = 'fast.storageclass.storage.k8s.io/requests.storage'
    cluster.quota('disks', {
      hard: { persistentvolumeclaims: '2', 'requests.storage': '10Gi', [ofClass]: '2Gi' },
      used: { persistentvolumeclaims: '0', 'requests.storage': '0', [ofClass]: '0' },
    })

    expect(cluster.claim('data-0', '2Gi')).toBe('admitted')
    expect(cluster.used('disks')).toEqual({
      persistentvolumeclaims: '1',
      'requests.storage': '2Gi',
      [ofClass]: '2Gi',
    })
    expect(cluster.claim('data-1', '1Gi')).toBe(
      'persistentvolumeclaims "data-1" is forbidden: exceeded quota: disks, ' +
        `requested: ${ofClass}=1Gi, used: ${ofClass}=2Gi, limited: ${ofClass}=2Gi`,
    )
  })
})

describe('a claim that grows', () => {
  it('RQ-A6 is held to the rest of what is limited', () => {
    const cluster = new QuotaCluster()
    cluster.quota('disks', {
      hard: { persistentvolumeclaims: '1', 'requests.storage': '4Gi' },
      used: { persistentvolumeclaims: '1', 'requests.storage': '1Gi' },
    })
    cluster.load(aClaim('data-0', '1Gi'))

    expect(cluster.resize('data-0', '3Gi')).toBe('admitted')
    expect(cluster.used('disks')).toEqual({
      persistentvolumeclaims: '1',
      'requests.storage': '3Gi',
    })
    expect(cluster.resize('data-0', '1Gi')).toBe('admitted')
    expect(cluster.resize('data-0', '3Gi')).toBe(
      'persistentvolumeclaims "data-0" is forbidden: exceeded quota: disks, ' +
        'requested: requests.storage=2Gi, used: requests.storage=3Gi, limited: requests.storage=4Gi',
    )
  })
})

describe('the last refusal of an owner', () => {
  it('is remembered until a pod of it is admitted', () => {
    const cluster = new QuotaCluster()
    cluster.quota('few', { hard: { pods: '1' }, used: { pods: '1' } })
    cluster.create('web-1', {})
    const why = 'exceeded quota: few, requested: pods=1, used: pods=1, limited: pods=1'
    expect(cluster.refusalOf(OWNER.uid)).toBe(why)

    cluster.quota('few', { hard: { pods: '2' }, used: { pods: '1' } })
    cluster.create('web-1', {})
    expect(cluster.refusalOf(OWNER.uid)).toBeUndefined()
  })
})

describe('a quota with scopes', () => {
  it.each([
    [{ scopes: ['BestEffort'] }, {}, 'refused'],
    [{ scopes: ['BestEffort'] }, { requests: { cpu: '1' } }, 'admitted'],
    [{ scopes: ['NotBestEffort', 'Terminating'] }, { requests: { cpu: '1' } }, 'admitted'],
    [{ scopes: ['NotBestEffort', 'NotTerminating'] }, { limits: { memory: '1' } }, 'refused'],
    [priorityIn('high'), {}, 'refused'],
    [priorityIn('low'), {}, 'admitted'],
  ])('RQ-A7 %j is for pods with %j: %s', (scopes, resources, outcome) => {
    const cluster = new QuotaCluster()
    cluster.quota('some', { hard: { pods: '0' }, used: { pods: '0' } }, scopes)

    const said = cluster.create('web-0', resources)
    expect(said === 'admitted' ? said : 'refused').toBe(outcome)
  })

  it('RQ-A7 is for no claim', () => {
    const cluster = new QuotaCluster()
    const none = { hard: { persistentvolumeclaims: '0' }, used: { persistentvolumeclaims: '0' } }
    cluster.quota('some', none, { scopes: ['BestEffort'] })

    expect(cluster.claim('data-0', '1Gi')).toBe('admitted')
  })
})

function aClaim(name: string, storage: string): JsonObject {
  return {
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace: 'default' },
    spec: { resources: { requests: { storage } } },
  }
}

function priorityIn(...values: string[]): JsonObject {
  const matchExpressions = [{ scopeName: 'PriorityClass', operator: 'In', values }]
  return { scopeSelector: { matchExpressions } }
}

/** A store with quotas, and somebody who asks for pods and claims. */
class QuotaCluster {
  readonly #server: ApiServer
  readonly #admission: QuotaAdmission

  constructor(behaviours = { quotaNamesContainers: true }) {
    const names = new KeyedNames(new RandomStreams('test', 0))
    this.#server = new ApiServer({
      clock: new Simulation(),
      names,
      writesBeforeRemoval: true,
      protectsClaims: false,
      deletionRaisesGeneration: true,
    })
    this.#admission = new QuotaAdmission({ server: this.#server, names, behaviours })
  }

  /** Takes the place of the quota of that name. */
  quota(name: string, status: JsonObject | undefined, scopes: JsonObject = {}): void {
    this.#server.delete('resourcequotas', 'default', name, {}, CAUSE)
    this.load({
      kind: 'ResourceQuota',
      metadata: { name, namespace: 'default' },
      spec: { hard: status?.['hard'] ?? { pods: '0' }, ...scopes },
      ...(status === undefined ? {} : { status }),
    })
  }

  load(object: JsonObject): void {
    if (object['kind'] === 'Pod') this.#server.loadPod(readPod(object, EPOCH, 0), CAUSE)
    else this.#server.load(readObject(object, EPOCH)!, CAUSE)
  }

  used(name: string): JsonObject | undefined {
    return this.#server.get('resourcequotas', 'default', name)?.status.used
  }

  /** What is said to a pod with one container `app`, and init containers. */
  create(name: string, resources: JsonObject, ...initContainers: JsonObject[]): string {
    const containers = [{ name: 'app', resources }]
    const spec = { containers, initContainers, priorityClassName: 'high' }
    return this.#ask({
      resource: 'pods',
      name,
      pod: {
        name,
        generateName: 'web-',
        metadata: new PodMetadata({ ownerReferences: [OWNER] }),
        specification: podSpecification(spec),
        volumes: NO_VOLUMES,
        pinnedNode: '',
        nodeName: '',
      },
    })
  }

  claim(name: string, storage: string): string {
    const object = readObject(aClaim(name, storage), EPOCH)
    return this.#ask({ resource: 'persistentvolumeclaims', name, object })
  }

  /** What is said to another size of a claim; the stored one keeps its own. */
  resize(name: string, storage: string): string {
    const object = readObject(aClaim(name, storage), EPOCH)
    return this.#ask({ verb: 'update', resource: 'persistentvolumeclaims', name, object })
  }

  refusalOf(ownerUid: string): string | undefined {
    return this.#admission.refusalOf(ownerUid)
  }

  #ask(wanted: object): string {
    const target = { verb: 'create', subresource: '', namespace: 'default', why: '' }
    type Request = Parameters<QuotaAdmission['admit']>[0]
    const answer = this.#admission.admit({ ...target, ...wanted } as Request)
    return answer?.type === 'refused' ? answer.message : 'admitted'
  }
}
