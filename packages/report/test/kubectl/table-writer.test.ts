import { type WallTime, behaviours, parseTimestamp, seconds } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { TableWriter } from '../../src/kubectl/table-writer.ts'
import { aPod, CREATED } from './a-pod.ts'

const MODERN = { behaviours: behaviours('1.37') }
const START = parseTimestamp(CREATED)!

function at(count: number): WallTime {
  return (START + seconds(count)) as WallTime
}

describe('TableWriter', () => {
  it('prints nothing for an empty list, and the header with the first event', () => {
    const writer = new TableWriter('Pod', MODERN)

    expect(writer.list([], at(0))).toBe('')
    expect(writer.event('ADDED', aPod(), at(5))).toBe(
      'NAME    READY   STATUS    RESTARTS   AGE\nweb-0   1/1     Running   0          5s\n',
    )
    expect(writer.event('MODIFIED', aPod(), at(6))).toBe(
      'web-0   1/1     Running   0          6s\n',
    )
  })

  it('prints the modern watch of the specification (§6.4)', () => {
    const writer = new TableWriter('Pod', MODERN)
    const name = 'stateful-0'
    const creating = { waiting: 'ContainerCreating' }

    const text = [
      writer.event('ADDED', aPod({ name, phase: 'Pending', containers: [{}] }), at(0)),
      writer.event('MODIFIED', aPod({ name, phase: 'Pending', containers: [{}] }), at(0)),
      writer.event('MODIFIED', aPod({ name, phase: 'Pending', containers: [creating] }), at(0)),
      writer.event('MODIFIED', aPod({ name }), at(2)),
      writer.event('MODIFIED', aPod({ name, deleted: true }), at(273)),
      writer.event(
        'DELETED',
        aPod({
          name,
          deleted: true,
          phase: 'Succeeded',
          containers: [{ exit: 0, reason: 'Completed' }],
        }),
        at(274),
      ),
    ]

    expect(text.join('')).toBe(
      [
        'NAME         READY   STATUS    RESTARTS   AGE',
        'stateful-0   0/1     Pending   0          0s',
        'stateful-0   0/1     Pending   0          0s',
        'stateful-0   0/1     ContainerCreating   0          0s',
        'stateful-0   1/1     Running             0          2s',
        'stateful-0   1/1     Terminating         0          4m33s',
        'stateful-0   0/1     Completed           0          4m34s',
        '',
      ].join('\n'),
    )
  })

  it('puts the type of the event before all, the namespace before the name, the labels last', () => {
    const options = { ...MODERN, watchEvents: true, allNamespaces: true, showLabels: true }
    const writer = new TableWriter('Pod', options)
    const labels = { 'app-x': '1', app: 'web' }

    expect(writer.list([aPod({ labels })], at(1)) + writer.event('DELETED', aPod(), at(2))).toBe(
      [
        'EVENT      NAMESPACE   NAME    READY   STATUS    RESTARTS   AGE   LABELS',
        'ADDED      default     web-0   1/1     Running   0          1s    app-x=1,app=web',
        'DELETED    default     web-0   1/1     Running   0          2s    <none>',
        '',
      ].join('\n'),
    )
  })

  it('shows no namespace for a kind that lives outside of them', () => {
    const node = { kind: 'Node', metadata: { name: 'node-1', creationTimestamp: CREATED } }
    const writer = new TableWriter('Node', { ...MODERN, allNamespaces: true, withKind: true })

    expect(writer.list([node], at(0))).toBe(
      'NAME          STATUS    ROLES    AGE   VERSION\nnode/node-1   Unknown   <none>   0s    \n',
    )
  })

  it('tells how long ago the last restart was, which 1.13 did not', () => {
    const pod = aPod({ containers: [{ running: true, restarts: 2, endedBefore: CREATED }] })

    const rows = (['1.13', '1.33'] as const).map((profile) => {
      const writer = new TableWriter('Pod', { behaviours: behaviours(profile) })
      return writer.list([pod], at(30)).split('\n')[1]
    })

    expect(rows).toEqual([
      'web-0   0/1     Running   2          30s',
      'web-0   0/1     Running   2 (30s ago)   30s',
    ])
  })
})
