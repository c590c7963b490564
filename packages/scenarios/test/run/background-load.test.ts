import { describe, expect, it } from 'vitest'
import { type PodRow, type RunResult, scenario, simulate } from '../../src/index.ts'

const POD = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'main', image: 'main:1' }] },
}

const HOST = 'kubernetes.io/hostname'
const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution'

function deployment(replicas: number) {
  const spec = { replicas, selector: { matchLabels: { app: 'web' } }, template: POD }
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec }
}

function job(parallelism: number, completions: number) {
  const spec = { parallelism, completions, template: POD }
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'report' }, spec }
}

/** An hour of a cluster with these objects, in which that happens after ten minutes. */
function runHour(manifests: readonly object[], then: object = { print: 'get po' }): RunResult {
  const spec = {
    cluster: { profile: 'kind-dev', nodes: [{ name: 'node', count: 3 }], jobDuration: '5m' },
    manifests,
    timeline: [{ at: '10m', then }],
    until: { at: '1h' },
  }
  return simulate(scenario(JSON.stringify({ kind: 'Scenario', spec })), { check: true })
}

function pods({ pods: rows }: RunResult, name: string): readonly PodRow[] {
  return rows.filter(({ pod }) => pod.startsWith(`${name}-`))
}

/** How many of the pods were running at that time, in minutes. */
function runningAt(rows: readonly PodRow[], minute: number): number {
  const time = minute * 60e6
  return rows.filter(
    ({ at }) => (at.running ?? Infinity) <= time && (at.deleted ?? Infinity) > time,
  ).length
}

describe('a Deployment in the background', () => {
  it('BL-D1 keeps as many pods as it asks for, on nodes that are there', () => {
    const rows = pods(runHour([deployment(5)], { removeNode: 'node-0' }), 'web')

    expect(runningAt(rows, 9)).toBe(5)
    expect(runningAt(rows, 30)).toBe(5)
    const present = rows.filter(({ at }) => at.gone === undefined)
    expect(new Set(present.map(({ node }) => node))).toEqual(new Set(['node-1', 'node-2']))
  })

  it('BL-D2 replaces a pod at once that still terminates', () => {
    const [first] = pods(runHour([deployment(1)]), 'web')
    const rows = pods(runHour([deployment(1)], { deletePod: first?.pod }), 'web')

    const [gone, successor] = rows
    expect(rows).toHaveLength(2)
    expect(successor?.at.created).toBeLessThan(gone?.at.gone ?? 0)
  })

  it('BL-D3 takes the surplus away, those without a node first', () => {
    const pinned = deployment(4)
    const affinity = { podAntiAffinity: { [REQUIRED]: [{ topologyKey: HOST, labelSelector: {} }] } }
    pinned.spec.template = { ...POD, spec: { ...POD.spec, affinity } } as typeof POD
    const fewer = { ...pinned, spec: { ...pinned.spec, replicas: 2 } }
    const rows = pods(runHour([pinned], { apply: fewer }), 'web')

    expect([9, 30].map((minute) => runningAt(rows, minute))).toEqual([3, 2])
    const deleted = rows.filter(({ at }) => at.deleted !== undefined)
    expect(deleted.filter(({ at }) => at.scheduled === undefined)).toHaveLength(1)
    expect(deleted).toHaveLength(2)
  })

  it('BL-D4 goes with its pods', () => {
    const rows = pods(runHour([deployment(3)], { delete: 'deployment/web' }), 'web')

    expect(rows.filter(({ at }) => at.gone === undefined)).toEqual([])
    expect(rows).toHaveLength(3)
  })

  it('BL-D5 has its pods guarded by their budget', () => {
    const budget = {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'web' },
      spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'web' } } },
    }
    const rows = pods(
      runHour([deployment(6), budget], { drain: { nodes: ['node-0', 'node-1'] } }),
      'web',
    )

    const evicted = rows.filter(({ ending }) => ending === 'evicted')
    expect(evicted.length).toBeGreaterThan(1)
    const deletions = evicted.map(({ at }) => Math.round((at.deleted ?? 0) / 1e6))
    expect(new Set(deletions).size).toBe(evicted.length)
  })
})

describe('a Deployment in the background that is changed', () => {
  it('BL-D6 has the new template for new pods only', () => {
    const changed = deployment(2)
    changed.spec.template = { ...POD, spec: { containers: [{ name: 'main', image: 'main:2' }] } }
    const rows = pods(runHour([deployment(1)], { apply: changed }), 'web')

    expect(rows).toHaveLength(2)
    expect(rows.filter(({ at }) => at.gone === undefined)).toHaveLength(2)
    expect(new Set(rows.map(({ pod }) => pod.split('-')[1])).size).toBe(2)
  })
})

describe('a pod in the background that is refused', () => {
  it('BL-R1 is asked for again until there is room in the quota', () => {
    const quota = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'few' },
      spec: { hard: { pods: '1' } },
    }
    const rows = pods(
      runHour([quota, deployment(3)], { kubectl: 'kubectl delete quota few' }),
      'web',
    )

    expect([9, 11].map((minute) => runningAt(rows, minute))).toEqual([1, 3])
  })
})

describe('a Job in the background', () => {
  it('BL-J1 runs its pods to their end, so many at once, and no more', () => {
    const rows = pods(runHour([job(2, 6)]), 'report')

    expect(rows).toHaveLength(6)
    expect(runningAt(rows, 4)).toBe(2)
    expect(rows.every(({ at }) => at.gone !== undefined)).toBe(true)
    for (const { at } of rows) expect((at.deleted ?? 0) - (at.running ?? 0)).toBeGreaterThan(299e6)
  })

  it('BL-J2 replaces a pod that is lost before its end', () => {
    const rows = pods(
      runHour([job(3, 6)], { removeNode: { nodes: { count: 1, labels: {} } } }),
      'report',
    )

    expect(rows.filter(({ endedBy }) => endedBy === 'background-load')).toHaveLength(6)
  })

  it('BL-J3 has no pods while it is suspended', () => {
    const { spec, ...rest } = job(2, 2)
    const suspended = { ...rest, spec: { ...spec, suspend: true } }

    expect(pods(runHour([suspended]), 'report')).toEqual([])
  })
})
