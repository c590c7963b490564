import {
  type JsonObject,
  type KubernetesProfile,
  type WallTime,
  behaviours,
  parseTimestamp,
  seconds,
} from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { parsePrintRequest } from '../../src/kubectl/request/parse-print-request.ts'
import { transcriptOf } from '../../src/kubectl/transcripts/transcript-of.ts'
import type { PrintedChange } from '../../src/kubectl/transcripts/transcript-printer.ts'
import { CREATED, aPod } from './a-pod.ts'

const HEADER = 'NAME    READY   STATUS    RESTARTS   AGE'

function at(count: number): WallTime {
  return (parseTimestamp(CREATED)! + seconds(count)) as WallTime
}

function open(request: string, profile: KubernetesProfile = '1.37') {
  return transcriptOf(parsePrintRequest(request), behaviours(profile))
}

function podChange(
  type: PrintedChange['type'],
  object: JsonObject,
  previous: JsonObject | undefined = type === 'ADDED' ? undefined : object,
): PrintedChange {
  return { type, kind: 'Pod', object, previous, now: at(9) }
}

describe('get', () => {
  const nodes = [{ metadata: { name: 'node-1', creationTimestamp: CREATED } }]

  it('prints at the end, sorted as the API server lists', () => {
    const transcript = open('get po -A')
    const pods = [aPod({ namespace: 'a' }), aPod({ namespace: 'a-b' }), aPod({ name: 'db' })]

    expect(
      transcript.start({ Pod: pods }, at(0)) + transcript.change(podChange('ADDED', aPod())),
    ).toBe('')
    expect(transcript.end({ Pod: pods }, at(5))).toBe(
      [
        'NAMESPACE   NAME    READY   STATUS    RESTARTS   AGE',
        'a-b         web-0   1/1     Running   0          5s',
        'a           web-0   1/1     Running   0          5s',
        'default     db      1/1     Running   0          5s',
        '',
      ].join('\n'),
    )
  })

  it('prints a table a kind with a blank line between, and none for a kind without objects', () => {
    const transcript = open('get po,sts,no')

    expect(transcript.kinds).toEqual(['Pod', 'StatefulSet', 'Node'])
    expect(transcript.end({ Pod: [aPod()], Node: nodes }, at(5))).toBe(
      [
        'NAME        READY   STATUS    RESTARTS   AGE',
        'pod/web-0   1/1     Running   0          5s',
        '',
        'NAME          STATUS    ROLES    AGE   VERSION',
        'node/node-1   Unknown   <none>   5s    ',
        '',
      ].join('\n'),
    )
  })

  it('selects by name, namespace and label', () => {
    const pods = [
      aPod({ name: 'a', labels: { app: 'web' } }),
      aPod({ name: 'b', labels: { app: 'db' } }),
      aPod({ name: 'c', namespace: 'other', labels: { app: 'web' } }),
    ]
    const rows = (request: string) => {
      const [, ...lines] = open(request).end({ Pod: pods }, at(5)).trimEnd().split('\n')
      return lines.map((line) => line.split(' ')[0])
    }

    expect(rows('get po')).toEqual(['a', 'b'])
    expect(rows('get po b')).toEqual(['b'])
    expect(rows('get po -n other')).toEqual(['c'])
    expect(rows('get po -A -l app=web')).toEqual(['default', 'other'])
  })

  it('takes a selection, an order, columns and other forms of output', () => {
    const pods = ['web-10', 'web-2', 'web-1'].map((name) =>
      aPod({ name, labels: { app: 'web', 'example.com/tier': name.slice(-1) } }),
    )
    const says = (request: string) =>
      open(request)
        .end(
          { Pod: pods, StatefulSet: [{ metadata: { name: 'web', namespace: 'default' } }] },
          at(5),
        )
        .split('\n')

    expect(says('get po --no-headers --field-selector metadata.name=web-2')).toEqual([
      'web-2   1/1   Running   0     5s',
      '',
    ])
    expect(says('get po web-1 -L app,example.com/tier,none')).toEqual([
      `${HEADER}   APP   TIER   NONE`,
      'web-1   1/1     Running   0          5s    web   1      <none>',
      '',
    ])
    expect(says('get po -o name --sort-by=.metadata.name')).toEqual([
      'pod/web-1',
      'pod/web-2',
      'pod/web-10',
      '',
    ])
    expect(says('get sts,po -o name --field-selector=metadata.name!=web-10')).toEqual([
      'statefulset.apps/web',
      'pod/web-1',
      'pod/web-2',
      '',
    ])
    expect(says('get po -o custom-columns=NAME:.metadata.name,X:.spec.none')).toEqual([
      'NAME     X',
      'web-1    <none>',
      'web-10   <none>',
      'web-2    <none>',
      '',
    ])
    expect(says("get po -o jsonpath='{.items[*].metadata.name}'")).toEqual(['web-1 web-10 web-2'])
    expect(says('get po web-1 -o jsonpath={.metadata.name}')).toEqual(['web-1'])
    expect(says('get sts web -o json')).toEqual([
      '{',
      '    "metadata": {',
      '        "name": "web",',
      '        "namespace": "default"',
      '    }',
      '}',
      '',
    ])
    expect(JSON.parse(says('get po -l none -o json').join('\n'))).toMatchObject({ items: [] })
    expect(says('get po -l none -o yaml')).toEqual([
      'apiVersion: v1',
      'items: []',
      'kind: List',
      'metadata:',
      '  resourceVersion: ""',
      '',
    ])
    expect(says('get sts web -o yaml')).toEqual([
      'metadata:',
      '  name: web',
      '  namespace: default',
      '',
    ])
    expect(says('get po nope -o name --ignore-not-found')).toEqual([''])
    expect(says('get po -l none --ignore-not-found')).toEqual([''])
    expect(says('get po nope -o name')).toEqual([
      'Error from server (NotFound): pods "nope" not found',
      '',
    ])
  })

  it('prints namespaces, Services and StorageClasses', () => {
    const metadata = (name: string): JsonObject => ({
      name,
      namespace: 'default',
      creationTimestamp: CREATED,
    })
    const isDefault = { 'storageclass.kubernetes.io/is-default-class': 'true' }
    const ports = [{ port: 80 }, { port: 53, nodePort: 30053, protocol: 'UDP' }]
    const objects = {
      Namespace: [{ metadata: metadata('default') }],
      Service: [
        { metadata: metadata('dns'), spec: { clusterIP: '10.0.0.1', type: 'NodePort', ports } },
        { metadata: metadata('web'), spec: { clusterIP: 'None' } },
      ],
      StorageClass: [
        { metadata: { ...metadata('fast'), annotations: isDefault }, provisioner: 'csi' },
        { metadata: metadata('late'), volumeBindingMode: 'WaitForFirstConsumer' },
      ],
    }

    expect(open('get ns').end(objects, at(5)).split('\n').slice(1)).toEqual([
      'default   Active   5s',
      '',
    ])
    expect(open('get svc').end(objects, at(5)).split('\n')).toEqual([
      'NAME   TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)               AGE',
      'dns    NodePort    10.0.0.1     <none>        80/TCP,53:30053/UDP   5s',
      'web    ClusterIP   None         <none>        <none>                5s',
      '',
    ])
    expect(open('get ns,sc').end(objects, at(5)).split('\n').slice(3)).toEqual([
      'NAME                                         PROVISIONER   RECLAIMPOLICY   VOLUMEBINDINGMODE      ALLOWVOLUMEEXPANSION   AGE',
      'storageclass.storage.k8s.io/fast (default)   csi           Delete          Immediate              false                  5s',
      'storageclass.storage.k8s.io/late                           Delete          WaitForFirstConsumer   false                  5s',
      '',
    ])
  })

  it('says what it did not find', () => {
    expect(open('get sts web').end({}, at(0))).toBe(
      'Error from server (NotFound): statefulsets.apps "web" not found\n',
    )
    expect(open('get po -n a').end({}, at(0))).toBe('No resources found in a namespace.\n')
    expect(open('get po -A').end({}, at(0))).toBe('No resources found\n')
    expect(open('get po,no').end({}, at(0))).toBe('No resources found\n')
    expect(open('get po', '1.13').end({}, at(0))).toBe('No resources found.\n')
  })
})

