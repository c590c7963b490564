import {
  type ApiTime,
  KUBERNETES_PROFILES,
  type OwnerReference,
  type Pod,
  type PodPhase,
  type StatefulSet,
} from '@seatrial/core'
import fc from 'fast-check'
import { BY_SET, BY_STRANGER, aClaim, aPod, aRevision, aSet, byPod, podLabels } from './builders.ts'
import type { Failure, Objects, RigOptions } from './controller-rig.ts'

const IMAGES = ['v1', 'v2', 'v3'] as const
const ORDINAL_MAX = 9

/** A world to begin with: what the cache shows, and which release decides. */
export interface World {
  readonly objects: Objects
  readonly options: RigOptions
}

/** Worlds in which nearly everything may be out of order. */
export const worlds: fc.Arbitrary<World> = fc
  .record({
    profile: fc.constantFrom(...KUBERNETES_PROFILES),
    gates: fc.record({
      MaxUnavailableStatefulSet: fc.boolean(),
      StatefulSetRecreateStrategy: fc.boolean(),
    }),
    watchDelay: fc.constantFrom(0, 1, 700),
  })
  .chain((options) =>
    fc
      .record({
        set: sets(options.profile),
        pods: fc.uniqueArray(podAt, { maxLength: 9, selector: ({ identity }) => identity.name }),
        claims: fc.uniqueArray(claims, {
          maxLength: 12,
          selector: ({ metadata }) => metadata.name,
        }),
        known: fc.shuffledSubarray([...IMAGES]),
        orphanRevision: fc.boolean(),
        failures: fc.array(failures, { maxLength: 1 }),
      })
      .map(({ set, pods, claims: someClaims, known, orphanRevision, failures: some }) => ({
        objects: {
          set,
          pods: pods.map((pod) => relabelled(pod, options.profile)),
          claims: someClaims,
          revisions: known.map((image, index) =>
            aRevision(image, {
              profile: options.profile,
              number: index + 1,
              ...(orphanRevision && index === 0 && { metadata: { ownerReferences: [] } }),
            }),
          ),
        },
        options: { ...options, failures: some, conflictPause: 0 as never },
      })),
  )

function sets(profile: NonNullable<RigOptions['profile']>): fc.Arbitrary<StatefulSet> {
  const rollingUpdate = fc.record(
    {
      partition: fc.nat(4),
      maxUnavailable: fc.constantFrom<number | string>(1, 2, 5, '25%', '60%', 'half'),
    },
    { requiredKeys: ['partition'] },
  )
  return fc
    .record({
      image: fc.constantFrom(...IMAGES),
      current: fc.constantFrom(...IMAGES, 'gone'),
      replicas: fc.nat(6),
      start: fc.constantFrom(0, 0, 2),
      policy: fc.constantFrom('OrderedReady', 'Parallel'),
      type: fc.constantFrom('RollingUpdate', 'RollingUpdate', 'OnDelete', 'Recreate'),
      rollingUpdate: fc.option(rollingUpdate, { nil: undefined }),
      minReadySeconds: fc.constantFrom(0, 0, 10),
      limit: fc.constantFrom(-1, 0, 1, 10),
      templates: fc.constantFrom([], ['data'], ['data', 'logs']),
      retention: fc.record({ whenScaled: retentions, whenDeleted: retentions }),
      deleting: fc.constantFrom(false, false, false, true),
      currentReplicas: fc.nat(6),
      replicasBefore: fc.nat(6),
    })
    .map((drawn) => {
      // Releases before 1.37 do not know Recreate: their API servers refuse it.
      const type = drawn.type === 'Recreate' && profile !== '1.37' ? 'OnDelete' : drawn.type
      return aSet({
        image: drawn.image,
        replicas: drawn.replicas,
        ordinals: { start: drawn.start },
        podManagementPolicy: drawn.policy,
        updateStrategy: {
          type,
          ...(drawn.rollingUpdate !== undefined && { rollingUpdate: drawn.rollingUpdate }),
        },
        minReadySeconds: drawn.minReadySeconds,
        revisionHistoryLimit: drawn.limit,
        claims: drawn.templates,
        persistentVolumeClaimRetentionPolicy: drawn.retention,
        ...(drawn.deleting && { metadata: DELETING }),
        status: {
          currentRevision: aRevision(drawn.current, { profile }).metadata.name,
          currentReplicas: drawn.currentReplicas,
          replicas: drawn.replicasBefore,
        },
      })
    })
}

