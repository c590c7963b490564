import {
  NEW_DAEMON_SET_STATUS,
  type WallTime,
  parseLabelSelector,
  readDaemonSet,
  readDisruptionBudget,
  refused,
  seconds,
} from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { drainText } from '../../src/drain/drain-notice.ts'
import type { DrainOptions } from '../../src/drain/drain-options.ts'
import { Drains } from '../../src/drain/drains.ts'
import { NodeRig, type RigOptions } from './node-rig.ts'

const USER = { by: 'user', why: '' }
const OWNER = 'StatefulSet/web'

const PLAIN: DrainOptions = {
  nodeName: 'a',
  ignoreDaemonSets: false,
  deleteEmptyDirData: false,
  force: false,
  disableEviction: false,
}

/** A cluster with a node to drain, and what the drains have said: when, and kubectl's words. */
class DrainRig extends NodeRig {
  readonly drains: Drains
  readonly said: (readonly [seconds: number, text: string])[] = []

  constructor(options: RigOptions = {}) {
    super(options)
    const { simulation, server, pods } = this
    this.drains = new Drains({ simulation, server, pods, client: this.client('kubectl') })
    this.drains.listen({
      said: (_drain, notice) => this.said.push([simulation.now / 1e6, drainText(notice).text]),
    })
    this.addNode('a')
    this.addNode('b')
  }

  /** Starts a drain one second into the run and shows its outcome when all is over. */
  drain(options: Partial<DrainOptions> = {}): unknown {
    this.at(1, () => this.drains.start({ ...PLAIN, ...options }))
    this.run(1_000)
    return this.drains.drains[0]?.outcome
  }

  /** Terminating pods are gone that long after they were asked to. */
  finishPodsAfter(pause: number): void {
    this.server.subscribe(
      {
        changed: ({ object, type }) => {
          if (type !== 'MODIFIED' || !('identity' in object)) return
          const { name } = object.identity
          const { simulation } = this
          if (object.deletionGracePeriodSeconds <= 0) return
          const kind = simulation.defineEvent('Finish', 1, () => this.deletePod(name, 0))
          simulation.scheduleAfter(seconds(pause), kind, 0)
        },
      },
      ['pods'],
    )
  }

  addDaemonSet(name: string): void {
    const metadata = { name, namespace: 'default', uid: `uid-of-${name}` }
    const set = readDaemonSet({ metadata, spec: {} }, 0 as WallTime)
    this.server.load({ ...set, status: NEW_DAEMON_SET_STATUS }, USER)
  }

  /** A budget over all pods that allows that many evictions, and never learns. */
  addBudget(disruptionsAllowed: number, generation = 1): void {
    const json = {
      metadata: { name: 'web', namespace: 'default', generation },
      spec: { selector: {} },
      status: { observedGeneration: 1, disruptionsAllowed },
    }
    this.server.load(readDisruptionBudget(json, 0 as WallTime), USER)
  }

  allowAll(): void {
    this.server.delete('poddisruptionbudgets', 'default', 'web', {}, USER)
  }
}

const DRAINED = { type: 'drained' }

