import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { repositoryFiles, root } from './repository.ts'
import { run } from './run.ts'

describe('a fresh copy of the repository', () => {
  const copy = mkdtempSync(path.join(tmpdir(), 'seatrial-copy-'))

  afterAll(() => rmSync(copy, { recursive: true }))

  it('is set up by npm start, which leaves no trace in the work tree', () => {
    for (const file of repositoryFiles) cpSync(path.join(root, file), path.join(copy, file))
    run(copy, 'git', ['init', '--quiet'])
    run(copy, 'git', ['add', '--all'])
    const before = statusOf(copy)

    run(copy, 'npm', ['start'])

    expect(statusOf(copy)).toBe(before)
  })
})

function statusOf(folder: string): string {
  return run(folder, 'git', ['status', '--porcelain'])
}
