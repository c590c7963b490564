import { describe, expect, it } from 'vitest'
import { readDisruptionBudget } from '../../src/api/serialization/read-object.ts'
import { readPod } from '../../src/api/serialization/read-pod.ts'
import type { JsonObject } from '../../src/api/json.ts'
import type { PodDisruptionBudget } from '../../src/api/pod-disruption-budget.ts'
import type { Pod } from '../../src/api/pod.ts'
import type { WallTime } from '../../src/api/timestamp.ts'
import type { SimTime } from '../../src/kernel/time.ts'
import { seconds } from '../../src/kernel/time.ts'
import type { ApiResult } from '../../src/store/api-result.ts'
import { ApiServer } from '../../src/store/api-server.ts'
import { evictPod } from '../../src/store/eviction/evict-pod.ts'
import type { EvictionOptions, EvictionStore } from '../../src/store/eviction/eviction.ts'
import { ServerEvictionStore } from '../../src/store/eviction/server-eviction-store.ts'
import { executeRequest } from '../../src/store/execute-request.ts'

const USER = { by: 'user', why: '' }
const EPOCH = 0 as WallTime
const NOW = seconds(100) as number as SimTime

interface Situation {
  readonly phase?: string
  readonly ready?: 'True' | 'False'
  readonly isTerminating?: boolean
  /** Specs and statuses of the budgets that select the pod. */
  readonly budgets?: readonly { readonly spec?: JsonObject; readonly status?: JsonObject }[]
  readonly namesEveryEvictionCause?: boolean
}

const OPEN = { status: { disruptionsAllowed: 1, observedGeneration: 1 } }
const CLOSED = { status: { disruptionsAllowed: 0, observedGeneration: 1 } }

/** A server with the pod web-0 and its budgets b0, b1 … */
function aServer(situation: Situation = {}): ApiServer {
  const { phase = 'Running', ready = 'True', budgets = [], namesEveryEvictionCause } = situation
  const server = new ApiServer({
    clock: { now: NOW },
    names: { uid: () => 'u', generatedName: (prefix) => prefix, podIP: () => '' },
    writesBeforeRemoval: true,
    protectsClaims: false,
    deletionRaisesGeneration: true,
    ...(namesEveryEvictionCause === undefined ? {} : { namesEveryEvictionCause }),
  })
  const deletion = situation.isTerminating
    ? { deletionTimestamp: '1970-01-01T00:01:00Z', deletionGracePeriodSeconds: 90 }
    : {}
  const json = {
    metadata: { name: 'web-0', uid: 'u', labels: { app: 'web' }, ...deletion },
    spec: { nodeName: 'a', terminationGracePeriodSeconds: 30 },
    status: { phase, conditions: [{ type: 'Ready', status: ready }] },
  }
  server.loadPod(readPod(json, EPOCH, 0), USER)
  for (const [index, { spec = {}, status = {} }] of budgets.entries()) {
    const disruptionBudget = {
      metadata: { name: `b${index}`, namespace: 'default', generation: 1 },
      spec: { selector: {}, ...spec },
      status,
    }
    server.load(readDisruptionBudget(disruptionBudget, EPOCH), USER)
  }
  return server
}

function evict(server: ApiServer, eviction: EvictionOptions = {}): ApiResult {
  return executeRequest(
    server,
    {
      verb: 'create',
      resource: 'pods',
      subresource: 'eviction',
      namespace: 'default',
      name: 'web-0',
      why: 'drained',
      eviction,
    },
    'kubectl',
  )
}

function pod(server: ApiServer): Pod | undefined {
  return server.get('pods', 'default', 'web-0')
}

function budget(server: ApiServer): PodDisruptionBudget | undefined {
  return server.get('poddisruptionbudgets', 'default', 'b0')
}

/** A store like the server's in which the first writes of a kind meet a conflict. */
class ConflictingStore extends ServerEvictionStore implements EvictionStore {
  budgetConflicts = 0
  deleteConflicts = 0
  tries = 0

  override writeBudgetStatus(written: PodDisruptionBudget): 'done' | 'conflict' {
    this.tries++
    return this.budgetConflicts-- > 0 ? 'conflict' : super.writeBudgetStatus(written)
  }

  override deletePod(...[preconditions, options]: Parameters<EvictionStore['deletePod']>) {
    this.tries++
    return this.deleteConflicts-- > 0 ? 'conflict' : super.deletePod(preconditions, options)
  }
}

function conflicting(server: ApiServer, conflicts: Partial<ConflictingStore>): ConflictingStore {
  return Object.assign(new ConflictingStore(server, 'default', 'web-0', USER), conflicts)
}

