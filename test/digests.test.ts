import { simulate } from '@seatrial/scenarios'
import { describe, expect, it } from 'vitest'
import { read } from './house/repository.ts'
import { readScenario } from './scenario-files.ts'

const golden = JSON.parse(read('test/golden/digests.json')) as Record<string, string>

describe('the golden digests', () => {
  it('cover ten scenarios', () => {
    expect(Object.keys(golden)).toHaveLength(10)
  })

  it.each(Object.entries(golden))('%s has kept its digest', (file, digest) => {
    expect(simulate(readScenario(file)).traceDigest).toBe(digest)
  })
})