const DELETING = { deletionTimestamp: 0 as ApiTime, finalizers: ['foregroundDeletion'] }

const retentions = fc.constantFrom('Retain', 'Retain', 'Delete', 'Keep')

/** A pod of some ordinal; its revision label holds an image until `relabelled`. */
const podAt: fc.Arbitrary<Pod> = fc
  .record({
    ordinal: fc.nat(ORDINAL_MAX),
    naming: fc.constantFrom('plain', 'plain', 'plain', 'plain', 'padded', 'huge', 'other'),
    image: fc.constantFrom(...IMAGES, 'third', ''),
    phase: fc.constantFrom<PodPhase>(
      'Running',
      'Running',
      'Running',
      'Pending',
      'Failed',
      'Unknown',
    ),
    ready: fc.constantFrom('True', 'True', 'True', 'False'),
    readySince: fc.constantFrom(-3_600, -10, -9, -3, 0),
    terminating: fc.constantFrom(false, false, false, true),
    owner: fc.constantFrom(BY_SET, BY_SET, BY_SET, BY_SET, undefined, BY_STRANGER),
    labels: fc.constantFrom('own', 'own', 'own', 'own', 'unnamed', 'unmatched'),
    mounts: fc.constantFrom('data', 'data,logs', 'data,logs', ''),
  })
  .map(({ ordinal, naming, labels, image, mounts, ready, ...options }) => {
    const name = {
      plain: `web-${ordinal}`,
      padded: `web-0${ordinal}`,
      huge: `web-99999999999`,
      other: `other-${ordinal}`,
    }[naming]
    return aPod(ordinal, {
      ...options,
      name,
      ...(options.phase !== 'Pending' && { ready }),
      labels: {
        own: podLabels(name, ordinal, image),
        unnamed: { app: 'web', 'controller-revision-hash': image },
        unmatched: { app: 'other' },
      }[labels],
      claims: mounts
        .split(',')
        .filter(Boolean)
        .map((template) => ({ name: template, claimName: `${template}-web-${ordinal}` })),
    })
  })

function relabelled(pod: Pod, profile: NonNullable<RigOptions['profile']>): Pod {
  const image = pod.metadata.revision
  const revision =
    image === '' || image === 'third' ? image : aRevision(image, { profile }).metadata.name
  const { labels, ownerReferences } = pod.metadata
  const { ordinal, name } = { ordinal: 0, name: pod.identity.name }
  const [owner] = ownerReferences
  const made = aPod(ordinal, {
    name,
    owner,
    labels: revision === '' ? labels : { ...labels, 'controller-revision-hash': revision },
    claims: pod.volumes.claims,
    phase: pod.phase,
  })
  made.ready = pod.ready
  made.readyTransitionTime = pod.readyTransitionTime
  made.deletionTimestamp = pod.deletionTimestamp
  made.deletionGracePeriodSeconds = pod.deletionGracePeriodSeconds
  return made
}

const owners: fc.Arbitrary<readonly OwnerReference[]> = fc
  .subarray([0, 1, 2, 3, 4, 5, 6], { maxLength: 2 })
  .map((picks) => picks.map((pick) => OWNERS[pick]!))

const OWNERS: readonly OwnerReference[] = [
  BY_SET,
  { ...BY_SET, controller: false },
  { ...BY_SET, uid: 'uid-gone' },
  BY_STRANGER,
  { ...BY_STRANGER, controller: false },
  byPod('web-1'),
  byPod('web-1', 'uid-earlier'),
]

const claims = fc
  .record({
    template: fc.constantFrom('data', 'logs'),
    ordinal: fc.nat(ORDINAL_MAX),
    owners,
    deleting: fc.constantFrom(false, false, false, true),
  })
  .map(({ template, ordinal, owners: some, deleting }) => {
    const mine = some.map((owner) =>
      owner.kind === 'Pod'
        ? byPod(`web-${ordinal}`, owner.uid.replace('web-1', `web-${ordinal}`))
        : owner,
    )
    return aClaim(`${template}-web-${ordinal}`, mine, deleting ? DELETING : {})
  })

const failures: fc.Arbitrary<Failure> = fc.record({
  verb: fc.constantFrom('create', 'update', 'delete', 'patch'),
  resource: fc.constantFrom(
    'pods',
    'persistentvolumeclaims',
    'controllerrevisions',
    'statefulsets',
  ),
  reason: fc.constantFrom('InternalError', 'NotFound', 'Conflict', 'AlreadyExists'),
  times: fc.constantFrom(1, 2, 5, 1_000),
})
