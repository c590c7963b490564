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

  it('is refused by the server for each reason, also in a dry run', () => {
    const console = new Console()
    console.run('kubectl apply -f -', aStatefulSet('web', 1))
    const patch = `kubectl patch pod web-0 -p '{"spec":{"nodeName":"other","activeDeadlineSeconds":-1}}'`

    for (const command of [patch, `${patch} --dry-run=server`]) {
      expect(console.says(command).split('\n')).toEqual([
        'The Pod "web-0" is invalid: ',
        '* spec.activeDeadlineSeconds: Invalid value: -1: must be greater than or equal to 0',
        expect.stringMatching(/^\* spec: Forbidden: pod updates may not change fields other than/),
      ])
    }
    expect(
      console.says(`kubectl patch pod web-0 -p '{"spec":{"volumes":[{"name":"x"}]}}'`),
    ).toMatch(
      /^The Pod "web-0" is invalid: spec: Forbidden: pod updates may not change fields other than/,
    )
  })

  it('is the same to the server when a write leaves it alone', () => {
    const console = new Console()
    console.run('kubectl apply -f -', aStatefulSet('web', 1))
    const { server } = console.cluster
    const { specification } = server.get('pods', 'default', 'web-0')!

    expect(console.says('kubectl label pod web-0 tier=back')).toBe('pod/web-0 labeled')
    const pod = server.get('pods', 'default', 'web-0')!
    expect(pod.metadata.labels).toMatchObject({ tier: 'back' })
    expect(pod.specification).toBe(specification)
    expect(pod.generation).toBe(1)
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

  it('may keep a gated pod to fewer nodes', () => {
    const console = new Console()
    console.run('kubectl apply -f -', aNode('a'))
    console.run('kubectl apply -f -', aNode('b'))
    console.run('kubectl apply -f -', gated('example.com/quota'))
    const select = `kubectl patch pod held --type=merge -p '{"spec":{"nodeSelector":{"name":"b"}}}'`
    const { server } = console.cluster

    expect(console.says(select)).toBe('pod/held patched')
    console.run(`kubectl patch pod held --type=merge -p '{"spec":{"schedulingGates":null}}'`)
    expect(server.get('pods', 'default', 'held')?.nodeName).toBe('b')
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

function aNode(name: string): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { name } },
    status: {
      allocatable: { cpu: '4', memory: '8Gi', pods: '10' },
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  }
}
