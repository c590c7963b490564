import { apiServerConfiguration } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { resolveImageArgument } from '../../../src/format/arguments/image-argument.ts'
import { parseLatencyArgument } from '../../../src/format/arguments/latency-argument.ts'
import { resolveScaleArgument } from '../../../src/format/arguments/scale-argument.ts'
import { resolveSetArgument } from '../../../src/format/arguments/set-argument.ts'
import type { Manifest } from '../../../src/format/manifests/manifest.ts'
import { readInput } from '../../../src/format/read-input.ts'
import { errorsOf } from '../errors-of.ts'
import { FLUENTD, KAFKA } from '../manifests.ts'

function manifestsOf(text: string): readonly Manifest[] {
  const input = readInput([{ file: 'all.yaml', text }], {
    readFile: () => '',
    configuration: apiServerConfiguration('1.37'),
  })
  return input.type === 'manifests' ? input.manifests.objects : []
}

const both = manifestsOf(`${KAFKA}---\n${FLUENTD}`)
const twoKafkas = manifestsOf(
  `${KAFKA}---\n${KAFKA.replace('name: kafka\n', 'name: kafka\n  namespace: shop\n')}`,
)

describe('--image [KIND/NAME:]CONTAINER=IMAGE', () => {
  it.each([
    ['kafka=kafka:4.2', 'kafka', 'kafka', 'kafka:4.2'],
    [
      'sts/kafka:format=registry/kafka:4.2@sha256:1',
      'kafka',
      'format',
      'registry/kafka:4.2@sha256:1',
    ],
    ['ds/kube-system/fluentd:fluentd=x', 'fluentd', 'fluentd', 'x'],
  ])('%s', (text, workload, container, image) => {
    const change = resolveImageArgument('--image', text, both)

    expect(change).toMatchObject({ workload: { name: workload }, container, image })
  })

  it.each([
    ['kafka:4.2', '--image: expected [KIND/NAME:]CONTAINER=IMAGE, got "kafka:4.2"'],
    ['kafka=', '--image: expected [KIND/NAME:]CONTAINER=IMAGE, got "kafka="'],
    ['=kafka:4.2', '--image: expected [KIND/NAME:]CONTAINER=IMAGE, got "=kafka:4.2"'],
    ['kafka=a b', '--image: expected [KIND/NAME:]CONTAINER=IMAGE, got "kafka=a b"'],
    [
      'kafak=x',
      '--image: expected one of statefulset/kafka:kafka, statefulset/kafka:exporter, statefulset/kafka:format, ' +
        'daemonset/kube-system/fluentd:fluentd, got "kafak" (did you mean kafka?)',
    ],
    ['sts/nobody:kafka=x', '--image: expected a container of a workload in the input, got "kafka"'],
  ])('refuses %s', (text, message) => {
    expect(errorsOf(() => resolveImageArgument('--image', text, both))).toEqual([message])
  })

  it('lists the choices where several containers have the name', () => {
    expect(errorsOf(() => resolveImageArgument('--image', 'kafka=x', twoKafkas))).toEqual([
      '--image: expected one of statefulset/kafka:kafka, statefulset/shop/kafka:kafka, got "kafka"',
    ])
    expect(resolveImageArgument('--image', 'sts/shop/kafka:kafka=x', twoKafkas)).toMatchObject({
      workload: { namespace: 'shop' },
    })
  })
})

describe('--scale KIND/NAME=N', () => {
  it('names a StatefulSet and a number', () => {
    expect(resolveScaleArgument('--scale', 'sts/kafka=5', both)).toMatchObject({
      workload: { name: 'kafka' },
      replicas: 5,
    })
  })

  it.each([
    [
      'kafka=5',
      '--scale: expected statefulset/NAME=N (a DaemonSet has one pod for each node), got "kafka=5" (did you mean statefulset/kafka=5?)',
    ],
    [
      'ds/fluentd=5',
      '--scale: expected statefulset/NAME=N (a DaemonSet has one pod for each node), got "ds/fluentd=5"',
    ],
    [
      'sts/kafka=-1',
      '--scale: expected statefulset/NAME=N (a DaemonSet has one pod for each node), got "sts/kafka=-1"',
    ],
    [
      'sts/kafak=5',
      '--scale: expected one of statefulset/kafka, daemonset/kube-system/fluentd, got statefulset/kafak (did you mean statefulset/kafka?)',
    ],
  ])('refuses %s', (text, message) => {
    expect(errorsOf(() => resolveScaleArgument('--scale', text, both))).toEqual([message])
  })
})

