import { closeSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { ByteSink } from '@seatrial/scenarios'
import { attemptWrite } from './attempt-write.ts'
import { writeAll } from './write-all.ts'
import { temporaryName } from './write-file-whole.ts'

/**
 * A folder of results that appear together. While they are written they have other names; `commit`
 * gives them their own, and takes away what an earlier run left of the same kind. Until then the
 * folder is as it was, whatever happens.
 */
export class ResultFolder {
  readonly #folder: string
  /** The names of all files that there can be. */
  readonly #kinds: readonly string[]
  readonly #open = new Map<string, number>()

  /** Makes the folder where it is missing. Throws `InputErrors` where it cannot be made. */
  constructor(folder: string, kinds: readonly string[]) {
    this.#folder = folder
    this.#kinds = kinds
    attemptWrite(folder, () => mkdirSync(folder, { recursive: true }))
  }

  /** Begins a file. Throws `InputErrors` where it cannot be written. */
  sinkFor(name: string): ByteSink {
    const file = temporaryName(this.#path(name))
    const descriptor = attemptWrite(file, () => openSync(file, 'w'))
    this.#open.set(name, descriptor)
    return (chunk) => attemptWrite(file, () => writeAll(descriptor, chunk))
  }

  /** A small file at once. */
  write(name: string, text: string): void {
    this.sinkFor(name)(Buffer.from(text))
  }

  commit(): void {
    this.#close()
    for (const name of this.#kinds) {
      const file = this.#path(name)
      if (this.#open.has(name)) attemptWrite(file, () => renameSync(temporaryName(file), file))
      else rmSync(file, { force: true })
    }
    this.#open.clear()
  }

  /** Takes away what has been written since the last commit. */
  discard(): void {
    this.#close()
    for (const name of this.#open.keys()) rmSync(temporaryName(this.#path(name)), { force: true })
    this.#open.clear()
  }

  #close(): void {
    for (const descriptor of this.#open.values()) closeSync(descriptor)
  }

  #path(name: string): string {
    return path.join(this.#folder, name)
  }
}
