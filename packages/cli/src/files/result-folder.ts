import { closeSync, openSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { ByteSink } from '@seatrial/scenarios'
import { attemptWrite } from './attempt-write.ts'
import { makeFolder } from './make-folder.ts'
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
  /** Those that have been begun since the last commit. */
  readonly #begun = new Set<string>()
  readonly #descriptors: number[] = []

  /** Makes the folder where it is missing. Throws `InputErrors` where it cannot be made. */
  constructor(folder: string, kinds: readonly string[]) {
    this.#folder = folder
    this.#kinds = kinds
    attemptWrite(folder, () => makeFolder(folder), 'a folder')
  }

  /** Begins a file. Throws `InputErrors` where it cannot be written. */
  sinkFor(name: string): ByteSink {
    const file = this.#path(name)
    const descriptor = attemptWrite(file, () => openSync(temporaryName(file), 'w'))
    this.#begun.add(name)
    this.#descriptors.push(descriptor)
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
      if (this.#begun.has(name)) attemptWrite(file, () => renameSync(temporaryName(file), file))
      else attemptWrite(file, () => rmSync(file, { force: true }))
    }
    this.#begun.clear()
  }

  /** Takes away what has been written since the last commit. */
  discard(): void {
    this.#close()
    for (const name of this.#begun) rmSync(temporaryName(this.#path(name)), { force: true })
    this.#begun.clear()
  }

  #close(): void {
    for (const descriptor of this.#descriptors.splice(0)) closeSync(descriptor)
  }

  #path(name: string): string {
    return path.join(this.#folder, name)
  }
}
