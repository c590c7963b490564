import type { Node } from '../api/node.ts'
import type { PersistentVolumeClaim } from '../api/persistent-volume.ts'
import type { Pod } from '../api/pod.ts'
import type { PodWait } from '../api/pod-wait.ts'
import { type EntityKey, entityKey } from '../kernel/entity-key.ts'
import { PHASES } from '../kernel/phases.ts'
import type { RandomStreams } from '../kernel/random-streams.ts'
import type { EventKind, Simulation } from '../kernel/simulation.ts'
import { NEVER, type SimTime } from '../kernel/time.ts'
import type { NodeHealthListener } from '../node/kubelet.ts'
import type { MountListener, VolumeMounter } from '../node/volume-mounter.ts'
import type { LatencyModel } from '../profiles/latency-model.ts'
import type { ApiServer } from '../store/api-server.ts'
import type { StoredChange } from '../store/stored-change.ts'
import { AttachedVolume } from './attached-volume.ts'
import { accessModes, isClaimBound } from './claim-facts.ts'
import { MountTimes } from './mount-times.ts'
import { NodeHealth } from './node-health.ts'
import { NodeStatusClock } from './node-status-clock.ts'
import { PodMounts } from './pod-mounts.ts'
import { withItem, withoutItem } from './short-list.ts'
import { VolumeAttachments } from './volume-attachments.ts'
import { type VolumeWaits, volumeWaits } from './volume-waits.ts'

/** All that the volumes' way to the nodes gets from the world around it. */
export interface AttachedVolumesOptions {
  readonly simulation: Simulation
  readonly server: ApiServer
  readonly latencies: LatencyModel
  readonly streams: RandomStreams
}

/**
 * Brings volumes to the nodes of their pods and takes them away again: attach and detach controller,
 * attacher and the kubelets' volume managers in one.
 *
 * Without contention all of it is computed when a pod asks. Events are needed only where a pod waits
 * for a volume that another node still has, or for a claim that is not bound: then it is told when it
 * has all its volumes.
 */
export class AttachedVolumes implements VolumeMounter, NodeHealthListener {
  readonly #simulation: Simulation
  readonly #server: ApiServer
  readonly #latencies: LatencyModel
  readonly #health: NodeHealth
  readonly #attachments: VolumeAttachments
  readonly #volumes: AttachedVolume[] = []
  readonly #byName = new Map<string, AttachedVolume>()
  /** By pod number. */
  readonly #mounts = new Map<number, PodMounts>()
  /** The pods of which a claim is not bound. */
  readonly #claimless = new Set<PodMounts>()
  readonly #mounted: EventKind