describe('which pods are drained', () => {
  it('DR-F1 are those of DaemonSets only when they have ended', () => {
    const daemon = { node: 'a', owner: 'DaemonSet/agent' }
    const strict = new DrainRig()
    const lenient = new DrainRig()
    for (const rig of [strict, lenient]) {
      rig.addDaemonSet('agent')
      rig.addPod('agent-1', daemon)
      rig.addPod('agent-0', { ...daemon, phase: 'Failed' })
      rig.addPod('web-0', { node: 'a', owner: OWNER, phase: 'Pending' })
    }

    expect(strict.drain()).toEqual({
      type: 'refused',
      errors: [
        'cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore): default/agent-1',
      ],
    })
    expect(strict.pod('web-0')?.deletionGracePeriodSeconds).toBe(-1)
    lenient.finishPodsAfter(1)
    expect(lenient.drain({ ignoreDaemonSets: true })).toEqual(DRAINED)
    expect(lenient.said[0]).toEqual([
      1,
      'Warning: ignoring DaemonSet-managed Pods: default/agent-1',
    ])
    expect(lenient.pod('agent-0')).toBeUndefined()
    expect(lenient.pod('agent-1')?.deletionGracePeriodSeconds).toBe(-1)
  })

  it('DR-F2 are those of a vanished DaemonSet only by force', () => {
    const rigs = [new DrainRig(), new DrainRig()] as const
    for (const rig of rigs) {
      rig.finishPodsAfter(1)
      rig.addPod('agent-0', { node: 'a', owner: 'DaemonSet/agent' })
    }

    expect(rigs[0].drain({ ignoreDaemonSets: true })).toMatchObject({ type: 'refused' })
    expect(rigs[1].drain({ force: true })).toEqual(DRAINED)
    expect(rigs[1].pod('agent-0')).toBeUndefined()
  })

  it('DR-F3 are no mirrors of static pods', () => {
    const rig = new DrainRig()
    rig.addPod('static-a', { node: 'a', annotations: { 'kubernetes.io/config.mirror': 'hash' } })

    expect(rig.drain()).toEqual(DRAINED)
    expect(rig.pod('static-a')?.deletionGracePeriodSeconds).toBe(-1)
  })

  it('DR-F4 are those with local data only when that may be lost', () => {
    const volumes = [{ name: 'scratch', emptyDir: {} }]
    const rigs = [new DrainRig(), new DrainRig(), new DrainRig()] as const
    for (const [index, rig] of rigs.entries()) {
      rig.finishPodsAfter(1)
      const phase = index === 2 ? 'Succeeded' : 'Running'
      rig.addPod('web-0', { node: 'a', owner: OWNER, volumes, phase })
    }

    expect(rigs[0].drain()).toEqual({
      type: 'refused',
      errors: [
        'cannot delete Pods with local storage (use --delete-emptydir-data to override): default/web-0',
      ],
    })
    expect(rigs[1].drain({ deleteEmptyDirData: true })).toEqual(DRAINED)
    expect(rigs[2].drain()).toEqual(DRAINED)
  })

  it('DR-F5 are those without a controller only by force', () => {
    const rigs = [new DrainRig(), new DrainRig(), new DrainRig()] as const
    for (const [index, rig] of rigs.entries()) {
      rig.finishPodsAfter(1)
      rig.addPod('naked', { node: 'a', phase: index === 2 ? 'Failed' : 'Running' })
    }

    expect(rigs[0].drain()).toEqual({
      type: 'refused',
      errors: [
        'cannot delete Pods that declare no controller (use --force to override): default/naked',
      ],
    })
    expect(rigs[1].drain({ force: true })).toEqual(DRAINED)
    expect(rigs[1].said[0]).toEqual([
      1,
      'Warning: deleting Pods that declare no controller: default/naked',
    ])
    expect(rigs[2].drain()).toEqual(DRAINED)
  })

  it('DR-F6 are not those that come later', () => {
    const rig = new DrainRig()
    rig.finishPodsAfter(10)
    rig.addPod('web-0', { node: 'a', owner: OWNER })
    rig.at(2, () => rig.addPod('late', { node: 'a', owner: OWNER }))

    expect(rig.drain()).toEqual(DRAINED)
    expect(rig.pod('late')?.deletionGracePeriodSeconds).toBe(-1)
  })

  it('DR-F7 may be none', () => {
    const rig = new DrainRig()

    expect(rig.drain()).toEqual(DRAINED)
    expect(rig.said).toEqual([[1, 'node/a drained']])
  })

  it('DR-F8 are those with certain labels only when somebody says so', () => {
    const rig = new DrainRig()
    rig.finishPodsAfter(1)
    rig.addPod('web-0', { node: 'a', owner: OWNER, labels: { app: 'web' } })
    rig.addPod('naked', { node: 'a', labels: { app: 'other' } })

    const outcome = rig.drain({ podSelector: parseLabelSelector('app=web') })

    expect(outcome).toEqual({ type: 'drained' })
    expect(rig.said.map(([, text]) => text)).toEqual([
      'evicting pod default/web-0',
      'pod/web-0 evicted',
      'node/a drained',
    ])
  })
})

