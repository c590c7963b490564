import {
  type DeleteOptions,
  type JsonObject,
  type WallTime,
  milliseconds,
  readClaim,
  readObject,
  readPod,
} from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { GarbageCollector } from '../../src/garbage-collection/garbage-collector.ts'
import { NodeRig } from './node-rig.ts'

const USER = { by: 'user', why: '' }
const EPOCH = 0 as WallTime

/** A cluster with a set `web`, a second of watch delay, and nobody but the collector at work. */
class OwnerRig extends NodeRig {
  constructor() {
    super()
    const { simulation, server } = this
    const delay = { delayOf: () => milliseconds(1000) }
    new GarbageCollector({ simulation, server, client: this.client('garbage-collector'), delay })
    this.addSet()
  }

  addSet(uid = 'uid-of-web'): void {
    this.add({ kind: 'StatefulSet', metadata: { name: 'web', uid }, spec: { replicas: 2 } })
  }

  /** Puts an object there that names owners as `Kind/name`; their uids are `uid-of-NAME`. */
  add(json: JsonObject, owners: readonly JsonObject[] = []): void {
    const metadata = { namespace: 'default', ...(json['metadata'] as JsonObject) }
    const owned = { ...json, metadata: { ...metadata, ownerReferences: owners } }
    if (json['kind'] !== 'Pod') {
      this.server.load(readObject(owned, EPOCH)!, USER)
      return
    }
    this.server.loadPod(readPod(owned, EPOCH, this.server.nextPodNumber()), USER)
  }

  /** Deletes the set one second into the run. */
  deleteSet(propagation: NonNullable<DeleteOptions['propagation']>): void {
    this.at(1, () => {
      this.server.delete('statefulsets', 'default', 'web', { propagation }, USER)
    })
  }

  get hasSet(): boolean {
    return this.server.get('statefulsets', 'default', 'web') !== undefined
  }

  /** The names of the pods that are there and not terminating. */
  get keptPods(): readonly string[] {
    return [...this.server.list('pods').values()]
      .filter(({ deletionGracePeriodSeconds }) => deletionGracePeriodSeconds < 0)
      .map(({ identity }) => identity.name)
  }
}

function aPod(name: string, spec: JsonObject = {}): JsonObject {
  return {
    kind: 'Pod',
    metadata: { name, uid: `uid-of-${name}` },
    spec: { nodeName: 'a', terminationGracePeriodSeconds: 30, ...spec },
    status: { phase: 'Running' },
  }
}

function owner(reference: string, fields: JsonObject = {}): JsonObject {
  const [kind = '', name = ''] = reference.split('/')
  return { apiVersion: 'apps/v1', kind, name, uid: `uid-of-${name}`, ...fields }
}

const BLOCKING = owner('StatefulSet/web', { controller: true, blockOwnerDeletion: true })

