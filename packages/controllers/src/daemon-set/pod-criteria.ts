import {
  type ApiTime,
  type Behaviours,
  LabelSelector,
  type Pod,
  type PodMetadata,
  type SimTime,
  UNSET,
  fromApiTime,
} from '@seatrial/core'
import { TEMPLATE_GENERATION_LABEL } from './template-generation.ts'

/** What a set says about its pods. */
export interface PodCriteriaOptions {
  readonly selector: LabelSelector
  /** Label `controller-revision-hash` of the pods that are up to date. */
  readonly hash: string
  /** The set's deprecated template generation; undefined where it has none. */
  readonly templateGeneration: string | undefined
  readonly minReadySeconds: number
  readonly availabilityComparison: Behaviours['availabilityComparison']
  /** The set may run a second pod on a node while it updates. */
  readonly allowsSurge: boolean
}

/** By which pods of one set are told apart: its own, up to date, available. */
export class PodCriteria {
  readonly allowsSurge: boolean
  readonly #options: PodCriteriaOptions
  /** The last metadata that matched: pods of one revision share theirs. */
  #matching: PodMetadata | undefined

  constructor(options: PodCriteriaOptions) {
    this.#options = options
    this.allowsSurge = options.allowsSurge
  }

  /** The hash of the pods that are up to date. */
  get hash(): string {
    return this.#options.hash
  }

  /** True when both would tell any pods apart in the same way. */
  isSameAs(other: PodCriteria): boolean {
    const [mine, theirs] = [this.#options, other.#options]
    return (
      mine.selector === theirs.selector &&
      mine.hash === theirs.hash &&
      mine.templateGeneration === theirs.templateGeneration &&
      mine.minReadySeconds === theirs.minReadySeconds &&
      mine.allowsSurge === theirs.allowsSurge
    )
  }

  /** The set's selector matches the pod's labels. */
  isSelected(pod: Pod): boolean {
    const { metadata } = pod
    if (metadata === this.#matching) return true
    if (!this.#options.selector.matches(metadata.labels)) return false
    this.#matching = metadata
    return true
  }

  /** The pod carries the hash of the current revision. */
  hasCurrentHash(pod: Pod): boolean {
    return pod.metadata.revision === this.#options.hash && this.#options.hash !== ''
  }

  /** The pod is of the current template: by its hash, or by the deprecated generation. */
  isUpToDate(pod: Pod): boolean {
    if (this.hasCurrentHash(pod)) return true
    const { templateGeneration } = this.#options
    if (templateGeneration === undefined) return false
    return pod.metadata.labels[TEMPLATE_GENERATION_LABEL] === templateGeneration
  }

  /** Ready, and for long enough. The phase is not asked. */
  isAvailable(pod: Pod, now: SimTime): boolean {
    if (pod.ready !== 'True') return false
    return this.#options.minReadySeconds === 0 || this.#isRipe(pod, now)
  }

  /** Ready, but not yet for long enough: time alone will make it available. */
  isRipening(pod: Pod, now: SimTime): boolean {
    return (
      this.#options.minReadySeconds > 0 &&
      pod.ready === 'True' &&
      pod.readyTransitionTime !== UNSET &&
      !this.#isRipe(pod, now)
    )
  }

  /** The second at which a ripening pod has been Ready for long enough. */
  ripeAt(pod: Pod): ApiTime {
    return (pod.readyTransitionTime + this.#options.minReadySeconds) as ApiTime
  }

  /** Whether that second counts as reached: until 1.33 it had to have passed. */
  isReached(second: ApiTime, now: SimTime): boolean {
    const instant = fromApiTime(second)
    return this.#options.availabilityComparison === '<' ? instant < now : instant <= now
  }

  #isRipe(pod: Pod, now: SimTime): boolean {
    return pod.readyTransitionTime !== UNSET && this.isReached(this.ripeAt(pod), now)
  }
}

/** The criteria of a set of which nothing is known yet: no pod is selected. */
export const NO_CRITERIA: PodCriteria = new PodCriteria({
  selector: new LabelSelector(undefined),
  hash: '',
  templateGeneration: undefined,
  minReadySeconds: 0,
  availabilityComparison: '<=',
  allowsSurge: false,
})
