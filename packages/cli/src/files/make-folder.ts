import { mkdirSync, statSync } from 'node:fs'
import path from 'node:path'

/**
 * Makes a folder and those above it where they are missing. Step by step: `recursive` of Node 20
 * never ends where a file system takes no folders, as below /proc.
 */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const parent = path.dirname(folder)
    if (code === 'ENOENT' && parent !== folder) {
      makeFolder(parent)
      mkdirSync(folder)
    } else if (code !== 'EEXIST' || !statSync(folder).isDirectory()) {
      throw error
    }
  }
}
