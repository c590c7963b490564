import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/index.ts'
import { hostPorts } from '../../src/scheduler/facts/host-ports.ts'
import { nodeChoice } from '../../src/scheduler/facts/node-choice.ts'
import { resourceRequests } from '../../src/scheduler/facts/resource-requests.ts'
import { TakenPorts } from '../../src/scheduler/view/taken-ports.ts'

const MI = 1_048_576

describe('resourceRequests', () => {
  it.each([
    {
      title: 'adds up the containers',
      spec: { containers: [asking('100m', '64Mi'), asking('1500m', '128Mi')] },
      milliCpu: 1600,
      memory: 192 * MI,
    },
    {
      title: 'takes the neediest init container where it needs more',
      spec: {
        initContainers: [asking('2', '1Mi'), asking('1', '500Mi')],
        containers: [asking('1', '100Mi')],
      },
      milliCpu: 2000,
      memory: 500 * MI,
    },
    {
      title: 'adds sidecars to the containers, and to the init containers after them',
      spec: {
        initContainers: [asking('3', '1Mi'), sidecar('500m', '10Mi'), asking('2800m', '1Mi')],
        containers: [asking('1', '100Mi')],
      },
      milliCpu: 3300,
      memory: 110 * MI,
    },
    {
      title: 'takes limits for requests that are missing',
      spec: {
        containers: [
          { resources: { requests: { cpu: '1' }, limits: { cpu: '2', memory: '32Mi' } } },
        ],
      },
      milliCpu: 1000,
      memory: 32 * MI,
    },
    {
      title: 'adds the overhead of the runtime',
      spec: { containers: [asking('1', '1Mi')], overhead: { cpu: '250m', memory: '120Mi' } },
      milliCpu: 1250,
      memory: 121 * MI,
    },
  ])('$title', ({ spec, milliCpu, memory }) => {
    expect(resourceRequests(spec)).toMatchObject({ milliCpu, memory })
  })

  it('lets a pod that asks for nothing weigh a little', () => {
    expect(resourceRequests({ containers: [{ name: 'app' }] })).toMatchObject({
      milliCpu: 0,
      weighedMilliCpu: 100,
      weighedMemory: 200 * MI,
    })
  })

  it('knows other resources by their names', () => {
    const container = { resources: { limits: { 'nvidia.com/gpu': '2', 'hugepages-2Mi': '4Mi' } } }

    expect(resourceRequests({ containers: [container] }).others).toEqual([
      { name: 'nvidia.com/gpu', amount: 2 },
      { name: 'hugepages-2Mi', amount: 4 * MI },
    ])
  })
})

describe('host ports', () => {
  it('are those that are asked for, and on the network of the host all', () => {
    const ports = [
      { containerPort: 80, hostPort: 8080 },
      { containerPort: 53, protocol: 'UDP' },
    ]

    expect(hostPorts({ containers: [{ ports }] })).toEqual([{ key: 'TCP/8080', address: '' }])
    expect(hostPorts({ hostNetwork: true, containers: [{ ports }] })).toEqual([
      { key: 'TCP/8080', address: '' },
      { key: 'UDP/53', address: '' },
    ])
  })

  it.each([
    { title: 'another port', port: { containerPort: 1, hostPort: 81 }, isFree: true },
    { title: 'another protocol', port: { hostPort: 80, protocol: 'UDP' }, isFree: true },
    { title: 'another address', port: { hostPort: 80, hostIP: '10.0.0.2' }, isFree: true },
    { title: 'the same address', port: { hostPort: 80, hostIP: '10.0.0.1' }, isFree: false },
    { title: 'every address', port: { hostPort: 80, hostIP: '0.0.0.0' }, isFree: false },
  ])('that are taken at one address leave $title: $isFree', ({ port, isFree }) => {
    const taken = new TakenPorts()
    taken.count(3, [{ key: 'TCP/80', address: '10.0.0.1' }], 1)
    const ports = hostPorts({ containers: [{ ports: [port] }] })

    expect(taken.areFree(3, ports)).toBe(isFree)
    expect(taken.areFree(4, ports)).toBe(true)
    taken.count(3, [{ key: 'TCP/80', address: '10.0.0.1' }], -1)
    expect(taken.areFree(3, ports)).toBe(true)
  })
})

describe('nodeChoice', () => {
  it('knows by which labels nodes are told apart', () => {
    const choice = nodeChoice({
      nodeSelector: { disk: 'ssd' },
      ...required([{ matchExpressions: [{ key: 'pool', operator: 'Exists' }] }]),
    })

    expect(choice).toMatchObject({ labelKeys: ['disk', 'pool'], isByName: false })
  })

  it('knows when nodes are told apart by their names', () => {
    const byHost = { key: 'kubernetes.io/hostname', operator: 'NotIn', values: ['n'] }

    expect(nodeChoice({ nodeSelector: { 'kubernetes.io/hostname': 'n' } }).isByName).toBe(true)
    expect(nodeChoice(required([{ matchExpressions: [byHost] }])).isByName).toBe(true)
    expect(
      nodeChoice(
        required([{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['n'] }] }]),
      ).isByName,
    ).toBe(true)
  })
})

function asking(cpu: string, memory: string): JsonObject {
  return { resources: { requests: { cpu, memory } } }
}

function sidecar(cpu: string, memory: string): JsonObject {
  return { ...asking(cpu, memory), restartPolicy: 'Always' }
}

function required(nodeSelectorTerms: readonly JsonObject[]): JsonObject {
  return {
    affinity: {
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } },
    },
  }
}
