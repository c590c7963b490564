import { describe, expect, it } from 'vitest'
import { Console, aStatefulSet } from './a-kubectl.ts'

describe('kubectl apply', () => {
  it('says whether it made, changed or left an object', () => {
    const console = new Console()

    expect(console.says('kubectl apply -f -', aStatefulSet('web', 1))).toBe(
      'statefulset.apps/web created',
    )
    expect(console.says('kubectl apply -f -', aStatefulSet('web', 1))).toBe(
      'statefulset.apps/web unchanged',
    )
    expect(console.says('kubectl apply -f -', aStatefulSet('web', 2))).toBe(
      'statefulset.apps/web configured',
    )
  })

  it('says that create does not change what is there', () => {
    const console = new Console()
    console.run('kubectl create -f -', aStatefulSet('web', 1))

    expect(console.says('kubectl create -f -', aStatefulSet('web', 1))).toBe(
      'Error from server (AlreadyExists): error when creating "STDIN": statefulsets.apps "web" already exists',
    )
    expect(console.says('kubectl delete -f -', aStatefulSet('web', 1))).toBe(
      'statefulset.apps "web" deleted from default namespace',
    )
    expect(console.says('kubectl delete -f -', aStatefulSet('web', 1))).toBe(
      'Error from server (NotFound): error when deleting "STDIN": statefulsets.apps "web" not found',
    )
  })

  it('leaves what another command wrote', () => {
    const console = new Console()
    const { replicas: _, ...spec } = aStatefulSet('web', 1)['spec'] as { replicas: number }
    const manifest = { ...aStatefulSet('web', 1), spec }
    console.run('kubectl apply -f -', manifest)
    console.run('kubectl scale sts/web --replicas=3')
    console.run('kubectl apply -f -', {
      ...manifest,
      metadata: { name: 'web', labels: { a: 'b' } },
    })

    expect(podNames(console)).toEqual(['web-0', 'web-1', 'web-2'])
  })

  it('tells what the API server refuses, in its words', () => {
    const console = new Console()
    console.run('kubectl apply -f -', aStatefulSet('web', 1))
    const changed = aStatefulSet('web', 1)
    const refused = console.run('kubectl apply -f -', {
      ...changed,
      spec: { ...(changed['spec'] as object), podManagementPolicy: 'OrderedReady' },
    })

    expect(refused.exitCode).toBe(1)
    expect(refused.errors).toContain(
      'The StatefulSet "web" is invalid: spec.podManagementPolicy: Invalid value: "OrderedReady": field is immutable',
    )
  })
})

describe('what kubectl prints', () => {
  it.each([
    ['scale sts/web --replicas=3', 'statefulset.apps/web scaled'],
    ['set image sts/web app=app:2', 'statefulset.apps/web image updated'],
    ['set image sts/web app=app:1', ''],
    [`patch sts web --type=merge -p '{"spec":{"replicas":2}}'`, 'statefulset.apps/web patched'],
    [
      `patch sts web --type=merge -p '{"spec":{"replicas":1}}'`,
      'statefulset.apps/web patched (no change)',
    ],
    ['rollout restart sts/web', 'statefulset.apps/web restarted'],
    ['label sts/web tier=db', 'statefulset.apps/web labeled'],
    ['label sts/web tier-', 'label "tier" not found.\nstatefulset.apps/web not labeled'],
    ['label sts/web kubernetes.io/a=b', 'statefulset.apps/web labeled'],
    ['annotate sts/web note-', 'statefulset.apps/web annotated'],
    ['annotate sts/web note=x', 'statefulset.apps/web annotated'],
    ['delete pod web-0 --wait=false', 'pod "web-0" deleted from default namespace'],
    ['delete sts web --cascade=orphan', 'statefulset.apps "web" deleted from default namespace'],
    ['delete sts none', 'Error from server (NotFound): statefulsets.apps "none" not found'],
    ['delete sts none --ignore-not-found', ''],
    [
      'delete sts,pods --all --wait=false',
      'statefulset.apps "web" deleted from default namespace\npod "web-0" deleted from default namespace',
    ],
    ['cordon node-9', 'Error from server (NotFound): nodes "node-9" not found'],
    ['get pods', 'error: unknown command "get" for "kubectl"'],
  ])('%s', (command, text) => {
    const console = new Console()
    console.run('kubectl apply -f -', aStatefulSet('web', 1))

    expect(console.says(`kubectl ${command}`)).toBe(text)
  })
})

describe('kubectl create', () => {
  it('makes a budget of what its flags say', () => {
    const console = new Console()

    expect(console.says('kubectl create pdb web --selector=app=web --min-available=50%')).toBe(
      'poddisruptionbudget.policy/web created',
    )
    expect(
      console.cluster.server.get('poddisruptionbudgets', 'default', 'web')?.spec,
    ).toMatchObject({ selector: { matchLabels: { app: 'web' } }, minAvailable: '50%' })
    expect(console.says('kubectl create pdb web --selector=app=web --min-available=1')).toBe(
      'error: failed to create poddisruptionbudgets: poddisruptionbudgets.policy "web" already exists',
    )
  })

  it.each([
    ['create quota two --hard=pods=2', 'resourcequota/two created'],
    ['create namespace team', 'namespace/team created'],
    ['create pdb web --min-available=1', 'error: a selector must be specified'],
    [
      'create pdb web --selector=app=web',
      'error: one of min-available or max-unavailable must be specified',
    ],
    [
      'create pdb --selector=app=web',
      'error: exactly one NAME is required, got 0\n' +
        "See 'kubectl create poddisruptionbudget -h' for help and examples",
    ],
    [
      'create quota two --hard=pods',
      'error: invalid argument syntax pods, expected <resource>=<value>',
    ],
  ])('%s', (command, text) => {
    expect(new Console().says(`kubectl ${command}`)).toBe(text)
  })
})