describe('get --watch', () => {
  it('prints the list, then a row for each change of the kind', () => {
    const transcript = open('get po -w')

    const text = [
      transcript.start({ Pod: [aPod({ name: 'web-1' }), aPod()] }, at(5)),
      transcript.change({ ...podChange('ADDED', { metadata: {} }), kind: 'Node' }),
      transcript.change(podChange('MODIFIED', aPod())),
      transcript.change(podChange('ADDED', aPod({ namespace: 'other' }))),
      transcript.change(podChange('DELETED', aPod())),
      transcript.end({}, at(99)),
    ]

    expect(text.join('')).toBe(
      [
        HEADER,
        'web-0   1/1     Running   0          5s',
        'web-1   1/1     Running   0          5s',
        'web-0   1/1     Running   0          9s',
        'web-0   1/1     Running   0          9s',
        '',
      ].join('\n'),
    )
  })

  it('tells an object that begins or ceases to match as added or deleted', () => {
    const transcript = open('get po -w -l on --output-watch-events')
    const off = aPod({ containers: [{ running: true }] })
    const on = aPod({ labels: { on: '' } })

    const text = [
      transcript.start({ Pod: [off] }, at(0)),
      transcript.change(podChange('MODIFIED', off)),
      transcript.change(podChange('MODIFIED', on, off)),
      transcript.change(podChange('MODIFIED', on)),
      transcript.change(podChange('MODIFIED', off, on)),
      transcript.change(podChange('DELETED', off)),
    ]

    expect(text.join('')).toBe(
      [
        `EVENT      ${HEADER}`,
        'ADDED      web-0   1/1     Running   0          9s',
        'MODIFIED   web-0   1/1     Running   0          9s',
        'DELETED    web-0   1/1     Running   0          9s',
        '',
      ].join('\n'),
    )
  })
})

