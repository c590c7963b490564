import type { EventKind } from '../kernel/simulation.ts'
import type { SimTime } from '../kernel/time.ts'
import { NO_BACK_OFF, nextRestart } from './crash-back-off.ts'
import type { KubeletParts } from './kubelet-parts.ts'
import type { ContainerFacts } from './pod-facts.ts'
import type { PodWorker } from './pod-worker.ts'
import type { StepAction } from './worker-steps.ts'

/** Draws of pulls that are tried again lie beyond those of restarts. */
const PULL_DRAWS = 10_000

/** Gets the images of containers; a pull that fails is reported, and tried again after its back-off. */
export class ImagePulls {
  readonly #parts: KubeletParts
  readonly #failed: EventKind
  readonly #retry: EventKind

  /** @param retry starts the containers of a pod once more */
  constructor(parts: KubeletParts, retry: StepAction) {
    this.#parts = parts
    this.#failed = parts.steps.reported('ImagePullFailed', (worker) => this.#reportFailure(worker))
    this.#retry = parts.steps.reported('ImagePullRetried', retry)
  }

  /** When the image is there; undefined when the pull fails, which is then taken care of. */
  pull(worker: PodWorker, container: ContainerFacts, start: SimTime): SimTime | undefined {
    const { images, status } = this.#parts
    const attempt = worker.pullAttempt
    const outcome = images.pull({
      node: worker.node,
      image: container.image,
      policy: container.pullPolicy,
      start,
      roundTrip: worker.latencies.stages.draw('imageRoundTrip', worker.entity, attempt),
      duration: worker.latencies.imagePull?.draw(worker.entity, attempt),
      size: worker.latencies.imageSize,
      entity: worker.entity,
      attempt,
    })
    worker.pullAttempt++
    worker.pulling += outcome.endsAt - start
    if (outcome.isPresent) return outcome.endsAt
    worker.busyUntil = outcome.endsAt
    status.plan(worker, this.#failed, outcome.endsAt)
    return undefined
  }

  #reportFailure(worker: PodWorker): void {
    const { server, simulation, status, retries } = this.#parts
    const pod = server.podByNumber(worker.podNumber)
    if (pod === undefined) return
    const isFirst = worker.pullBackOff === NO_BACK_OFF
    const draft = status.draft(pod)
    draft.containers = worker.situations.main(
      { type: 'waiting', reason: isFirst ? 'ErrImagePull' : 'ImagePullBackOff' },
      worker.restarts,
    )
    status.commit(draft)
    const { now } = simulation
    const { backOff } = nextRestart(worker.pullBackOff, now)
    const expiry = (now + backOff.delay) as SimTime
    const draw = PULL_DRAWS + worker.pullAttempt
    const at = retries.afterBackOff(worker.entity, draw, { since: now, expiry })
    worker.pullBackOff = backOff
    worker.pulling += at - now
    status.planSilently(worker, this.#retry, at)
  }
}
