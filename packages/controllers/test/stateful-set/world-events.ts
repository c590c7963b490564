import { type Pod, type StatefulSetSpec, toApiTime } from '@seatrial/core'
import fc from 'fast-check'
import { BY_STRANGER, aClaim, aPod, byPod, podLabels, template } from './builders.ts'
import type { ControllerRig } from './controller-rig.ts'

/** Something that happens to a world from outside of the controller. */
export type WorldEvent =
  | { readonly type: 'wait'; readonly seconds: number }
  | { readonly type: PodEvent; readonly ordinal: number }
  | { readonly type: 'change-set'; readonly spec: Partial<StatefulSetSpec> }
  | { readonly type: ClaimEvent; readonly ordinal: number }

type PodEvent =
  'run' | 'unready' | 'fail' | 'delete' | 'remove' | 'orphan' | 'unlabel' | 'mislabel' | 'appear'
type ClaimEvent = 'lose-claim' | 'give-claim' | 'doom-claim'

const ordinals = fc.nat(8)

/** What may happen, the ordinary more often than the odd. */
export const worldEvents: fc.Arbitrary<WorldEvent> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('wait'),
      seconds: fc.constantFrom(0.001, 0.7, 3, 10),
    }),
  },
  { weight: 8, arbitrary: fc.record({ type: fc.constant('run'), ordinal: ordinals }) },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constantFrom<PodEvent>('unready', 'fail', 'delete', 'remove', 'remove'),
      ordinal: ordinals,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constantFrom<PodEvent>('orphan', 'unlabel', 'mislabel', 'appear'),
      ordinal: ordinals,
    }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('change-set'), spec: specChanges() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constantFrom<ClaimEvent>('lose-claim', 'give-claim', 'doom-claim'),
      ordinal: ordinals,
    }),
  },
)

function specChanges(): fc.Arbitrary<Partial<StatefulSetSpec>> {
  const retention = fc.constantFrom('Retain', 'Delete')
  return fc.oneof(
    fc.record({ replicas: fc.nat(7) }),
    fc.record({ replicas: fc.nat(7) }),
    fc.constantFrom('v1', 'v2', 'v3').map((image) => ({ template: template(image) })),
    fc.nat(3).map((start) => ({ ordinals: { start } })),
    fc.record({ minReadySeconds: fc.constantFrom(0, 5) }),
    fc.record({ revisionHistoryLimit: fc.constantFrom(0, 2) }),
    fc
      .record({ whenScaled: retention, whenDeleted: retention })
      .map((policy) => ({ persistentVolumeClaimRetentionPolicy: policy })),
    fc
      .record({
        partition: fc.nat(4),
        maxUnavailable: fc.constantFrom<number | string>(1, 2, '50%'),
      })
      .map((rollingUpdate) => ({ updateStrategy: { type: 'RollingUpdate', rollingUpdate } })),
    fc.constantFrom('RollingUpdate', 'OnDelete').map((type) => ({ updateStrategy: { type } })),
  )
}

const CAUSE = { by: 'test', why: '' }

/** Lets an event happen; what cannot happen (to a pod that is not there) does not. */
export function happen(rig: ControllerRig, event: WorldEvent): void {
  switch (event.type) {
    case 'wait':
      return rig.wait(event.seconds)
    case 'change-set':
      return changeSet(rig, event.spec)
    case 'lose-claim':
    case 'give-claim':
    case 'doom-claim':
      return changeClaim(rig, event.type, `data-web-${event.ordinal}`, event.ordinal)
    default:
      return changePod(rig, event.type, event.ordinal)
  }
}

function changeSet(rig: ControllerRig, spec: Partial<StatefulSetSpec>): void {
  const stored = rig.server.get('statefulsets', 'default', 'web')
  if (stored === undefined) return
  rig.server.update({ ...stored, spec: { ...stored.spec, ...spec } }, CAUSE)
}

function changePod(rig: ControllerRig, event: PodEvent, ordinal: number): void {
  const name = `web-${ordinal}`
  const stored = rig.server.get('pods', 'default', name)
  if (event === 'appear' && stored === undefined) appear(rig, aPod(ordinal, { owner: undefined }))
  if (stored === undefined) return
  switch (event) {
    case 'run':
      return rig.changePod(name, (draft) => run(draft, rig))
    case 'unready':
      return rig.changePod(name, (draft) => (draft.ready = 'False'))
    case 'fail':
      return rig.changePod(name, (draft) =>
        Object.assign(draft, { phase: 'Failed', ready: 'False' }),
      )
    case 'delete':
      return rig.server.deletePod(stored, { gracePeriodSeconds: 30 }, CAUSE)
    case 'remove':
      return rig.server.removePod(stored, CAUSE)
    case 'orphan':
      return rig.changeMetadata(name, { ownerReferences: [] })
    case 'unlabel':
      return rig.changeMetadata(name, { labels: { app: 'other' } })
    case 'mislabel':
      return rig.changeMetadata(name, { labels: podLabels('odd', ordinal, 'web-third') })
    case 'appear':
  }
}

function run(draft: Pod, rig: ControllerRig): void {
  draft.nodeName = 'node-1'
  draft.phase = 'Running'
  if (draft.ready === 'True') return
  draft.ready = 'True'
  draft.readyTransitionTime = toApiTime(rig.simulation.now)
}

function appear(rig: ControllerRig, pod: Pod): void {
  const identity = { ...pod.identity, number: rig.server.nextPodNumber() }
  rig.server.loadPod(Object.assign(pod, { identity }), CAUSE)
}

function changeClaim(rig: ControllerRig, event: ClaimEvent, name: string, ordinal: number): void {
  const stored = rig.server.get('persistentvolumeclaims', 'default', name)
  if (event === 'give-claim' && stored === undefined) rig.server.create(aClaim(name), CAUSE)
  if (stored === undefined) return
  const { metadata } = stored
  switch (event) {
    case 'lose-claim':
      rig.server.update({ ...stored, metadata: { ...metadata, finalizers: [] } }, CAUSE)
      rig.server.delete('persistentvolumeclaims', 'default', name, {}, CAUSE)
      return
    case 'doom-claim':
      rig.server.update({ ...stored, metadata: { ...metadata, finalizers: ['x'] } }, CAUSE)
      rig.server.delete('persistentvolumeclaims', 'default', name, {}, CAUSE)
      return
    case 'give-claim': {
      const taker = ordinal % 2 === 0 ? BY_STRANGER : byPod(`web-${ordinal}`, 'uid-earlier')
      const ownerReferences = [...metadata.ownerReferences, taker]
      rig.server.update({ ...stored, metadata: { ...metadata, ownerReferences } }, CAUSE)
    }
  }
}