describe('rollout status', () => {
  function aDaemonSet(
    numberAvailable: number,
    { type = 'RollingUpdate', generation = 1 } = {},
  ): JsonObject {
    return {
      metadata: { name: 'agent', namespace: 'default', generation },
      spec: { updateStrategy: { type } },
      status: {
        observedGeneration: 1,
        desiredNumberScheduled: 2,
        updatedNumberScheduled: 2,
        numberAvailable,
      },
    }
  }

  function change(type: PrintedChange['type'], object: JsonObject): PrintedChange {
    return { type, kind: 'DaemonSet', object, previous: object, now: at(1) }
  }

  const ONE_AVAILABLE =
    'Waiting for daemon set "agent" rollout to finish: 1 of 2 updated pods are available...\n'
  const DONE = 'daemon set "agent" successfully rolled out\n'

  it('prints a line at the start and at each change, until it is done', () => {
    const transcript = open('rollout status ds/agent')

    const text = [
      transcript.start({ DaemonSet: [aDaemonSet(1)] }, at(0)),
      transcript.change(podChange('ADDED', aPod({ name: 'agent' }))),
      transcript.change(change('MODIFIED', aDaemonSet(1))),
      transcript.change(change('MODIFIED', aDaemonSet(2))),
      transcript.change(change('MODIFIED', aDaemonSet(1))),
      transcript.end({}, at(2)),
    ]

    expect(text.join('')).toBe(ONE_AVAILABLE + ONE_AVAILABLE + DONE)
  })

  it('follows the change of a set that is done at the start, which its status alone does not begin', () => {
    const transcript = open('rollout status ds/agent')

    const text = [
      transcript.start({ DaemonSet: [aDaemonSet(2)] }, at(0)),
      transcript.change(change('MODIFIED', aDaemonSet(1))),
      transcript.change(change('MODIFIED', aDaemonSet(2, { generation: 2 }))),
    ]

    expect(text).toEqual(['', '', 'Waiting for daemon set spec update to be observed...\n'])
  })

  it('gives the change that it has waited for all of its time', () => {
    const transcript = open('rollout status ds/agent --timeout=5s')
    const changed = change('MODIFIED', aDaemonSet(2, { generation: 2 }))

    expect(transcript.start({ DaemonSet: [aDaemonSet(2)] }, at(0))).toBe('')
    expect(transcript.change({ ...changed, now: at(60) })).toMatch(/^Waiting for daemon set spec/)
    expect(transcript.change({ ...changed, now: at(64) })).toMatch(/^Waiting for daemon set spec/)
    expect(transcript.change({ ...changed, now: at(65) })).toMatch(/^error: timed out/)
  })

  it('says at the end that a set was done which nobody has changed', () => {
    const transcript = open('rollout status ds/agent --timeout=5s')

    expect(transcript.start({ DaemonSet: [aDaemonSet(2)] }, at(0))).toBe('')
    expect(transcript.end({ DaemonSet: [aDaemonSet(2)] }, at(9))).toBe(DONE)
  })

  it('waits for a set that is not there yet', () => {
    const transcript = open('rollout status ds/agent')

    expect(transcript.start({}, at(0))).toBe('')
    expect(transcript.change(change('ADDED', aDaemonSet(2)))).toBe(DONE)
  })

  it('says at the end that the set never came', () => {
    expect(open('rollout status ds/agent').end({}, at(0))).toBe(
      'Error from server (NotFound): daemonsets.apps "agent" not found\n',
    )
  })

  it('ends with an error when the set is deleted, and when its strategy cannot be followed', () => {
    const deleted = open('rollout status ds/agent')
    const onDelete = open('rollout status ds/agent')

    expect(deleted.change(change('DELETED', aDaemonSet(1)))).toBe(
      'error: object has been deleted\n',
    )
    expect(onDelete.start({ DaemonSet: [aDaemonSet(1, { type: 'OnDelete' })] }, at(0))).toBe(
      'error: rollout status is only available for RollingUpdate strategy type\n',
    )
    expect(onDelete.change(change('MODIFIED', aDaemonSet(2)))).toBe('')
  })

  it('says with --watch=false once how far it has come', () => {
    const transcript = open('rollout status ds/agent --watch=false')

    expect(transcript.start({ DaemonSet: [aDaemonSet(0)] }, at(0))).toBe('')
    expect(transcript.change(change('MODIFIED', aDaemonSet(0)))).toBe('')
    expect(transcript.end({ DaemonSet: [aDaemonSet(1)] }, at(2))).toBe(ONE_AVAILABLE)
    expect(open('rollout status ds/agent --watch=false').end({}, at(2))).toBe(
      'Error from server (NotFound): daemonsets.apps "agent" not found\n',
    )
  })

  it('gives up after its time', () => {
    const late = { ...change('MODIFIED', aDaemonSet(2)), now: at(6) }
    const transcript = open('rollout status ds/agent --timeout=5s')

    expect(transcript.start({ DaemonSet: [aDaemonSet(1)] }, at(0))).toBe(ONE_AVAILABLE)
    expect(transcript.change(late)).toBe('error: timed out waiting for the condition\n')
    expect(transcript.end({}, at(9))).toBe('')
  })
})