  constructor({ simulation, server, latencies, streams }: AttachedVolumesOptions) {
    this.#simulation = simulation
    this.#server = server
    this.#latencies = latencies
    const hasKubelets = latencies.profile.reportsVolumesInUse
    this.#health = new NodeHealth(hasKubelets ? new NodeStatusClock(streams) : undefined)
    this.#attachments = new VolumeAttachments({
      simulation,
      volumes: this.#volumes,
      health: this.#health,
      times: new MountTimes(hasKubelets ? streams : undefined),
      taker: { took: (mounts) => this.#announce(mounts) },
    })
    this.#mounted = simulation.defineEvent('VolumesMounted', PHASES.clusterTimer, (podNumber) =>
      this.#mounts.get(podNumber)?.request.listener.mounted(podNumber),
    )
    server.subscribe({ changed: (change) => this.#nodeChanged(change) }, ['nodes'])
    server.subscribe({ changed: (change) => this.#claimChanged(change) }, [
      'persistentvolumeclaims',
    ])
  }

  mount(pod: Pod, since: SimTime, entity: EntityKey, listener: MountListener): SimTime {
    const { claims } = pod.volumes
    if (claims.length === 0) return since
    const known = this.#mounts.get(pod.identity.number)
    const mounts = known ?? this.#begin(pod, since, entity, listener)
    if (known === undefined) {
      for (const { claimName } of claims) this.#want(pod, mounts, claimName, since)
      if (mounts.unboundClaims.length > 0) this.#claimless.add(mounts)
    }
    return mounts.isForeseen ? (Math.max(mounts.mountedAt, since) as SimTime) : NEVER
  }

  adopt(pod: Pod): void {
    if (pod.volumes.claims.length === 0) return
    const entity = entityKey(pod.identity.uid)
    const mounts = this.#begin(pod, this.#simulation.now, entity, NOBODY)
    for (const { claimName } of pod.volumes.claims) {
      const volume = this.#volumeOf(pod, claimName)
      if (volume !== undefined) this.#attachments.adopt(volume, mounts)
    }
  }

  unmount(pod: Pod): void {
    const mounts = this.#mounts.get(pod.identity.number)
    if (mounts === undefined) return
    this.#mounts.delete(pod.identity.number)
    this.#claimless.delete(mounts)
    for (const volume of mounts.awaited) this.#attachments.giveUp(volume, mounts)
    for (const volume of mounts.held) this.#attachments.release(volume, mounts)
  }

  silent(nodeName: string, since: SimTime): void {
    this.#health.silent(nodeName, since)
    this.#attachments.replan(nodeName)
  }

  returned(nodeName: string): void {
    this.#health.returned(nodeName, this.#simulation.now)
    this.#attachments.replan(nodeName)
  }

  /** Why the volumes of a bound pod are not mounted yet; undefined when none are missing or asked for. */
  waitOf(pod: Pod): PodWait | undefined {
    const mounts = this.#mounts.get(pod.identity.number)
    if (mounts === undefined) return undefined
    for (const claim of mounts.unboundClaims) {
      return { reason: 'provision', detail: `claim ${claim} is not bound to a volume` }
    }
    for (const volume of mounts.awaited) return this.#waitFor(volume)
    const { now } = this.#simulation
    if (mounts.mountedAt <= now) return undefined
    const late = mounts.held.find(({ attachedAt }) => attachedAt > now)
    return late === undefined
      ? { reason: 'mount', detail: `its volumes are being mounted on ${pod.nodeName}` }
      : { reason: 'attach', detail: `volume ${late.name} is being attached to ${pod.nodeName}` }
  }

  /** What a bound pod has waited for of its volumes until now; undefined when it has none. */
  waitsOf(podNumber: number): VolumeWaits | undefined {
    const mounts = this.#mounts.get(podNumber)
    return mounts === undefined ? undefined : volumeWaits(mounts, this.#simulation.now)
  }

  #waitFor({ name, nodeName, users }: AttachedVolume): PodWait {
    const where = `volume ${name} is still attached to ${nodeName}`
    if (users > 0) return { reason: 'detach', detail: `${where}, where a pod uses it` }
    const why = this.#health.isSilent(nodeName) ? ', which does not answer' : ''
    return { reason: 'detach', detail: `${where}${why}` }
  }

  #begin(pod: Pod, since: SimTime, entity: EntityKey, listener: MountListener): PodMounts {
    const { nodeName } = pod
    const podNumber = pod.identity.number
    const { stages } = this.#latencies.forPod(pod)
    const mounts = new PodMounts({ podNumber, nodeName, since, entity, stages, listener })
    this.#mounts.set(podNumber, mounts)
    return mounts
  }

  #want(pod: Pod, mounts: PodMounts, claimName: string, time: SimTime): void {
    const volume = this.#volumeOf(pod, claimName)
    if (volume === undefined) mounts.unboundClaims = withItem(mounts.unboundClaims, claimName)
    else this.#attachments.want(volume, mounts, time)
  }

  /** The volume of a pod's claim, as soon as the claim is bound. */
  #volumeOf(pod: Pod, claimName: string): AttachedVolume | undefined {
    const { namespace } = pod.identity
    const claim = this.#server.get('persistentvolumeclaims', namespace, claimName)
    if (claim === undefined || !isClaimBound(claim)) return undefined
    let volume = this.#byName.get(claim.volumeName)
    if (volume === undefined) {
      volume = this.#enlist(pod, claim)
      this.#byName.set(claim.volumeName, volume)
    }
    return volume
  }

  #enlist(pod: Pod, claim: PersistentVolumeClaim): AttachedVolume {
    const { volumeName } = claim
    const object = this.#server.get('persistentvolumes', '', volumeName)
    const volume = new AttachedVolume(this.#volumes.length, volumeName, {
      isExclusive: this.#areAttached(pod) && !accessModes(claim.spec).some(isShared),
      isFormatted: object === undefined || object.metadata.creationTimestamp <= 0,
    })
    this.#volumes.push(volume)
    return volume
  }

  /** Where attaching and detaching take no time, volumes are the node's own and nothing is attached. */
  #areAttached(pod: Pod): boolean {
    const { stages } = this.#latencies.forPod(pod)
    return !(stages.of('volumeAttach').isInstant && stages.of('volumeDetach').isInstant)
  }

  /** A pod for which nothing was known has got a volume: is it the last one? */
  #announce({ request, isForeseen, mountedAt }: PodMounts): void {
    if (!isForeseen) return
    const at = Math.max(mountedAt, this.#simulation.now) as SimTime
    this.#simulation.scheduleAt(at, this.#mounted, request.podNumber)
  }

  #claimChanged({ object }: StoredChange): void {
    if (this.#claimless.size === 0) return
    const claim = object as PersistentVolumeClaim
    if (!isClaimBound(claim)) return
    const { namespace, name } = claim.metadata
    for (const mounts of this.#claimless) {
      const pod = this.#server.podByNumber(mounts.request.podNumber)
      const isAwaited = mounts.unboundClaims.includes(name)
      if (pod?.identity.namespace !== namespace || !isAwaited) continue
      mounts.unboundClaims = withoutItem(mounts.unboundClaims, name)
      if (mounts.unboundClaims.length === 0) {
        this.#claimless.delete(mounts)
        mounts.boundAt = this.#simulation.now
      }
      this.#want(pod, mounts, name, this.#simulation.now)
      this.#announce(mounts)
    }
  }

  #nodeChanged({ type, object }: StoredChange): void {
    const node = object as Node
    const isNews = this.#health.observe(node, type === 'DELETED', this.#simulation.now)
    if (isNews) this.#attachments.replan(node.metadata.name)
  }
}

const NOBODY: MountListener = { mounted: () => {} }

function isShared(mode: unknown): boolean {
  return mode === 'ReadWriteMany' || mode === 'ReadOnlyMany'
}
