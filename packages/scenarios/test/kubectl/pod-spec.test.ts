import type { JsonObject } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { Console, aStatefulSet } from './a-kubectl.ts'

describe('the spec of a pod', () => {
  it('takes another image and is counted', () => {
    const console = new Console()
    console.run('kubectl apply -f -', aStatefulSet('web', 1))

    expect(console.says('kubectl set image pod/web-0 app=app:2')).toBe('pod/web-0 image updated')
    const pod = console.cluster.server.get('pods', 'default', 'web-0')!
    expect(pod.specification.template['containers']).toMatchObject([{ image: 'app:2' }])
    expect(pod.generation).toBe(2)
  })

  it('stays as it was made in all other respects', () => {
    const console = new Console()
    console.run('kubectl apply -f -', aStatefulSet('web', 1))

    expect(console.says(`kubectl patch pod web-0 -p '{"spec":{"nodeName":"other"}}'`)).toMatch(
      /^The Pod "web-0" is invalid: spec: Forbidden: pod updates may not change fields other than/,
    )
  })

  it('keeps its volumes, whatever claims the set has that adopts the pod', () => {
    const console = new Console()
    console.run('kubectl apply -f -', aStatefulSet('web', 1))
    console.run('kubectl delete sts web --cascade=orphan')
    console.run('kubectl apply -f -', withClaim(aStatefulSet('web', 1), 'data'))
    const { server } = console.cluster

    expect(server.get('pods', 'default', 'web-0')).toMatchObject({
      metadata: { controller: { name: 'web' } },
      volumes: { claims: [] },
    })
    expect(server.get('persistentvolumeclaims', 'default', 'data-web-0')).toBeDefined()
  })

  it('keeps the pod from the scheduler until its gates are taken away', () => {
    const console = new Console()
    console.run('kubectl apply -f -', gated('example.com/quota'))
    const { server } = console.cluster

    const scheduled = () => server.get('pods', 'default', 'held')!.conditions[0]

    expect(scheduled()).toMatchObject({ type: 'PodScheduled', reason: 'SchedulingGated' })
    console.run(`kubectl patch pod held --type=merge -p '{"spec":{"schedulingGates":null}}'`)
    expect(scheduled()).toMatchObject({ type: 'PodScheduled', reason: 'Unschedulable' })
  })
})

function withClaim(set: JsonObject, name: string): JsonObject {
  const resources = { requests: { storage: '1Gi' } }
  const claim = { metadata: { name }, spec: { accessModes: ['ReadWriteOnce'], resources } }
  return { ...set, spec: { ...(set['spec'] as JsonObject), volumeClaimTemplates: [claim] } }
}

function gated(name: string): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'held' },
    spec: { schedulingGates: [{ name }], containers: [{ name: 'app', image: 'app:1' }] },
  }
}
