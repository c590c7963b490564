import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The top folder of the checkout. */
export const root = path.resolve(import.meta.dirname, '../..')

/** Every file that git tracks or would track, relative to the root, in order of its path. */
export const repositoryFiles: readonly string[] = listFiles()

/** The text of a file of the repository. */
export function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8')
}

function listFiles(): string[] {
  const options = ['--cached', '--others', '--exclude-standard', '--deduplicate', '-z']
  const output = execFileSync('git', ['ls-files', ...options], { cwd: root, encoding: 'utf8' })
  return output
    .split('\0')
    .filter((file) => file !== '' && existsSync(path.join(root, file)))
    .sort()
}