describe('the Eviction subresource', () => {
  it('PDB-E1 deletes pods that serve nobody, whatever their budget says', () => {
    const terminating = aServer({ isTerminating: true, budgets: [CLOSED] })
    for (const phase of ['Pending', 'Succeeded', 'Failed']) {
      expect(evict(aServer({ phase, budgets: [CLOSED, CLOSED] })).type).toBe('done')
    }

    evict(terminating)

    expect(pod(terminating)?.deletionGracePeriodSeconds).toBe(30)
    const stubborn = conflicting(aServer({ phase: 'Pending' }), { deleteConflicts: 19 })
    expect(evictPod(stubborn, {}).type).toBe('done')
    const hopeless = conflicting(aServer({ phase: 'Pending' }), { deleteConflicts: 99 })
    expect(evictPod(hopeless, {})).toMatchObject({ reason: 'Conflict' })
    expect(hopeless.tries).toBe(20)
  })

  it('PDB-E2 needs exactly one budget to ask, or none', () => {
    const free = aServer()

    expect(evict(free).type).toBe('done')

    expect(pod(free)?.deletionGracePeriodSeconds).toBe(30)
    expect(evict(aServer({ budgets: [OPEN, OPEN] }))).toMatchObject({ reason: 'InternalError' })
  })

  it('PDB-E3 lets unready pods go where nothing is lost with them', () => {
    const healthy = { desiredHealthy: 2, currentHealthy: 2, observedGeneration: 1 }
    const always = { spec: { unhealthyPodEvictionPolicy: 'AlwaysAllow' } }
    const ready = 'False'
    const spared = aServer({ ready, budgets: [{ status: healthy }] })

    expect(evict(spared).type).toBe('done')

    expect(budget(spared)?.status.disruptedPods).toEqual({})
    expect(evict(aServer({ ready, budgets: [always] })).type).toBe('done')
    const sick = { ...healthy, currentHealthy: 1 }
    const none = { ...healthy, desiredHealthy: 0 }
    for (const status of [sick, none]) {
      const answer = evict(aServer({ ready, budgets: [{ status }] }))
      expect(answer).toMatchObject({ reason: 'TooManyRequests' })
    }
    const raced = conflicting(aServer({ ready, budgets: [always] }), { deleteConflicts: 1 })
    expect(evictPod(raced, {})).toMatchObject({ reason: 'TooManyRequests', retryAfterSeconds: 10 })
  })

  it('PDB-E4 waits for the budget to be looked at', () => {
    const unseen = { status: { disruptionsAllowed: 5, observedGeneration: 0 } }

    const answer = evict(aServer({ budgets: [unseen] }))

    expect(answer).toMatchObject({ reason: 'TooManyRequests', retryAfterSeconds: 10 })
  })

  it('PDB-E5 refuses for good what cannot be right', () => {
    const negative = { status: { disruptionsAllowed: -1, observedGeneration: 1 } }
    const granted = Array.from({ length: 2_001 }, (_, index) => [
      `pod-${index}`,
      '1970-01-01T00:00:00Z',
    ])
    const crowded = { status: { ...OPEN.status, disruptedPods: Object.fromEntries(granted) } }

    for (const only of [negative, crowded]) {
      expect(evict(aServer({ budgets: [only] }))).toMatchObject({ reason: 'Forbidden' })
    }
  })

  it('PDB-E6 has the client ask again while nothing is allowed', () => {
    const server = aServer({ budgets: [CLOSED] })

    expect(evict(server)).toEqual({
      type: 'refused',
      reason: 'TooManyRequests',
      message: "Cannot evict pod as it would violate the pod's disruption budget.",
      cause: 'DisruptionBudget',
    })
    expect(pod(server)?.deletionGracePeriodSeconds).toBe(-1)
  })

  it('PDB-E7 charges the budget', () => {
    const server = aServer({ budgets: [OPEN] })

    expect(evict(server).type).toBe('done')

    expect(budget(server)?.status).toMatchObject({
      disruptionsAllowed: 0,
      disruptedPods: { 'web-0': 100 },
      conditions: [{ type: 'DisruptionAllowed', status: 'False', reason: 'InsufficientPods' }],
    })
    const hopeless = conflicting(aServer({ budgets: [OPEN] }), { budgetConflicts: 99 })
    expect(evictPod(hopeless, {})).toMatchObject({ reason: 'Conflict' })
    expect(hopeless.tries).toBe(20)
  })

  it('PDB-E8 marks the pod and deletes it once', () => {
    const server = aServer({ budgets: [OPEN] })
    const raced = conflicting(aServer({ budgets: [OPEN] }), { deleteConflicts: 1 })

    evict(server, { gracePeriodSeconds: 5 })

    expect(pod(server)?.conditions).toMatchObject([
      { type: 'DisruptionTarget', status: 'True', reason: 'EvictionByEvictionAPI' },
    ])
    expect(pod(server)?.deletionGracePeriodSeconds).toBe(5)
    expect(evictPod(raced, {})).toMatchObject({ reason: 'Conflict' })
    expect(raced.budgetsOf(raced.pod()!)[0]?.status.disruptionsAllowed).toBe(0)
  })

  it('PDB-E9 writes nothing in a dry run', () => {
    const server = aServer({ budgets: [OPEN] })
    const before = server.resourceVersion

    expect(evict(server, { dryRun: true }).type).toBe('done')

    expect(server.resourceVersion).toBe(before)
  })

  it('PDB-E10 names the cause of a refusal for good', () => {
    const budgets = [{ status: { disruptionsAllowed: -1, observedGeneration: 1 } }]

    expect(evict(aServer({ budgets }))).toHaveProperty('cause', 'DisruptionBudget')
    const old = aServer({ budgets, namesEveryEvictionCause: false })
    expect(evict(old)).not.toHaveProperty('cause')
  })

  it('PDB-E11 touches only the pod that was meant', () => {
    for (const options of [{ uid: 'other' }, { resourceVersion: 99 }]) {
      const server = aServer({ budgets: [OPEN] })

      expect(evict(server, options)).toMatchObject({ reason: 'Conflict' })

      expect(pod(server)?.deletionGracePeriodSeconds).toBe(-1)
    }
  })
})
