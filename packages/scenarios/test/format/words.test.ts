import { describe, expect, it } from 'vitest'
import { parseDuration } from '../../src/format/language/duration.ts'
import { parseImageSize } from '../../src/format/language/image-size.ts'
import {
  formatObjectReference,
  parseObjectReference,
  refersTo,
} from '../../src/format/language/object-reference.ts'
import { parseRate } from '../../src/format/language/rate.ts'
import { parseTimeTrigger } from '../../src/format/scenario/timeline.ts'

describe('parseDuration', () => {
  it.each([
    ['25s', 25_000_000],
    ['2m30s', 150_000_000],
    ['1h', 3_600_000_000],
    ['500ms', 500_000],
    ['1d', 86_400_000_000],
    ['1.5s', 1_500_000],
    ['0', 0],
    ['0s', 0],
    ['7us', 7],
    ['1d2h3m4s5ms6us', 93_784_005_006],
  ])('%s is %d µs', (text, duration) => {
    expect(parseDuration(text)).toBe(duration)
  })

  it.each([
    '',
    '25',
    's',
    '25 s',
    '-3s',
    '30s2m',
    '5s5s',
    '1e3s',
    '25sec',
    '1w',
    '1000000d',
    'never',
  ])('%j is none', (text) => {
    expect(parseDuration(text)).toBeUndefined()
  })
})

describe('parseTimeTrigger', () => {
  it('tells a time of the run from a time after the entry before', () => {
    expect(parseTimeTrigger('20m')).toEqual({ type: 'at', time: 1_200_000_000 })
    expect(parseTimeTrigger('+20m')).toEqual({ type: 'later', delay: 1_200_000_000 })
    expect(parseTimeTrigger('++20m')).toBeUndefined()
  })
})

describe('parseRate', () => {
  it('tells a share of the nodes from a number among all', () => {
    expect(parseRate('5%/month')).toEqual({ of: 'each-node', count: 0.05, per: 2_592_000_000_000 })
    expect(parseRate('3/day')).toEqual({ of: 'all-nodes', count: 3, per: 86_400_000_000 })
  })

  it.each(['', '5%', '5/fortnight', '0/day', '-1/day', '5% / month'])('%j is none', (text) => {
    expect(parseRate(text)).toBeUndefined()
  })
})

describe('parseImageSize', () => {
  it.each([
    ['600Mi', 629_145_600],
    ['1.5G', 1_500_000_000],
    ['123', 123],
  ])('%s is %d bytes', (text, size) => {
    expect(parseImageSize(text)).toBe(size)
  })

  it.each(['', '-1', '6m', 'Mi', '3Q'])('%j is none', (text) => {
    expect(parseImageSize(text)).toBeUndefined()
  })
})

describe('parseObjectReference', () => {
  it.each([
    ['sts/kafka', { kind: 'StatefulSet', name: 'kafka' }],
    ['StatefulSet/kafka', { kind: 'StatefulSet', name: 'kafka' }],
    ['ds/kube-system/fluentd', { kind: 'DaemonSet', namespace: 'kube-system', name: 'fluentd' }],
    ['pvc/data-kafka-0', { kind: 'PersistentVolumeClaim', name: 'data-kafka-0' }],
    ['node/ip-10-0-0-1.ec2.internal', { kind: 'Node', name: 'ip-10-0-0-1.ec2.internal' }],
  ])('%s', (text, reference) => {
    expect(parseObjectReference(text)).toEqual(reference)
  })

  it.each(['kafka', 'sts/', '/kafka', 'ingress/web', 'sts/a/b/c', 'sts/Kafka', 'sts/../x'])(
    '%j is none',
    (text) => {
      expect(parseObjectReference(text)).toBeUndefined()
    },
  )

  it('is written back in one spelling', () => {
    expect(formatObjectReference(parseObjectReference('sts/shop/kafka')!)).toBe(
      'statefulset/shop/kafka',
    )
  })

  it('means any namespace unless it names one', () => {
    const kafka = { kind: 'StatefulSet', namespace: 'shop', name: 'kafka' }

    expect(refersTo(parseObjectReference('sts/kafka')!, kafka)).toBe(true)
    expect(refersTo(parseObjectReference('sts/shop/kafka')!, kafka)).toBe(true)
    expect(refersTo(parseObjectReference('sts/other/kafka')!, kafka)).toBe(false)
    expect(refersTo(parseObjectReference('ds/kafka')!, kafka)).toBe(false)
  })
})
