import type { PodWait } from '../../api/pod-wait.ts'
import type { EventHandle } from '../../kernel/event-queue.ts'
import { PHASES } from '../../kernel/phases.ts'
import type { EventKind, Simulation } from '../../kernel/simulation.ts'
import { type SimTime, seconds } from '../../kernel/time.ts'
import type { ApiClient } from '../../store/api-client.ts'
import type { ApiResult } from '../../store/api-result.ts'
import { Binding, type BindingProgress, bindingOf, nominationOf } from './binding.ts'
import { claimKey } from '../../volumes/claim-facts.ts'
import type { PodClaims } from '../claims/pod-claims.ts'
import { type ClaimBinding, bindClaims, bindingRequest } from '../claims/volume-binding.ts'
import type { VolumeDemand } from '../claims/volume-demand.ts'
import type { WaitingPod } from '../queue/waiting-pod.ts'
import type { NodeSlot } from '../view/node-slot.ts'

/** The scheduler looks so often whether a pod's volumes are there, and gives up after so long. */
const VOLUME_POLL = seconds(1)
const LONGEST_VOLUME_WAIT = seconds(600)

/** The volumes that a pod waits for before it is bound. */
interface VolumeWait {
  readonly binding: Binding
  readonly since: SimTime
  readonly timeout: EventHandle
  /** The next look, as soon as it is known to find all volumes there. */
  poll: EventHandle | undefined
}

/**
 * Brings pods to the nodes that have been found for them, beside the scheduling of others: has volumes
 * made or bound for that node if need be, waits for them, then sends the binding.
 */
export class PodBinder implements BindingProgress {
  readonly #simulation: Simulation
  readonly #client: ApiClient
  readonly #claims: PodClaims
  readonly #nominates: boolean
  readonly #bound: (binding: Binding) => void
  readonly #failed: (binding: Binding) => void
  /** By pod number. */
  readonly #waits = new Map<number, VolumeWait>()
  /** The waiting pods of each claim, by `namespace/name`. */
  readonly #waitsByClaim = new Map<string, Set<VolumeWait>>()
  readonly #volumesBound: EventKind
  readonly #volumesLate: EventKind

