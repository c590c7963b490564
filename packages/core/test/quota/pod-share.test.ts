import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/api/json.ts'
import { readPod } from '../../src/api/serialization/read-pod.ts'
import type { WallTime } from '../../src/api/timestamp.ts'
import { podShare } from '../../src/quota/pod-share.ts'
import { writeResourceList } from '../../src/quota/resource-list.ts'

describe('the share of a pod', () => {
  it('RQ-U1 is what its containers and sidecars ask for together, by each name, plus its overhead', () => {
    const spec = {
      initContainers: [
        asking('mesh', '100m', { restartPolicy: 'Always' }),
        asking('setup', '200m'),
      ],
      containers: [asking('app', '250m'), asking('log', '50m')],
      overhead: { cpu: '10m' },
    }

    expect(share(spec)).toEqual({
      'count/pods': '1',
      cpu: '410m',
      pods: '1',
      'requests.cpu': '410m',
    })
  })

  it('RQ-U1 is the peak of its init containers where that is more', () => {
    const spec = {
      initContainers: [asking('mesh', '100m', { restartPolicy: 'Always' }), asking('setup', '1')],
      containers: [asking('app', '250m')],
    }

    expect(share(spec)).toMatchObject({ 'requests.cpu': '1100m' })
  })

  it('RQ-U1 knows extended resources by their requests alone', () => {
    const limits = { 'example.com/gpu': '2', 'ephemeral-storage': '1Gi' }

    expect(share({ containers: [{ name: 'app', resources: { limits } }] })).toMatchObject({
      'requests.example.com/gpu': '2',
      'ephemeral-storage': '1Gi',
      'requests.ephemeral-storage': '1Gi',
      'limits.ephemeral-storage': '1Gi',
    })
  })

  it('RQ-U2 takes a limit without a request for the request', () => {
    const resources = { limits: { cpu: '2', memory: '64Mi' }, requests: { cpu: '1' } }

    expect(share({ containers: [{ name: 'app', resources }] })).toEqual({
      'count/pods': '1',
      cpu: '1',
      'limits.cpu': '2',
      'limits.memory': '64Mi',
      memory: '64Mi',
      pods: '1',
      'requests.cpu': '1',
      'requests.memory': '64Mi',
    })
  })

  it.each(['Succeeded', 'Failed'])('RQ-U3 is one object once it has %s', (phase) => {
    expect(share({ containers: [asking('app', '1')] }, phase)).toEqual({ 'count/pods': '1' })
  })
})

function asking(name: string, cpu: string, other: JsonObject = {}): JsonObject {
  return { name, resources: { requests: { cpu } }, ...other }
}

function share(spec: JsonObject, phase = 'Running'): JsonObject {
  const pod = readPod(
    { kind: 'Pod', metadata: { name: 'web-0' }, spec, status: { phase } },
    0 as WallTime,
    0,
  )
  return writeResourceList(podShare(pod))
}
