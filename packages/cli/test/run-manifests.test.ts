import { describe, expect, it } from 'vitest'
import { printedCluster, printedPods } from './a-cluster.ts'
import { KAFKA, SECRET } from './kafka.ts'
import { ONCE, aFile, seatrial } from './seatrial.ts'

/** The first line of what a run of these manifests prints. */
async function answerOf(flags: readonly string[], manifests = KAFKA): Promise<string> {
  const { out, err, code } = await seatrial([
    'run',
    ...ONCE,
    aFile('kafka.yaml', manifests),
    ...flags,
  ])
  expect(err).toBe('')
  expect(code).toBe(0)
  return out.slice(0, out.indexOf('\n'))
}

describe('seatrial run MANIFEST', () => {
  it('restarts what there is, warm, and answers in the first line', async () => {
    expect(await answerOf(['--ready', '20s', '--terminate', '5s'])).toMatch(
      /^statefulset\/kafka rolled out in (?:about \d+ s|1m \d\ds)$/,
    )
  })

  it('fits on one screen', async () => {
    const { out } = await seatrial(['run', ...ONCE, aFile('kafka.yaml', KAFKA)])
    const lines = out.trimEnd().split('\n')

    expect(lines.length).toBeLessThanOrEqual(40)
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100)
  })

  it('takes a new image, a field, a number of replicas', async () => {
    expect(await answerOf(['--image', 'kafka=kafka:4.2'])).toMatch(/rolled out in/)
    expect(await answerOf(['--set', 'spec.template.metadata.labels.tier=x'])).toMatch(/rolled out/)
    expect(await answerOf(['--scale', 'sts/kafka=5'])).toMatch(/was scaled to 5 in/)
    expect(await answerOf(['--scale', 'sts/kafka=1'])).toMatch(/was scaled to 1 in/)
  })

  it('takes the next version of the manifests', async () => {
    const next = aFile('next.yaml', KAFKA.replace('kafka:4.1', 'kafka:4.2'))

    expect(await answerOf(['--apply', next])).toMatch(/rolled out in/)
    const { out } = await seatrial(['run', ...ONCE, next, '--apply', next])
    expect(out).toMatch(/^nothing was rolled out: no change replaces a pod\n/)
    expect(out).toContain('--image kafka=IMAGE:TAG')
  })

  it('needs something in the next version', async () => {
    const next = aFile('next.yaml', '# to be written\n')
    const { err, code } = await seatrial(['run', aFile('kafka.yaml', KAFKA), '--apply', next])

    expect(code).toBe(2)
    expect(err).toBe(`${next}: expected the next version of the manifests, got nothing\n`)
  })

  it('proposes one image where the one that is given is there already', async () => {
    const { out } = await seatrial([
      'run',
      aFile('kafka.yaml', KAFKA),
      ...ONCE,
      '--image',
      'kafka=kafka:4.1',
    ])

    expect(out.match(/--image/g)).toHaveLength(1)
  })

  it('measures the creation with --create', async () => {
    expect(await answerOf(['--create'])).toMatch(/^statefulset\/kafka was created in/)
  })

  it('goes by cluster, version, seed and what is known of the pods', async () => {
    const flags = ['--nodes', '4', '--profile', 'edge', '--kubernetes', '1.34', '--seed', 'x']
    const file = aFile('kafka.yaml', KAFKA)
    const { out } = await seatrial(['run', ...ONCE, file, ...flags, '--ready', '25s..65s'])

    expect(out).toContain('with seed x, Kubernetes 1.34, profile edge\n')
    expect(out).toContain('latencies: 1 given, 0 observed')
  })

  it('names once what does not matter, and never shows what is in it', async () => {
    const file = aFile('all.yaml', `${SECRET}---\n${KAFKA}---\n${SECRET}`)
    const { out, err } = await seatrial([
      'run',
      ...ONCE,
      file,
      '--json',
      '--print',
      'get po -o wide',
    ])

    expect(err).toBe('left out: Secret\n')
    expect(out + err).not.toContain('hunter2')
    expect(out + err).not.toContain('aHVudGVyMg')
  })

  it('says of fields that would matter that they are not simulated', async () => {
    const gates = KAFKA.replace(
      '    spec:\n      cont',
      '    spec:\n      readinessGates: [{ conditionType: x }]\n      cont',
    )
    const { err } = await seatrial([
      'run',
      ...ONCE,
      aFile('kafka.yaml', gates),
      '--set',
      'spec.minReadySeconds=1',
    ])

    expect(err).toContain('not simulated: spec.template.spec.readinessGates of statefulset/kafka (')
  })

  it('may be checked on the way', async () => {
    const { code, err } = await seatrial(['run', ...ONCE, aFile('kafka.yaml', KAFKA), '--check'])

    expect([code, err]).toEqual([0, ''])
  })

  it('reads several files together', async () => {
    const pdb =
      'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: kafka }\n' +
      'spec: { maxUnavailable: 1, selector: { matchLabels: { app: kafka } } }\n'
    const { code, out } = await seatrial([
      'run',
      ...ONCE,
      aFile('a.yaml', pdb),
      aFile('b.yaml', KAFKA),
    ])

    expect(code).toBe(0)
    expect(out).toMatch(/^statefulset\/kafka rolled out/)
  })
})

