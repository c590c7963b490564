import { StudyThread } from './study-thread.ts'

/**
 * The threads of a process. One that is done with a study is kept for the next: a thread takes seconds
 * until its code is compiled, and what it has compiled is lost with it.
 */
export class ThreadPool {
  readonly #idle: StudyThread[] = []

  /** A thread that nobody else has. */
  take(): StudyThread {
    return this.#idle.pop() ?? new StudyThread()
  }

  /** Takes a thread back; one that is busy with what nobody waits for any more is ended. */
  async giveBack(thread: StudyThread): Promise<void> {
    if (thread.isIdle) this.#idle.push(thread)
    else await thread.end()
  }

  /** Ends the threads that nobody has. */
  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((thread) => thread.end()))
  }
}