describe('taking pods away', () => {
  it('DR-E1 evicts all at once', () => {
    const rig = new DrainRig()
    rig.finishPodsAfter(30)
    for (const name of ['web-0', 'web-1']) rig.addPod(name, { node: 'a', owner: OWNER })

    rig.drain()

    expect(rig.linesAbout('terminating')).toEqual([
      [1, 'web-0 terminating, grace 30'],
      [1, 'web-1 terminating, grace 30'],
    ])
  })

  it('DR-E2 asks again five seconds after a refusal', () => {
    const rig = new DrainRig()
    rig.finishPodsAfter(1)
    rig.addBudget(0)
    rig.addPod('web-0', { node: 'a', owner: OWNER })
    rig.at(8, () => rig.allowAll())

    expect(rig.drain()).toEqual(DRAINED)
    expect(rig.said).toEqual([
      [1, 'evicting pod default/web-0'],
      [
        1,
        'error when evicting pods/"web-0" -n "default" (will retry after 5s): ' +
          "Cannot evict pod as it would violate the pod's disruption budget.",
      ],
      [6, 'evicting pod default/web-0'],
      [
        6,
        'error when evicting pods/"web-0" -n "default" (will retry after 5s): ' +
          "Cannot evict pod as it would violate the pod's disruption budget.",
      ],
      [11, 'evicting pod default/web-0'],
      [12, 'pod/web-0 evicted'],
      [12, 'node/a drained'],
    ])
  })

  it('DR-E8 leaves it to the client to ask again when the server says to', () => {
    const rig = new DrainRig()
    rig.finishPodsAfter(1)
    rig.addBudget(0, 2)
    rig.addPod('web-0', { node: 'a', owner: OWNER })
    rig.at(15, () => rig.allowAll())

    expect(rig.drain()).toEqual(DRAINED)
    expect(rig.said).toEqual([
      [1, 'evicting pod default/web-0'],
      [22, 'pod/web-0 evicted'],
      [22, 'node/a drained'],
    ])
  })

  it('DR-E8 hears of it when the client has asked ten times more, however little time it has', () => {
    const rig = new DrainRig()
    rig.addBudget(0, 2)
    rig.addPod('web-0', { node: 'a', owner: OWNER })

    expect(rig.drain({ timeout: seconds(12) })).toMatchObject({ type: 'failed' })
    expect(rig.said.slice(0, 3).map(([time, text]) => [time, text.slice(0, 20)])).toEqual([
      [1, 'evicting pod default'],
      [101, 'error when evicting '],
      [106, 'evicting pod default'],
    ])
  })

  it('DR-E3 can shorten their grace', () => {
    const rig = new DrainRig()
    rig.addPod('web-0', { node: 'a', owner: OWNER })

    rig.drain({ gracePeriod: seconds(5) })

    expect(rig.linesAbout('terminating')).toEqual([[1, 'web-0 terminating, grace 5']])
  })

  it('DR-E4 can go past their budgets', () => {
    const rig = new DrainRig()
    rig.finishPodsAfter(1)
    rig.addBudget(0)
    rig.addPod('web-0', { node: 'a', owner: OWNER })

    expect(rig.drain({ disableEviction: true })).toEqual(DRAINED)
    expect(rig.said).toEqual([
      [2, 'pod/web-0 deleted'],
      [2, 'node/a drained'],
    ])
  })

  it('DR-E5 gives one up and goes on with the others', () => {
    const rig = new DrainRig({
      refuse: ({ subresource, name }) =>
        subresource === 'eviction' && name === 'web-0' ? refused('Forbidden', 'no') : undefined,
    })
    rig.finishPodsAfter(1)
    for (const name of ['web-0', 'web-1']) rig.addPod(name, { node: 'a', owner: OWNER })

    expect(rig.drain()).toEqual({
      type: 'failed',
      errors: ['error when evicting pods/"web-0" -n "default": no'],
    })
    expect(rig.pod('web-1')).toBeUndefined()
  })

  it('DR-E6 evicts whatever has taken the place of a refused pod', () => {
    const rig = new DrainRig()
    rig.addBudget(0)
    rig.addPod('web-0', { node: 'a', owner: OWNER })
    rig.at(3, () => rig.deletePod('web-0', 0))
    rig.at(4, () => rig.addPod('web-0', { node: 'b', owner: OWNER }))
    rig.at(5, () => rig.allowAll())

    expect(rig.drain()).toEqual(DRAINED)
    expect(rig.linesAbout('terminating')).toEqual([[6, 'web-0 terminating, grace 30']])
    expect(rig.said.slice(-3)).toEqual([
      [6, 'evicting pod default/web-0'],
      [6, 'pod/web-0 evicted'],
      [6, 'node/a drained'],
    ])
  })

  it('DR-E7 changes nothing in a dry run', () => {
    const rig = new DrainRig()
    for (const name of ['web-0', 'web-1']) rig.addPod(name, { node: 'a', owner: OWNER })

    expect(rig.drain({ dryRun: 'client' })).toEqual(DRAINED)
    expect(rig.said.map(([, text]) => text)).toEqual([
      'evicting pod default/web-0',
      'evicting pod default/web-1',
      'node/a drained',
    ])
    expect(rig.linesAbout('terminating')).toEqual([])
  })

  it('DR-E7 asks the server in a dry run that is the server’s', () => {
    const rig = new DrainRig()
    rig.addBudget(0)
    rig.addPod('web-0', { node: 'a', owner: OWNER })
    rig.at(3, () => rig.allowAll())

    expect(rig.drain({ dryRun: 'server' })).toEqual(DRAINED)
    expect(rig.said.map(([time, text]) => [time, text.slice(0, 20)])).toEqual([
      [1, 'evicting pod default'],
      [1, 'error when evicting '],
      [6, 'evicting pod default'],
      [6, 'node/a drained'],
    ])
    expect(rig.linesAbout('terminating')).toEqual([])
  })
})