describe('rollout history', () => {
  const set = { metadata: { name: 'web', namespace: 'default', uid: 'u1' } }

  function aRevision(revision: number, uid: string, annotations: JsonObject = {}): JsonObject {
    return { metadata: { annotations, ownerReferences: [{ uid }] }, revision }
  }

  it('prints the revisions of a set, the oldest first', () => {
    const cause = { 'kubernetes.io/change-cause': 'better' }
    const objects = {
      StatefulSet: [set],
      ControllerRevision: [aRevision(10, 'u1'), aRevision(9, 'u1', cause), aRevision(1, 'u2')],
    }

    expect(open('rollout history sts/web').end(objects, at(0))).toBe(
      'statefulset.apps/web \nREVISION  CHANGE-CAUSE\n9         better\n10        <none>\n\n',
    )
  })

  it('describes the pod template of one revision', () => {
    const template = {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'app', image: 'app:2' }] },
    }
    const objects = {
      StatefulSet: [set],
      ControllerRevision: [{ ...aRevision(2, 'u1'), data: { spec: { template } } }],
    }

    expect(open('rollout history sts/web --revision=2').end(objects, at(0))).toBe(
      [
        'statefulset.apps/web with revision #2',
        'Pod Template:',
        '  Labels:\tapp=web',
        '  Containers:',
        '   app:',
        '    Image:\tapp:2',
        '    Port:\t<none>',
        '    Host Port:\t<none>',
        '    Environment:\t<none>',
        '    Mounts:\t<none>',
        '  Volumes:\t<none>',
        '  Node-Selectors:\t<none>',
        '  Tolerations:\t<none>',
        '\n',
      ].join('\n'),
    )
    expect(open('rollout history sts/web --revision=3').end(objects, at(0))).toBe(
      'error: unable to find the specified revision\n',
    )
  })

  it('says that there is no such set', () => {
    expect(open('rollout history sts db').end({ StatefulSet: [set] }, at(0))).toBe(
      'Error from server (NotFound): statefulsets.apps "db" not found\n',
    )
  })
})
