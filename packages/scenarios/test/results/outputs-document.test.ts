import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { outputsDocument } from '../../src/results/outputs-document.ts'

describe('docs/outputs.md', () => {
  it('is what the code says; if not, `node scripts/generate-docs.mjs` writes it anew', () => {
    const file = new URL('../../../../docs/outputs.md', import.meta.url)

    expect(readFileSync(file, 'utf8')).toBe(outputsDocument())
  })
})