describe('standard input', () => {
  const template = `# Source: chart/templates/kafka.yaml\n${KAFKA}---\n# Source: empty\n---\n${SECRET}`

  it('is - among the files, as helm template writes it', async () => {
    const { code, out } = await seatrial(['run', ...ONCE, '-'], { input: template })

    expect(code).toBe(0)
    expect(out).toMatch(/^statefulset\/kafka rolled out/)
    expect(out).toContain('Try next      … | seatrial ')
  })

  it.each([
    ['CRLF and a byte-order mark', Buffer.from(`\uFEFF${template.replaceAll('\n', '\r\n')}`)],
    ['UTF-16, as PowerShell writes it', Buffer.from(`\uFEFF${template}`, 'utf16le')],
  ])('may have %s', async (_title, input) => {
    expect((await seatrial(['run', ...ONCE, '-'], { input })).code).toBe(0)
  })

  it('may be what kubectl prints of a cluster: its nodes and volumes are the cluster', async () => {
    const flags = ['--image', 'kafka=kafka:4.2', '--print', 'get no,pv', '--print', 'get sts -A']
    const { code, out } = await seatrial(['run', ...ONCE, '-', ...flags], {
      input: printedCluster(),
    })

    expect(code).toBe(0)
    expect(out.match(/^[\w/-]+/gm)).toEqual([
      'NAME',
      'node/n1',
      'node/n2',
      'node/n3',
      'NAME',
      'persistentvolume/pvc-0',
      'persistentvolume/pvc-1',
      'persistentvolume/pvc-2',
      'NAMESPACE',
      'shop',
    ])
    expect(out).toMatch(/pvc-2 .* Bound +shop\/data-kafka-2 /)
    expect(out).toMatch(/^shop +kafka +3\/3 /m)
  })

  it('may be pods that run, on nodes that nobody has printed', async () => {
    const { code, out } = await seatrial(['run', ...ONCE, '-', '--print', 'get po -A -o wide'], {
      input: printedPods(),
    })

    expect(code).toBe(0)
    expect(out.match(/ n\d /g)).toEqual([' n0 ', ' n1 ', ' n2 '])
  })

  it('is there once', async () => {
    const { code, err } = await seatrial(['run', ...ONCE, '-', '--observed', '-'], { input: KAFKA })

    expect(code).toBe(2)
    expect(err).toBe('-: expected standard input once, got 2 times\n')
  })

  it('is text', async () => {
    const { code, err } = await seatrial(['run', ...ONCE, '-'], {
      input: Buffer.from([0x66, 0xff, 0x00]),
    })

    expect(code).toBe(2)
    expect(err).toBe('-: expected a file that can be read, got something that is not UTF-8\n')
  })
})

describe('--observed', () => {
  it('takes the times of real pods, and says from how many', async () => {
    const pods = aFile(
      'pods.json',
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [pod(0), pod(1)] }),
    )
    const { out, err } = await seatrial([
      'run',
      ...ONCE,
      aFile('kafka.yaml', KAFKA),
      '--observed',
      pods,
      '--json',
    ])
    const { latencies } = JSON.parse(out) as { latencies: { stages: readonly object[] } }

    expect(latencies.stages).toContainEqual({
      of: 'statefulset/kafka',
      stage: 'applicationReady',
      origin: 'observed',
      observations: 2,
      source: null,
    })
    expect(err).toBe(
      'observed: start (2 pods), imagePull (2 pods), applicationReady (2 pods) of statefulset/kafka\n' +
        'still assumed: termination of statefulset/kafka (pods that run have not been terminated)\n',
    )
  })

  function pod(ordinal: number): object {
    const owner = {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      name: 'kafka',
      uid: 'u',
      controller: true,
    }
    const condition = (type: string, second: string) => ({
      type,
      status: 'True',
      lastTransitionTime: `2026-01-01T00:00:${second}Z`,
    })
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `kafka-${ordinal}`, namespace: 'default', ownerReferences: [owner] },
      spec: { containers: [{ name: 'kafka' }] },
      status: {
        phase: 'Running',
        conditions: [
          condition('PodScheduled', '01'),
          condition('PodReadyToStartContainers', '02'),
          condition('Ready', '30'),
        ],
        containerStatuses: [
          {
            name: 'kafka',
            restartCount: 0,
            state: { running: { startedAt: '2026-01-01T00:00:05Z' } },
          },
        ],
      },
    }
  }
})
