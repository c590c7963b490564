import { describe, expect, it } from 'vitest'
import { parseShard } from '../../src/replications/parse-shard.ts'
import { belongsTo, countIn } from '../../src/replications/shard.ts'

describe('a shard', () => {
  it.each([1, 2, 7])('is one of %i that share all replications', (count) => {
    const indexes = Array.from({ length: count }, (_, index) => index)

    for (let replication = 0; replication < 30; replication++) {
      const owners = indexes.filter((index) => belongsTo({ index, count }, replication))
      expect(owners).toEqual([replication % count])
    }
    for (const index of indexes) {
      const own = Array.from({ length: 30 }, (_, replication) => replication).filter(
        (replication) => belongsTo({ index, count }, replication),
      )
      expect(countIn({ index, count }, 30)).toBe(own.length)
    }
  })
})

describe('--shard', () => {
  it.each([
    ['3/7', {}, { index: 3, count: 7 }],
    ['0/1', {}, { index: 0, count: 1 }],
    ['/7', { JOB_COMPLETION_INDEX: '6' }, { index: 6, count: 7 }],
    ['/7', { SLURM_ARRAY_TASK_ID: '0' }, { index: 0, count: 7 }],
    ['/7', { SLURM_ARRAY_TASK_ID: '7', SLURM_ARRAY_TASK_MIN: '1' }, { index: 6, count: 7 }],
    ['2/7', { JOB_COMPLETION_INDEX: '6' }, { index: 2, count: 7 }],
  ])('%s with %j is %j', (text, environment, shard) => {
    expect(parseShard(text, environment)).toEqual(shard)
  })

  it.each([
    ['7/7', {}, 'an index from 0 to 6, since shares count from 0, got 7'],
    ['/7', { JOB_COMPLETION_INDEX: '7' }, 'an index from 0 to 6, since shares count from 0, got 7'],
    ['1/0', {}, 'a share such as 0/7, or /7, got "1/0"'],
    ['half', {}, 'a share such as 0/7, or /7, got "half"'],
    ['/7', {}, 'an index before the /, got neither JOB_COMPLETION_INDEX nor SLURM_ARRAY_TASK_ID'],
    ['/7', { SLURM_ARRAY_TASK_ID: 'x' }, 'a whole number in SLURM_ARRAY_TASK_ID, got "x"'],
  ])('%s with %j is refused', (text, environment, message) => {
    expect(() => parseShard(text, environment)).toThrow(message)
  })
})
