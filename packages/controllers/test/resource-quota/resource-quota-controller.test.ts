import {
  type ApiClient,
  ApiServer,
  type Duration,
  type JsonObject,
  KeyedNames,
  LimitedClient,
  RandomStreams,
  RequestQueue,
  type ResourceQuota,
  type SimTime,
  Simulation,
  type StoredChange,
  type WallTime,
  draftOf,
  milliseconds,
  readObject,
  readPod,
  seconds,
} from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { ResourceQuotaController } from '../../src/resource-quota/resource-quota-controller.ts'

const CAUSE = { by: 'test', why: '' }
const EPOCH = 0 as WallTime
const WATCH_DELAY = milliseconds(10)
const API_LATENCY = milliseconds(4)

describe('the quota controller', () => {
  it('RQ-C1 counts a new quota, and one whose limits have changed', () => {
    const rig = new QuotaRig()
    rig.pod('web-0', 'Running')
    rig.quota({ hard: { pods: '3', 'requests.cpu': '2' } })
    rig.run(seconds(1))

    expect(rig.status()).toEqual({
      hard: { pods: '3', 'requests.cpu': '2' },
      used: { pods: '1', 'requests.cpu': '500m' },
    })
    rig.server.update({ ...rig.stored(), spec: { hard: { pods: '5' } } }, CAUSE)
    rig.run(seconds(1))
    expect(rig.status()).toEqual({ hard: { pods: '5' }, used: { pods: '1' } })
    expect(rig.writes).toBe(2)
  })

  it('RQ-C2 counts anew when a pod has gone or ended, as soon as it hears of it', () => {
    const rig = new QuotaRig()
    rig.quota({ hard: { pods: '3', 'count/pods': '9' } })
    for (const name of ['web-0', 'web-1', 'web-2']) rig.pod(name, 'Running')
    rig.run(seconds(1))
    expect(rig.status().used).toEqual({ 'count/pods': '3', pods: '3' })

    rig.end('web-0')
    rig.run((WATCH_DELAY + API_LATENCY - 1) as Duration)
    expect(rig.status().used).toEqual({ 'count/pods': '3', pods: '3' })
    rig.run(1 as Duration)
    expect(rig.status().used).toEqual({ 'count/pods': '3', pods: '2' })
    rig.server.removePod(rig.server.get('pods', 'default', 'web-1')!, CAUSE)
    rig.run(seconds(1))
    expect(rig.status().used).toEqual({ 'count/pods': '2', pods: '1' })
  })

  it('RQ-C2 counts a pod that nobody has admitted, and none of another namespace', () => {
    const rig = new QuotaRig()
    rig.quota({ hard: { pods: '3' } })
    rig.run(seconds(1))
    rig.pod('web-0', 'Running')
    rig.pod('other-0', 'Running', 'other')
    rig.run(seconds(1))

    expect(rig.status().used).toEqual({ pods: '1' })
  })

  it('RQ-C2 counts the claims of the namespace', () => {
    const rig = new QuotaRig()
    rig.claim('data-0', '1Gi')
    rig.claim('data-1', '2Gi')
    rig.quota({ hard: { persistentvolumeclaims: '3', 'requests.storage': '9Gi' } })
    rig.run(seconds(1))
    expect(rig.status().used).toEqual({ persistentvolumeclaims: '2', 'requests.storage': '3Gi' })

    rig.server.delete('persistentvolumeclaims', 'default', 'data-0', {}, CAUSE)
    rig.run(seconds(1))
    expect(rig.status().used).toEqual({ persistentvolumeclaims: '1', 'requests.storage': '2Gi' })
  })

  it('RQ-C3 writes no status that says the same', () => {
    const rig = new QuotaRig()
    rig.quota(
      { hard: { 'requests.cpu': '1' } },
      { 'requests.cpu': '1000m' },
      { 'requests.cpu': '0' },
    )
    rig.run(seconds(1))

    expect(rig.writes).toBe(0)
  })

  it('RQ-C4 counts anew when it was overtaken by a charge', () => {
    const rig = new QuotaRig()
    rig.pod('web-0', 'Running')
    rig.quota({ hard: { pods: '3' } })
    rig.run(seconds(1))
    rig.end('web-0')
    rig.run((WATCH_DELAY + 1) as Duration)
    rig.pod('web-1', 'Pending')
    rig.server.updateStatus(
      { ...rig.stored(), status: { ...rig.status(), used: { pods: '2' } } },
      CAUSE,
    )
    rig.run(seconds(1))

    expect(rig.status().used).toEqual({ pods: '1' })
  })

  it('RQ-C5 counts every quota when it begins, and none when it has ended', () => {
    const rig = new QuotaRig()
    rig.quota({ hard: { pods: '3' } })
    rig.controller.stop()
    rig.run(seconds(1))
    expect(rig.status()).toEqual({})

    rig.begin().list()
    rig.run(seconds(1))
    expect(rig.status()).toEqual({ hard: { pods: '3' }, used: { pods: '0' } })
  })
})

/** A store, a quota controller and a clock. */
class QuotaRig {
  readonly server: ApiServer
  readonly #simulation = new Simulation()
  readonly #client: ApiClient
  controller: ResourceQuotaController
  writes = 0

  constructor() {
    const simulation = this.#simulation
    this.server = new ApiServer({
      clock: simulation,
      names: new KeyedNames(new RandomStreams('test', 0)),
      writesBeforeRemoval: true,
      protectsClaims: false,
      deletionRaisesGeneration: true,
    })
    this.#client = new LimitedClient({
      simulation,
      requests: new RequestQueue(simulation, this.server),
      by: 'resourcequota-controller',
      latency: { latencyOf: () => API_LATENCY },
      bucket: undefined,
    })
    this.controller = this.begin()
    this.server.subscribe({ changed: (change) => this.#count(change) }, ['resourcequotas'])
  }

  begin(): ResourceQuotaController {
    return new ResourceQuotaController({
      simulation: this.#simulation,
      server: this.server,
      client: this.#client,
      delay: { delayOf: () => WATCH_DELAY },
      workers: 5,
    })
  }

  quota(spec: JsonObject, hard?: JsonObject, used?: JsonObject): void {
    const status = hard === undefined ? {} : { status: { hard, used: used ?? {} } }
    this.#create({ kind: 'ResourceQuota', metadata: { name: 'team' }, spec, ...status })
  }

  claim(name: string, storage: string): void {
    const spec = { resources: { requests: { storage } } }
    this.#create({ kind: 'PersistentVolumeClaim', metadata: { name }, spec })
  }

  pod(name: string, phase: string, namespace = 'default'): void {
    const containers = [{ name: 'app', resources: { requests: { cpu: '500m' } } }]
    const pod = { metadata: { name, namespace }, spec: { containers }, status: { phase } }
    this.server.loadPod(readPod(pod, EPOCH, this.server.nextPodNumber()), CAUSE)
  }

  end(name: string): void {
    const draft = draftOf(this.server.get('pods', 'default', name)!)
    draft.phase = 'Succeeded'
    this.server.commitPod(draft, CAUSE)
  }

  run(duration: Duration): void {
    this.#simulation.runUntil((this.#simulation.now + duration) as SimTime)
  }

  stored(): ResourceQuota {
    return this.server.get('resourcequotas', 'default', 'team')!
  }

  status(): ResourceQuota['status'] {
    return this.stored().status
  }

  #create(object: JsonObject): void {
    this.server.create(readObject(object, EPOCH)!, CAUSE)
  }

  #count({ by }: StoredChange): void {
    if (by === 'resourcequota-controller') this.writes++
  }
}