describe('kubectl scale', () => {
  it('changes only the version that is expected', () => {
    const console = new Console()
    console.run('kubectl apply -f -', aStatefulSet('web', 1))

    expect(console.says('kubectl scale sts/web --replicas=2 --resource-version=1')).toMatch(
      /^error: Expected resource version to be 1, was \d+$/,
    )
  })
})

describe('kubectl on nodes', () => {
  it('puts new taints first, in the order in which they were given', () => {
    const console = new Console()
    console.run('kubectl apply -f -', {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'node-1' },
    })
    console.run('kubectl taint node node-1 old=1:NoSchedule')

    expect(console.says('kubectl taint node node-1 b=1:NoSchedule a=1:NoSchedule')).toBe(
      'node/node-1 tainted',
    )
    expect(console.says('kubectl taint node node-1 a=2:NoSchedule --overwrite')).toBe(
      'node/node-1 modified',
    )
    const taints = console.cluster.server.get('nodes', '', 'node-1')?.spec.taints ?? []
    expect(taints.map(({ key, value }) => `${key}=${value}`)).toEqual(['a=2', 'b=1', 'old=1'])
  })

  it.each([
    ['taint node node-1', 'error: at least one taint update is required'],
    ['label node node-1', 'error: at least one label update is required'],
    ['annotate node node-1', 'error: at least one annotation update is required'],
  ])('are left alone without a change: %s', (command, text) => {
    expect(new Console().says(`kubectl ${command}`)).toBe(text)
  })

  it('cordons and taints them', () => {
    const console = new Console()
    console.cluster.server.loading(() => {
      console.run('kubectl apply -f -', NODE)
    })

    expect(console.says('kubectl cordon node-1')).toBe('node/node-1 cordoned')
    expect(console.says('kubectl cordon node-1')).toBe('node/node-1 already cordoned')
    expect(console.says('kubectl uncordon node-1')).toBe('node/node-1 uncordoned')
    expect(console.says('kubectl taint nodes node-1 a=b:NoSchedule')).toBe('node/node-1 tainted')
    expect(console.says('kubectl taint nodes node-1 a:NoSchedule-')).toBe('node/node-1 untainted')
    expect(console.says('kubectl taint nodes node-1 a=b:NoExecute')).toBe('node/node-1 tainted')
    expect(console.says('kubectl taint nodes node-1 a=c:NoExecute')).toBe(
      'error: node node-1 already has a taint(s) with same effect(s) and --overwrite is false',
    )
    expect(console.says('kubectl taint nodes node-1 a=b:NoExecute-')).toBe('node/node-1 untainted')
    expect(console.says('kubectl taint nodes --all a=b:Never')).toBe(
      'error: invalid taint effect: Never, unsupported taint effect\n' +
        "See 'kubectl taint -h' for help and examples",
    )
    expect(console.says('kubectl taint nodes node-1 a:NoSchedule-')).toContain(
      'error: taint "a:NoSchedule" not found',
    )
  })
})

describe('a quota on pods', () => {
  it('keeps a set from making more of them', () => {
    const console = new Console()
    console.run('kubectl apply -f -', {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'few' },
      spec: { hard: { pods: '1' } },
    })
    console.run('kubectl apply -f -', aStatefulSet('web', 3))

    expect(podNames(console)).toEqual(['web-0'])
  })
})

describe('kubectl set resources', () => {
  it('changes those that it names, and takes away what is to be nothing', () => {
    const console = new Console()
    console.run('kubectl apply -f -', aStatefulSet('web', 1))
    console.run('kubectl set resources sts/web --limits=cpu=2,memory=1Gi --requests=cpu=1')
    console.run('kubectl set resources sts/web --limits=cpu=0,memory=2Gi')
    const { template } = console.cluster.server.get('statefulsets', 'default', 'web')!.spec

    expect(JSON.stringify(template)).toContain(
      '"resources":{"limits":{"memory":"2Gi"},"requests":{"cpu":"1"}}',
    )
  })
})

describe('kubectl rollout undo', () => {
  it('takes the template back', () => {
    const console = new Console()
    console.run('kubectl apply -f -', aStatefulSet('web', 1))
    console.run('kubectl set image sts/web app=app:2')

    expect(console.run('kubectl rollout undo sts/web').output).toBe(
      'statefulset.apps/web rolled back\n',
    )
    expect(console.says('kubectl rollout undo sts/web --to-revision=9')).toBe(
      'error: unable to find specified revision 9 in history',
    )
  })
})

describe('kubectl delete --cascade=foreground', () => {
  it('ends although the controller makes again what has been deleted', () => {
    const console = new Console()
    console.run('kubectl apply -f -', aStatefulSet('web', 2))
    console.run('kubectl delete sts web --cascade=foreground')
    console.wait(5)
    const { server } = console.cluster

    expect(server.list('statefulsets').size).toBe(0)
    expect(server.list('controllerrevisions').size).toBe(0)
    expect(podNames(console)).toEqual([])
  })
})

const NODE = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1' }, spec: {} }

function podNames({ cluster }: Console): readonly string[] {
  return [...cluster.server.list('pods').values()].map(({ identity }) => identity.name).toSorted()
}
