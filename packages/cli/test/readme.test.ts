import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { seatrial } from './seatrial.ts'

const READMES = ['../README.md', '../../../README.md']

/** A command that is run in the README, and what it prints there. */
const RUN = /```sh\nseatrial (.+)\n```\n\n```text\n([^`]*)```/g

function read(file: string): string {
  return readFileSync(path.resolve(import.meta.dirname, file), 'utf8')
}

describe.each(READMES)('%s', (file) => {
  const runs = Array.from(read(file).matchAll(RUN), ([, args, printed]) => ({
    args: (args ?? '').split(' '),
    printed,
  }))

  it.each(runs)(
    'shows what $args prints; if not, `node scripts/generate-docs.mjs` writes it anew',
    async ({ args, printed }) => {
      const { out } = await seatrial(args)

      expect(printed).toBe(out)
    },
  )
})