describe('--set [KIND/NAME:]PATH=VALUE', () => {
  it.each([
    ['sts/kafka:spec.replicas=5', ['spec', 'replicas'], 5],
    ['sts/kafka:spec.podManagementPolicy=Parallel', ['spec', 'podManagementPolicy'], 'Parallel'],
    [
      'sts/kafka:spec.updateStrategy.rollingUpdate.maxUnavailable=10%',
      ['spec', 'updateStrategy', 'rollingUpdate', 'maxUnavailable'],
      '10%',
    ],
    ['sts/kafka:metadata.labels."a=b"=12', ['metadata', 'labels', 'a=b'], '12'],
    [
      'sts/kafka:spec.template.spec.containers[kafka].image=a=b',
      ['spec', 'template', 'spec', 'containers', 0, 'image'],
      'a=b',
    ],
    ['sts/kafka:spec.ordinals={ start: 2 }', ['spec', 'ordinals'], { start: 2 }],
    [
      'sts/kafka:spec.template.spec.containers[0].args=[a, b]',
      ['spec', 'template', 'spec', 'containers', 0, 'args'],
      ['a', 'b'],
    ],
    ['sts/kafka:spec.updateStrategy=null', ['spec', 'updateStrategy'], null],
    [
      'sts/kafka:maxUnavailable=2',
      ['spec', 'updateStrategy', 'rollingUpdate', 'maxUnavailable'],
      2,
    ],
  ])('%s', (text, path, value) => {
    expect(resolveSetArgument('--set', text, both, '1.37')).toMatchObject({ path, value })
  })

  it.each([
    [
      'spec.replicas',
      '--set: expected [KIND/NAME:]PATH=VALUE, such as spec.replicas=5, got "spec.replicas"',
    ],
    [
      'spec.replicas=5',
      '--set: expected one of statefulset/kafka, daemonset/kube-system/fluentd, got none',
    ],
    ['sts/kafka:spec.ordinals=3', '--set: expected a map such as { key: value }, got "3"'],
    ...['kind=DaemonSet', 'metadata.name=x', 'status.replicas=1'].map(
      (change): [string, string] => [
        `sts/kafka:${change}`,
        '--set: expected a field of spec, metadata.labels or metadata.annotations, ' +
          `got ${change.slice(0, change.indexOf('='))}`,
      ],
    ),
  ])('refuses %s', (text, message) => {
    expect(errorsOf(() => resolveSetArgument('--set', text, both, '1.37'))).toEqual([message])
  })

  it('names the nearest path', () => {
    const [message] = errorsOf(() =>
      resolveSetArgument('--set', 'sts/kafka:spec.replica=5', both, '1.37'),
    )

    expect(message).toMatch(
      /^--set statefulset\/kafka: .*got replica \(did you mean spec\.replicas\?\)$/,
    )
  })
})

describe('--ready [KIND/NAME=]DURATION|P50..P99', () => {
  it('reads a constant, for all workloads or for one', () => {
    const distribution = { type: 'constant', value: 25_000_000 }

    expect(parseLatencyArgument('--ready', '25s')).toEqual({ workload: undefined, distribution })
    expect(parseLatencyArgument('--ready', 'sts/kafka=25s')).toEqual({
      workload: { kind: 'StatefulSet', name: 'kafka' },
      distribution,
    })
  })

  it('reads a median and a 99th percentile', () => {
    expect(parseLatencyArgument('--ready', '25s..65s').distribution).toMatchObject({
      type: 'log-normal',
      median: 25_000_000,
    })
  })

  it.each(['', 'fast', '65s..25s', '1s..2s..3s', 'kafka=25s', '0s..5s'])('refuses %j', (text) => {
    expect(errorsOf(() => parseLatencyArgument('--ready', text))).toEqual([
      `--ready: expected [KIND/NAME=]DURATION or [KIND/NAME=]P50..P99, such as 25s or 25s..65s, got ${JSON.stringify(text)}`,
    ])
  })
})
