import { describe, expect, it } from 'vitest'
import { parseExpectation } from '../../src/format/expectations/expectation.ts'

const MINUTE = 60_000_000
const kafka = { kind: 'StatefulSet', name: 'kafka' }

describe('parseExpectation reads', () => {
  it.each([
    [
      'rolloutDuration <= 30m',
      {
        measure: 'rolloutDuration',
        statistic: { type: 'every' },
        comparator: '<=',
        bound: { type: 'duration', value: 30 * MINUTE },
      },
    ],
    [
      'unavailable max <= 1',
      {
        measure: 'unavailable',
        statistic: { type: 'max' },
        comparator: '<=',
        bound: { type: 'count', value: 1 },
      },
    ],
    [
      'unavailable <= 1',
      {
        measure: 'unavailable',
        statistic: { type: 'every' },
        comparator: '<=',
        bound: { type: 'count', value: 1 },
      },
    ],
    [
      'minimumReady >= 2',
      {
        measure: 'minimumReady',
        statistic: { type: 'every' },
        comparator: '>=',
        bound: { type: 'count', value: 2 },
      },
    ],
    [
      'ready min of sts/kafka >= 95%',
      {
        measure: 'ready',
        statistic: { type: 'min' },
        workload: kafka,
        comparator: '>=',
        bound: { type: 'share', value: 0.95 },
      },
    ],
    [
      'podStart p99 <= 30s',
      {
        measure: 'podStart',
        statistic: { type: 'quantile', probability: 0.99 },
        comparator: '<=',
        bound: { type: 'duration', value: MINUTE / 2 },
      },
    ],
    [
      'pods == 3',
      {
        measure: 'pods',
        statistic: { type: 'every' },
        comparator: '==',
        bound: { type: 'count', value: 3 },
      },
    ],
    [
      'updated at 5m == 1',
      {
        measure: 'updated',
        statistic: { type: 'at', time: 5 * MINUTE },
        comparator: '==',
        bound: { type: 'count', value: 1 },
      },
    ],
    [
      'pods final of statefulset/kafka != 3',
      {
        measure: 'pods',
        statistic: { type: 'final' },
        workload: kafka,
        comparator: '!=',
        bound: { type: 'count', value: 3 },
      },
    ],
  ])('%s', (text, expected) => {
    expect(parseExpectation(text)).toEqual({ type: 'measure', text, ...expected })
  })

  it.each([
    ['stalled', { type: 'stalled', stalled: true }],
    ['not stalled', { type: 'stalled', stalled: false }],
    ['event FailedCreate', { type: 'event', reason: 'FailedCreate', comparator: '>=', count: 1 }],
    [
      'no event FailedCreate',
      { type: 'event', reason: 'FailedCreate', comparator: '==', count: 0 },
    ],
    [
      'event SuccessfulCreate of sts/kafka >= 3',
      { type: 'event', reason: 'SuccessfulCreate', object: kafka, comparator: '>=', count: 3 },
    ],
  ])('%s', (text, expected) => {
    expect(parseExpectation(text)).toEqual({ text, ...expected })
  })

  it('a statistic over replications', () => {
    expect(parseExpectation('rolloutDuration p95 <= 30m')).toMatchObject({
      statistic: { type: 'quantile', probability: 0.95 },
    })
    expect(parseExpectation('rolloutDuration mean <= 30m')).toMatchObject({
      statistic: { type: 'mean' },
    })
    expect(parseExpectation('stalled <= 1%')).toEqual({
      type: 'stalls',
      text: 'stalled <= 1%',
      comparator: '<=',
      share: 0.01,
    })
  })
})

describe('parseExpectation explains', () => {
  it.each([
    ['unavailabel <= 1', '"unavailabel"', 'unavailable'],
    ['unavailable maximum <= 1', '"maximum"', undefined],
    ['unavailable mx <= 1', '"mx"', 'max'],
    ['unavailable p99 <= 1', '"p99"', undefined],
    ['ready p50 >= 3', '"p50"', undefined],
    ['stalled <= 3', '"stalled <= 3"', undefined],
    ['rolloutDuration <= 30', '"30"', undefined],
    ['rolloutDuration at 5m <= 3m', '"at 5m"', undefined],
    ['minimumReady >= 50%', '"50%"', undefined],
    ['unavailable <= x', '"x"', undefined],
    ['unavailable', '"unavailable"', undefined],
    ['unavailable <= 1 always', '"unavailable <= 1 always"', undefined],
    ['unavailable of kafka <= 1', '"kafka"', undefined],
    ['event', '"event"', undefined],
    ['event Failed of nothing', '"event Failed of nothing"', undefined],
    ['', '""', undefined],
  ])('%j', (text, got, suggestion) => {
    expect(parseExpectation(text)).toMatchObject({ type: 'problem', got, suggestion })
  })
})
