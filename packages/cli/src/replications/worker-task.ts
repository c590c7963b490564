import type { StudyInput } from '../study/study-input.ts'

/** What a thread is told when it begins. */
export interface WorkerTask {
  readonly input: StudyInput
  /** The hash of the study that it must come to. */
  readonly hash: string
}
