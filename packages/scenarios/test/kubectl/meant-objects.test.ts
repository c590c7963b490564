import { describe, expect, it } from 'vitest'
import { Console, aDaemonSet, aStatefulSet } from './a-kubectl.ts'

/** A cluster with two sets of one pod each, and a node. */
function aConsole(): Console {
  const console = new Console()
  console.run('kubectl create -f -', {
    kind: 'List',
    items: [
      aStatefulSet('cache', 1),
      aStatefulSet('web', 1),
      { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1', labels: { disk: 'ssd' } } },
    ],
  })
  return console
}

describe('the objects that a command means', () => {
  it.each([
    ['rollout restart sts', 'statefulset.apps/cache restarted\nstatefulset.apps/web restarted'],
    ['rollout restart sts web', 'statefulset.apps/web restarted'],
    ['scale sts --all --replicas=2', 'statefulset.apps/cache scaled\nstatefulset.apps/web scaled'],
    ['label pods -l app=web tier=front', 'pod/web-0 labeled'],
    [
      'delete pod --field-selector=metadata.name!=web-0',
      'pod "cache-0" deleted from default namespace',
    ],
    ['cordon -l disk=ssd', 'node/node-1 cordoned'],
    ['uncordon node/node-1', 'node/node-1 already uncordoned'],
    ['set env sts/web LEVEL=debug', 'statefulset.apps/web env updated'],
    [
      'set resources sts/web -c=app --limits=cpu=1,memory=1Gi --requests cpu=500m',
      'statefulset.apps/web resource requirements updated',
    ],
    ['set resources sts/web -c side --limits=cpu=1', 'error: unable to find container named side'],
    [
      'set resources sts/web --limits=cpu',
      'error: invalid argument syntax cpu, expected <resource>=<quantity>',
    ],
    [
      'set resources sts/web',
      'error: you must specify an update to requests or limits (in the form of --requests/--limits)',
    ],
    ['delete sts', 'error: resource(s) were provided, but no name was specified'],
    [
      'label sts web team=*',
      'error: invalid label value: "team=*": a valid label must be letters, digits, -, _ and ., with a letter or digit at both ends',
    ],
    ['cordon', `error: USAGE: cordon NODE [flags]\nSee 'kubectl cordon -h' for help and examples`],
    ['scale node/node-1 --replicas=2', NO_SCALE],
    ['rollout restart node/node-1', 'error: nodes "node-1" restarting is not supported'],
  ])('%s', (command, text) => {
    expect(aConsole().says(`kubectl ${command}`)).toBe(text)
  })

  it('come from the input, in the namespace of the command', () => {
    const console = aConsole()
    const manifest = aStatefulSet('web', 1)

    expect(console.says('kubectl scale --replicas=2 -f -', manifest)).toBe(
      'statefulset.apps/web scaled',
    )
    expect(console.says('kubectl apply -n shop -f -', manifest)).toBe(
      'statefulset.apps/web created',
    )
    expect(console.says('kubectl get sts -n shop')).toContain('unknown command')
    expect(console.cluster.server.get('statefulsets', 'shop', 'web')).toBeDefined()
  })

  it('are handled although one of them fails', () => {
    const run = aConsole().run('kubectl delete sts nope web')

    expect(run).toMatchObject({
      exitCode: 1,
      output: 'statefulset.apps "web" deleted from default namespace\n',
      errors: 'Error from server (NotFound): statefulsets.apps "nope" not found\n',
    })
  })

  it('may be told by their names alone', () => {
    expect(aConsole().says('kubectl scale sts --all --replicas=2 -o name')).toBe(
      'statefulset.apps/cache\nstatefulset.apps/web',
    )
  })

  it('are left alone where nobody knows how to print them', () => {
    const console = aConsole()
    const before = console.cluster.server.resourceVersion

    expect(console.says('kubectl scale sts --all --replicas=2 -o table')).toBe(
      'error: unable to match a printer suitable for the output format "table"',
    )
    expect(console.cluster.server.resourceVersion).toBe(before)
  })
})

const NO_SCALE = 'Error from server (NotFound): the server could not find the requested resource'

describe('a dry run', () => {
  it.each([
    ['scale sts/web --replicas=5 --dry-run=client', 'statefulset.apps/web scaled (dry run)'],
    ['scale sts/web --replicas=5 --dry-run=server', 'statefulset.apps/web scaled (server dry run)'],
    ['delete pod web-0 --dry-run=client', 'pod "web-0" deleted from default namespace (dry run)'],
    ['set image sts/web app=app:2 --dry-run', 'statefulset.apps/web image updated (dry run)'],
    ['cordon node-1 --dry-run=server', 'node/node-1 cordoned (server dry run)'],
  ])('changes nothing: %s', (command, text) => {
    const console = aConsole()
    const before = console.cluster.server.resourceVersion

    expect(console.says(`kubectl ${command}`)).toBe(text)
    expect(console.cluster.server.resourceVersion).toBe(before)
  })

  it('is refused where nobody knows what it means', () => {
    expect(aConsole().says('kubectl delete sts web --dry-run=maybe')).toBe(
      'error: Invalid dry-run value (maybe). Must be "none", "server", or "client".',
    )
  })
})

describe('a patch of the status', () => {
  it('reaches conditions of a node', () => {
    const console = aConsole()
    const patch = '{"status":{"conditions":[{"type":"MemoryPressure","status":"True"}]}}'

    expect(
      console.says(`kubectl patch node node-1 --subresource=status --type=merge -p '${patch}'`),
    ).toBe('node/node-1 patched')
    expect(console.cluster.server.get('nodes', '', 'node-1')?.spec.taints).toContainEqual(
      expect.objectContaining({ key: 'node.kubernetes.io/memory-pressure' }),
    )
  })

  it('may be written in YAML', () => {
    expect(aConsole().says(`kubectl patch sts web -p 'spec: {replicas: 0}'`)).toBe(
      'statefulset.apps/web patched',
    )
  })
})

describe('an eviction', () => {
  it.each([
    { eviction: { metadata: { name: 'web-0' } }, text: '"status":"Success"' },
    {
      eviction: { metadata: { name: 'web-0' }, deleteOptions: { preconditions: { uid: 'x' } } },
      text: 'Error from server (Conflict)',
    },
    {
      eviction: { metadata: { name: 'cache-0' } },
      text: 'Error from server (BadRequest): name in URL does not match name in Eviction object',
    },
  ])('of the pod that is meant: $text', ({ eviction, text }) => {
    const path = '/api/v1/namespaces/default/pods/web-0/eviction'

    expect(aConsole().says(`kubectl create --raw ${path} -f -`, eviction)).toContain(text)
  })
  it('is asked for again as long as the budget has not been looked at', () => {
    const console = aConsole()
    console.run('kubectl apply -f -', aDaemonSet('agent'))
    const [pod] = [...console.cluster.server.list('pods').values()].filter(
      ({ identity }) => identity.generateName === 'agent-',
    )
    const name = pod?.identity.name ?? ''
    const ready = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] }
    const patch = JSON.stringify({ status: ready })
    console.run(`kubectl patch pod/${name} --subresource=status --type=merge -p '${patch}'`)
    console.run('kubectl apply -f -', {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'agent' },
      spec: { selector: { matchLabels: { app: 'agent' } }, maxUnavailable: 1 },
    })
    const path = `/api/v1/namespaces/default/pods/${name}/eviction`

    const run = console.run(`kubectl create --raw ${path} -f -`)
    expect(run.exitCode).toBeUndefined()
    const change = '{"spec":{"maxUnavailable":null,"minAvailable":0}}'
    console.run(`kubectl patch pdb agent --type=merge -p '${change}'`)
    console.wait(10)

    expect(run.output).toContain('"status":"Success"')
    expect(run.exitCode).toBe(0)
  })
})

describe('a raw binding', () => {
  const path = '/api/v1/namespaces/default/pods/loose/binding'
  const binding = { metadata: { name: 'loose' }, target: { kind: 'Node', name: 'node-2' } }

  it('puts a pod on a node, once', () => {
    const console = aConsole()
    console.run('kubectl apply -f -', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'loose' },
      spec: { schedulerName: 'none', containers: [{ name: 'app', image: 'app:1' }] },
    })

    expect(console.says(`kubectl create --raw ${path} -f -`, binding)).toContain('Success')
    expect(console.cluster.server.get('pods', 'default', 'loose')?.nodeName).toBe('node-2')
    expect(console.says(`kubectl create --raw ${path} -f -`, binding)).toBe(
      'Error from server (Conflict): Operation cannot be fulfilled on pods/binding "loose": ' +
        'pod loose is already assigned to node "node-2"',
    )
  })
})
