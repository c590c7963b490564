import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/api/json.ts'
import { podSpecification } from '../../src/api/pod-specification.ts'
import { NO_VOLUMES, PodMetadata } from '../../src/api/pod.ts'
import type { WallTime } from '../../src/api/timestamp.ts'
import { readPod } from '../../src/api/serialization/read-pod.ts'
import { readObject } from '../../src/api/serialization/read-object.ts'
import { Simulation } from '../../src/kernel/simulation.ts'
import { RandomStreams } from '../../src/kernel/random-streams.ts'
import type { ApiResult } from '../../src/store/api-result.ts'
import { ApiServer } from '../../src/store/api-server.ts'
import { KeyedNames } from '../../src/store/keyed-names.ts'
import { PodQuota } from '../../src/store/pod-quota.ts'

const CAUSE = { by: 'test', why: '' }

describe('a quota on pods', () => {
  it('refuses the pods beyond it, by the names that they would have had', () => {
    const { quota, server } = aServer()
    load(server, aQuota('2'))
    load(server, aPod('web-0', 'Running'))
    expect(create(quota, 'web-1')).toBeUndefined()

    load(server, aPod('web-1', 'Pending'))

    expect(create(quota, 'web-2')).toMatchObject({
      reason: 'Forbidden',
      message:
        'pods "web-2" is forbidden: exceeded quota: few, requested: pods=1, used: pods=2, limited: pods=2',
    })
  })

  it('does not count pods that have ended, nor those of other namespaces', () => {
    const { quota, server } = aServer()
    load(server, aPod('web-0', 'Succeeded'))
    load(server, { ...aPod('web-0', 'Running'), metadata: { name: 'web-0', namespace: 'other' } })
    load(server, aQuota('1'))

    expect(create(quota, 'web-1')).toBeUndefined()
  })

  it('counts a pod no more that is gone', () => {
    const { quota, server } = aServer()
    load(server, aQuota('1'))
    load(server, aPod('web-0', 'Pending'))
    const pod = server.get('pods', 'default', 'web-0')!
    server.deletePod(pod, { gracePeriodSeconds: 0 }, CAUSE)

    expect(create(quota, 'web-1')).toBeUndefined()
  })

  it('is none where it says nothing of pods', () => {
    const { quota, server } = aServer()
    load(server, { ...aQuota('1'), spec: { hard: { cpu: '1' } } })
    load(server, aPod('web-0', 'Pending'))

    expect(create(quota, 'web-1')).toBeUndefined()
  })
})

function aServer(): { readonly server: ApiServer; readonly quota: PodQuota } {
  const names = new KeyedNames(new RandomStreams('test', 0))
  const server = new ApiServer({
    clock: new Simulation(),
    names,
    writesBeforeRemoval: true,
    protectsClaims: false,
    deletionRaisesGeneration: true,
  })
  return { server, quota: new PodQuota(server, names) }
}

function aQuota(pods: string): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'few', namespace: 'default' },
    spec: { hard: { pods } },
  }
}

function aPod(name: string, phase: string): JsonObject {
  return { kind: 'Pod', metadata: { name, namespace: 'default' }, spec: {}, status: { phase } }
}

function load(server: ApiServer, object: JsonObject): void {
  const epoch = 0 as WallTime
  if (object['kind'] === 'Pod') {
    server.loadPod(readPod(object, epoch, server.list('pods').size), CAUSE)
    return
  }
  server.create(readObject(object, epoch)!, CAUSE)
}

/** What the quota says to a new pod; undefined when it has nothing against it. */
function create(quota: PodQuota, name: string): ApiResult | undefined {
  return quota.admit({
    verb: 'create',
    resource: 'pods',
    subresource: '',
    namespace: 'default',
    name,
    why: '',
    pod: {
      name,
      generateName: '',
      metadata: new PodMetadata({}),
      specification: podSpecification({}),
      volumes: NO_VOLUMES,
      pinnedNode: '',
      nodeName: '',
    },
  })
}
