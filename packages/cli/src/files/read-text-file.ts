import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { nearestWord } from '@seatrial/core'
import { decodeText } from './decode-text.ts'

/** Why a file cannot be read, as a noun phrase, with the name that was probably meant. */
export class UnreadableFile extends Error {
  readonly suggestion: string | undefined

  constructor(reason: string, suggestion?: string) {
    super(reason)
    this.name = 'UnreadableFile'
    this.suggestion = suggestion
  }
}

/** The text of a file. Throws `UnreadableFile`. */
export function readTextFile(file: string): string {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(file)
  } catch (error) {
    throw unreadable(file, error as NodeJS.ErrnoException)
  }
  return decode(bytes)
}

/** The text of bytes that were read. Throws `UnreadableFile`. */
export function decode(bytes: Uint8Array): string {
  try {
    return decodeText(bytes)
  } catch (error) {
    throw new UnreadableFile((error as Error).message)
  }
}

function unreadable(file: string, { code, message }: NodeJS.ErrnoException): UnreadableFile {
  switch (code) {
    case 'ENOENT':
      return new UnreadableFile('none of that name', nearestFile(file))
    case 'EISDIR':
      return new UnreadableFile('a folder')
    case 'EACCES':
      return new UnreadableFile('no permission to read it')
    default:
      return new UnreadableFile(message)
  }
}

/** The file in the same folder whose name is the most alike. */
function nearestFile(file: string): string | undefined {
  const folder = path.dirname(file)
  try {
    const nearest = nearestWord(path.basename(file), readdirSync(folder).sort())
    return nearest === undefined ? undefined : path.join(folder, nearest)
  } catch {
    return undefined
  }
}