  constructor(options: {
    readonly simulation: Simulation
    readonly client: ApiClient
    readonly claims: PodClaims
    /** A pod's node is written down before its volumes are waited for. */
    readonly nominates: boolean
    /** Told of a way that has ended well, or not. */
    readonly bound: (binding: Binding) => void
    readonly failed: (binding: Binding) => void
  }) {
    const { simulation } = options
    this.#simulation = simulation
    this.#client = options.client
    this.#claims = options.claims
    this.#nominates = options.nominates
    this.#bound = options.bound
    this.#failed = options.failed
    const { clusterTimer } = PHASES
    this.#volumesBound = simulation.defineEvent('PodVolumesBound', clusterTimer, (podNumber) =>
      this.#endWait(podNumber, 'found'),
    )
    this.#volumesLate = simulation.defineEvent('PodVolumesLate', clusterTimer, (podNumber) =>
      this.#endWait(podNumber, 'too late'),
    )
  }

  /** Starts a pod on its way. */
  bind(waiting: WaitingPod, slot: NodeSlot, { unbound }: VolumeDemand): Binding {
    const node = slot.node?.metadata
    const claims = node === undefined ? [] : bindClaims(unbound, node)
    const binding = new Binding(waiting, slot, claims, this)
    for (const claim of claims) if (claim.type === 'take') this.#claims.choose(claim.volume)
    if (claims.length === 0) this.#sendBinding(binding)
    else if (this.#nominates) this.#nominate(binding)
    else this.#sendClaims(binding)
    return binding
  }

  /**
   * Takes a pod off its way: it is gone, or somebody else has bound it. A binding that has been sent
   * already will be refused.
   */
  cancel(binding: Binding): void {
    this.#end(binding)
  }

  /** A claim has changed: a pod that waits for it may find it at its next look. */
  claimChanged(namespace: string, name: string): void {
    for (const wait of this.#waitsByClaim.get(`${namespace}/${name}`) ?? []) this.#planPoll(wait)
  }

  waitOf({ stage, slot }: Binding): PodWait {
    return stage === 'binding'
      ? { reason: 'bind', detail: 'its binding is on the way to the API server' }
      : { reason: 'provision', detail: `its volumes are being made or bound for ${slot.name}` }
  }

  progressed(binding: Binding, result: ApiResult): void {
    const { stage } = binding
    if (stage === 'ended') return
    binding.outstanding--
    if (result.type === 'refused') binding.isRefused = true
    if (binding.outstanding > 0) return
    if (binding.isRefused) this.#fail(binding)
    else if (stage === 'nominating') this.#sendClaims(binding)
    else if (stage === 'claiming') this.#startWait(binding)
    else this.#succeed(binding)
  }

  #nominate(binding: Binding): void {
    binding.stage = 'nominating'
    binding.outstanding = 1
    this.#client.send(nominationOf(binding.waiting, binding.slot.name), binding)
  }

  #sendClaims(binding: Binding): void {
    binding.stage = 'claiming'
    binding.outstanding = binding.claims.length
    for (const claim of binding.claims) {
      this.#client.send(bindingRequest(claim, binding.slot.name), binding)
    }
  }

  #startWait(binding: Binding): void {
    const { now } = this.#simulation
    const { number } = binding.waiting.pod.identity
    binding.stage = 'awaiting-volumes'
    const timeout = this.#simulation.scheduleAfter(LONGEST_VOLUME_WAIT, this.#volumesLate, number)
    const wait: VolumeWait = { binding, since: now, timeout, poll: undefined }
    this.#waits.set(number, wait)
    for (const { claim } of binding.claims) this.#waitFor(claimKey(claim), wait)
    this.#planPoll(wait)
  }

  #waitFor(claim: string, wait: VolumeWait): void {
    const waits = this.#waitsByClaim.get(claim)
    if (waits === undefined) this.#waitsByClaim.set(claim, new Set([wait]))
    else waits.add(wait)
  }

  /** The looks fall on whole seconds since the wait began; only the one that finds everything is an event. */
  #planPoll(wait: VolumeWait): void {
    const { pod } = wait.binding.waiting
    if (wait.poll !== undefined || !this.#claims.areBound(pod)) return
    const waited = this.#simulation.now - wait.since
    const looks = Math.max(1, Math.ceil(waited / VOLUME_POLL))
    const at = (wait.since + looks * VOLUME_POLL) as SimTime
    wait.poll = this.#simulation.scheduleAt(at, this.#volumesBound, pod.identity.number)
  }

  #endWait(podNumber: number, outcome: 'found' | 'too late'): void {
    const wait = this.#waits.get(podNumber)
    if (wait === undefined) return
    this.#forgetWait(wait)
    if (outcome === 'found') this.#sendBinding(wait.binding)
    else this.#fail(wait.binding)
  }

  #forgetWait(wait: VolumeWait): void {
    const { binding, timeout, poll } = wait
    this.#waits.delete(binding.waiting.pod.identity.number)
    for (const { claim } of binding.claims) {
      const waits = this.#waitsByClaim.get(claimKey(claim))
      waits?.delete(wait)
      if (waits?.size === 0) this.#waitsByClaim.delete(claimKey(claim))
    }
    this.#simulation.cancel(timeout)
    if (poll !== undefined) this.#simulation.cancel(poll)
  }

  #sendBinding(binding: Binding): void {
    binding.stage = 'binding'
    binding.outstanding = 1
    this.#client.send(bindingOf(binding.waiting, binding.slot.name), binding)
  }

  #succeed(binding: Binding): void {
    binding.stage = 'ended'
    this.#bound(binding)
  }

  #fail(binding: Binding): void {
    this.#end(binding)
    this.#failed(binding)
  }

  #end(binding: Binding): void {
    binding.stage = 'ended'
    for (const claim of binding.claims) this.#unchoose(claim)
    const wait = this.#waits.get(binding.waiting.pod.identity.number)
    if (wait !== undefined) this.#forgetWait(wait)
  }

  #unchoose(claim: ClaimBinding): void {
    if (claim.type === 'take') this.#claims.unchoose(claim.volume)
  }
}