describe('when an owner is gone', () => {
  it('GC-B1 its dependents are deleted at once, with their own grace', () => {
    const rig = new OwnerRig()
    for (const name of ['web-0', 'web-1']) rig.add(aPod(name), [BLOCKING])
    rig.add({ kind: 'ControllerRevision', metadata: { name: 'web-1' }, revision: 1 }, [BLOCKING])
    rig.add(aPod('stranger'))
    rig.deleteSet('Background')

    rig.run(1)
    expect(rig.hasSet).toBe(false)
    rig.run(2)

    expect(rig.log).toEqual([
      [2, 'web-0 terminating, grace 30'],
      [2, 'web-1 terminating, grace 30'],
    ])
    expect(rig.server.list('controllerrevisions').size).toBe(0)
    expect(rig.keptPods).toEqual(['stranger'])
  })

  it('GC-B2 those of another owner only lose the reference', () => {
    const rig = new OwnerRig()
    rig.add({ kind: 'DaemonSet', metadata: { name: 'agent', uid: 'uid-of-agent' }, spec: {} })
    rig.add(aPod('shared'), [BLOCKING, owner('DaemonSet/agent')])
    rig.add(aPod('other-uid'), [BLOCKING, owner('DaemonSet/agent', { uid: 'an-earlier-one' })])
    rig.deleteSet('Background')

    rig.run(5)

    expect(rig.keptPods).toEqual(['shared'])
    expect(rig.pod('shared')?.metadata.ownerReferences.map(({ name }) => name)).toEqual(['agent'])
  })

  it('GC-B3 an owner of an unknown kind counts as there', () => {
    const rig = new OwnerRig()
    rig.add(aPod('shared'), [BLOCKING, owner('KafkaCluster/events')])
    rig.deleteSet('Background')

    rig.run(5)

    expect(rig.keptPods).toEqual(['shared'])
  })

  it('GC-B4 what is made for it too late is deleted', () => {
    const rig = new OwnerRig()
    rig.server.loading(() => rig.add(aPod('lost-before'), [owner('StatefulSet/long-gone')]))
    rig.deleteSet('Background')
    rig.at(3, () => rig.add(aPod('late'), [BLOCKING]))

    rig.run(5)

    expect(rig.keptPods).toEqual(['lost-before'])
    expect(rig.linesAbout('late')).toEqual([[4, 'late terminating, grace 30']])
  })

  it('GC-B5 a pod takes its own claims with it', () => {
    const rig = new OwnerRig()
    const claim = { claimName: 'data-web-0' }
    rig.add(aPod('web-0', { volumes: [{ name: 'data', persistentVolumeClaim: claim }] }))
    for (const name of ['data-web-0', 'data-web-1']) {
      const metadata = { name, namespace: 'default', ownerReferences: [owner('Pod/web-0')] }
      rig.server.load(readClaim({ metadata, spec: {} }, EPOCH), USER)
    }
    rig.at(1, () => rig.deletePod('web-0', 0))

    rig.run(5)

    const claims = [...rig.server.list('persistentvolumeclaims').values()]
    expect(claims.map(({ metadata }) => metadata.name)).toEqual(['data-web-1'])
  })
})

describe('an owner that is deleted in foreground', () => {
  it('GC-F1 goes with the last of its dependents', () => {
    const rig = new OwnerRig()
    rig.add(aPod('web-0'), [BLOCKING])
    rig.deleteSet('Foreground')
    rig.at(10, () => rig.deletePod('web-0', 0))

    rig.run(10)
    expect(rig.linesAbout('terminating')).toEqual([[2, 'web-0 terminating, grace 30']])
    expect(rig.hasSet).toBe(true)
    rig.run(11)

    expect(rig.hasSet).toBe(false)
  })

  it('GC-F2 takes with it what comes meanwhile', () => {
    const rig = new OwnerRig()
    rig.add(aPod('web-0'), [BLOCKING])
    rig.deleteSet('Foreground')
    rig.at(5, () => rig.add(aPod('web-1'), [BLOCKING]))

    rig.run(20)

    expect(rig.linesAbout('web-1')).toEqual([[6, 'web-1 terminating, grace 30']])
  })

  it('GC-F3 does not wait for those that do not block it', () => {
    const rig = new OwnerRig()
    rig.add(aPod('web-0'), [owner('StatefulSet/web')])
    rig.deleteSet('Foreground')

    rig.run(2)
    expect([rig.hasSet, rig.keptPods]).toEqual([false, ['web-0']])
    rig.run(3)

    expect(rig.keptPods).toEqual([])
  })
})

describe('an owner that leaves orphans', () => {
  it('GC-O1 goes when they have lost their references', () => {
    const rig = new OwnerRig()
    rig.add(aPod('web-0'), [BLOCKING])
    rig.deleteSet('Orphan')

    rig.run(1.5)
    expect(rig.hasSet).toBe(true)
    rig.run(2)

    expect(rig.hasSet).toBe(false)
    expect(rig.keptPods).toEqual(['web-0'])
    expect(rig.pod('web-0')?.metadata.ownerReferences).toEqual([])
  })
})