describe('waiting', () => {
  it('DR-W1 looks at once and then every second', () => {
    const rig = new DrainRig()
    rig.finishPodsAfter(1.3)
    rig.addPod('web-0', { node: 'a', owner: OWNER })

    rig.drain()

    expect(rig.said.at(-1)).toEqual([3, 'node/a drained'])
  })

  it('DR-W2 ends with the timeout', () => {
    const rig = new DrainRig()
    rig.finishPodsAfter(30)
    rig.addPod('web-0', { node: 'a', owner: OWNER })

    expect(rig.drain({ timeout: seconds(4) })).toEqual({
      type: 'failed',
      errors: [
        'error when waiting for pod "web-0" in namespace "default" to terminate: context deadline exceeded',
      ],
    })
    expect(rig.said.at(-1)?.[0]).toBe(5)
  })

  it('DR-W2 ends with one error for all pods that were deleted', () => {
    const rig = new DrainRig()
    rig.finishPodsAfter(30)
    for (const name of ['web-0', 'web-1']) rig.addPod(name, { node: 'a', owner: OWNER })

    expect(rig.drain({ timeout: seconds(4), disableEviction: true })).toEqual({
      type: 'failed',
      errors: ['context deadline exceeded'],
    })
  })

  it('DR-W3 sleeps through the timeout', () => {
    const rig = new DrainRig()
    rig.addBudget(0)
    rig.addPod('web-0', { node: 'a', owner: OWNER })

    expect(rig.drain({ timeout: seconds(12) })).toEqual({
      type: 'failed',
      errors: ['error when evicting pods/"web-0" -n "default": global timeout reached: 12s'],
    })
    expect(rig.said.filter(([, text]) => text.startsWith('evicting'))).toHaveLength(4)
    expect(rig.said.at(-1)?.[0]).toBe(16)
  })

  it('DR-W3 names the timeout as Go writes it', () => {
    const rig = new DrainRig()
    rig.addBudget(0)
    rig.addPod('web-0', { node: 'a', owner: OWNER })

    expect(rig.drain({ timeout: seconds(90) })).toMatchObject({
      errors: [expect.stringContaining('global timeout reached: 1m30s')],
    })
  })

  it('DR-W4 takes the nodes of a command in turn', () => {
    const rig = new DrainRig()
    rig.finishPodsAfter(10)
    rig.addPod('web-0', { node: 'a', owner: OWNER })
    rig.addPod('web-1', { node: 'b', owner: OWNER })
    rig.at(1, () => {
      const first = rig.drains.start(PLAIN)
      rig.drains.start({ ...PLAIN, nodeName: 'b' }, first)
    })

    rig.run(100)

    expect(rig.said.filter(([, text]) => text.endsWith('drained'))).toEqual([
      [11, 'node/a drained'],
      [21, 'node/b drained'],
    ])
  })

  it('DR-W5 waits no longer than it is told for a pod that should be gone', () => {
    const rig = new DrainRig()
    rig.addPod('web-0', { node: 'a', owner: OWNER })
    const impatient = { gracePeriod: seconds(3), skipWaitForDelete: seconds(5) }

    expect(rig.drain(impatient)).toEqual(DRAINED)
    expect(rig.said.slice(1)).toEqual([
      [10, 'pod "web-0" has DeletionTimestamp older than 5 seconds, skipping'],
      [10, 'node/a drained'],
    ])
    rig.drains.start({ ...PLAIN, ...impatient })
    expect(rig.said.slice(3).map(([, text]) => text)).toEqual(['node/a drained'])
  })
})
