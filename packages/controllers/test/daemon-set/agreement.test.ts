import { behaviours, isSameJson } from '@seatrial/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countNodes } from '../../src/daemon-set/compute-status.ts'
import { FailedPodBackoff } from '../../src/daemon-set/failed-pod-backoff.ts'
import { SHOULD_RUN } from '../../src/daemon-set/node-facts.ts'
import { planManage } from '../../src/daemon-set/plan-manage.ts'
import { planRollout } from '../../src/daemon-set/plan-rollout.ts'
import { rolloutLimits } from '../../src/daemon-set/rollout-limits.ts'
import type { PodPlan } from '../../src/daemon-set/pod-plan.ts'
import { referenceManage } from './reference/reference-manage.ts'
import { type ReferenceRollout, referenceRollout } from './reference/reference-rollout.ts'
import { referenceStatus } from './reference/reference-status.ts'
import { World } from './reference/world.ts'

const GENERATION = 'uid/1'
const RUNS = 250

describe('the index of a DaemonSet', () => {
  it.each(['1.33', '1.37'] as const)(
    'decides as the rules do when everything is read anew each time (%s)',
    (profile) => {
      fc.assert(
        fc.property(
          fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { minLength: 40, maxLength: 80 }),
          (happenings) => {
            const world = new World(behaviours(profile))
            const backoff = new FailedPodBackoff()

            const differences = happenings.flatMap((happening) => {
              world.happen(happening)
              return happening[1] % 4 === 0 ? [] : compare(world, backoff, happening[1] % 3 === 0)
            })

            expect(differences).toEqual([])
          },
        ),
        { numRuns: RUNS },
      )
    },
  )
})

/** Whatever a sync could do or say now and should not; every now and then manage is carried out. */
function compare(world: World, backoff: FailedPodBackoff, isCarriedOut: boolean) {
  world.refresh()
  const { known, now, state } = world
  const plan = planManage(known.index, backoff, GENERATION, now)
  const failed = plan.failed.map(({ pod }) => pod.identity.name)
  const manage = referenceManage(
    state,
    (nodeName) => backoff.waitOf(`${GENERATION}/${nodeName}`, now) > 0,
  )
  const decided = {
    creates: namesIn(plan).creates,
    deletes: namesIn(plan)
      .deletes.filter((name) => !failed.includes(name))
      .sort(),
    failedCount: failed.length,
    failedOnNodes: manage.failed.map((pods) => pods.filter((name) => failed.includes(name)).length),
    waitCount: plan.waits.length,
    rollout: rollout(world),
    status: countNodes(known.index),
    strangers: known.index
      .strangers()
      .map(({ identity }) => identity.name)
      .sort(),
  }
  const expected = {
    creates: manage.creates,
    deletes: manage.deletes.toSorted(),
    failedCount: manage.failed.length,
    failedOnNodes: manage.failed.map(() => 1),
    waitCount: manage.waitCount,
    rollout: referenceRollout(state),
    status: referenceStatus(state),
    strangers: world.strangers.toSorted(),
  }
  if (isCarriedOut) for (const { windowKey } of plan.failed) backoff.open(windowKey, now)
  return isSameJson(decided, expected) ? [] : [{ decided, expected }]
}

function rollout({ known, set }: World): ReferenceRollout {
  const limits = rolloutLimits(set.spec.updateStrategy, known.index.count(SHOULD_RUN))
  const planned = limits && planRollout(known.index, limits)
  if (planned?.type !== 'planned') return { type: 'failed' }
  return { type: 'planned', ...namesIn(planned.plan) }
}

function namesIn({ creates, deletes }: PodPlan) {
  return {
    creates: creates.map(({ nodeName }) => nodeName),
    deletes: deletes.map(({ pod }) => pod.identity.name),
  }
}
