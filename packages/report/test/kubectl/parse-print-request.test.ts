import { describe, expect, it } from 'vitest'
import type { FieldSelector } from '@seatrial/scenarios'
import { type OutputForm, TABLE } from '../../src/kubectl/request/output-form.ts'
import { parsePrintRequest } from '../../src/kubectl/request/parse-print-request.ts'
import { type GetRequest, PrintRequestError } from '../../src/kubectl/request/print-request.ts'

const WIDE: OutputForm = { type: 'table', wide: true }

const GET: GetRequest = {
  verb: 'get',
  kinds: ['Pod'],
  names: [],
  namespace: 'default',
  allNamespaces: false,
  selector: undefined,
  matchesFields: expect.any(Function) as FieldSelector,
  form: TABLE,
  watch: false,
  showLabels: false,
  labelColumns: [],
  noHeaders: false,
  sortBy: undefined,
  ignoreNotFound: false,
  watchEvents: false,
}

function errorOf(request: string): PrintRequestError {
  try {
    parsePrintRequest(request)
  } catch (error) {
    if (error instanceof PrintRequestError) return error
    throw error
  }
  throw new Error(`"${request}" was taken`)
}

const A_KIND =
  'a kind that can be printed (po, sts, ds, no, pvc, pv, pdb, controllerrevisions, ns, quota, ev, svc, sc)'
const A_FLAG =
  'a flag that can be printed with (--all-namespaces, --field-selector, --for, ' +
  '--ignore-not-found, --label-columns, --namespace, --no-headers, --output, ' +
  '--output-watch-events, --revision, --selector, --show-labels, --sort-by, --timeout, --types, ' +
  '--watch)'

describe('parsePrintRequest', () => {
  const gets: readonly (readonly [string, Partial<GetRequest>])[] = [
    ['get po -w', { watch: true }],
    ['get po --watch=true', { watch: true }],
    ['get po --watch=false', { watch: false }],
    ['  kubectl   get pods --watch ', { watch: true }],
    ['get Pod -o wide', { form: WIDE }],
    ['get -owide po', { form: WIDE }],
    ['get po -o=wide', { form: WIDE }],
    ['get po --output=wide', { form: WIDE }],
    ['get po -A --show-labels', { allNamespaces: true, showLabels: true }],
    ['get po -n kube-system', { namespace: 'kube-system' }],
    ['get po --namespace=a -n b', { namespace: 'b' }],
    ['get po web-1 web-0', { names: ['web-1', 'web-0'] }],
    ['get po/web-0 pods/web-1', { names: ['web-0', 'web-1'] }],
    ['get pv,pvc', { kinds: ['PersistentVolume', 'PersistentVolumeClaim'] }],
    ['get sts,pods,statefulsets.apps', { kinds: ['StatefulSet', 'Pod'] }],
    ['get ds,no,pdb', { kinds: ['DaemonSet', 'Node', 'PodDisruptionBudget'] }],
    ['get controllerrevisions', { kinds: ['ControllerRevision'] }],
    ['get po -L app,tier --no-headers', { labelColumns: ['app', 'tier'], noHeaders: true }],
    ['get po -o name --ignore-not-found', { form: { type: 'name' }, ignoreNotFound: true }],
    ['get po -o json', { form: { type: 'json' } }],
    ['get po -o yaml', { form: { type: 'yaml' } }],
    [
      'get po --sort-by={.metadata.name}',
      {
        sortBy: [
          { type: 'key', key: 'metadata' },
          { type: 'key', key: 'name' },
        ],
      },
    ],
    ['get po -w --output-watch-events', { watch: true, watchEvents: true }],
  ]

  it.each(gets)('reads "%s"', (request, expected) => {
    expect(parsePrintRequest(request)).toEqual({ ...GET, ...expected })
  })

  it.each([
    'rollout status sts/web',
    'kubectl rollout status statefulset web',
    'rollout -n default status statefulsets.apps/web',
  ])('reads "%s"', (request) => {
    expect(parsePrintRequest(request)).toEqual({
      verb: 'rollout status',
      kind: 'StatefulSet',
      name: 'web',
      namespace: 'default',
      watch: true,
      timeout: undefined,
    })
  })

  it.each([
    ['rollout status ds/agent --watch=false', { watch: false }],
    ['rollout status ds/agent -w --revision=2', { watch: true }],
    ['rollout history ds/agent', { revision: undefined }],
    ['rollout history ds/agent --revision=3', { revision: 3 }],
    ['rollout history ds/agent --revision 0', { revision: undefined }],
  ])('reads the flags of "%s"', (request, expected) => {
    expect(parsePrintRequest(request)).toMatchObject({ kind: 'DaemonSet', ...expected })
  })

  it.each([
    ['events', { namespace: 'default', subject: undefined, types: [], noHeaders: false }],
    ['events -A --no-headers', { allNamespaces: true, noHeaders: true }],
    [
      'kubectl events --for=sts/web -n shop --types warning',
      { subject: { kind: 'StatefulSet', name: 'web' }, namespace: 'shop', types: ['Warning'] },
    ],
  ])('reads "%s"', (request, expected) => {
    expect(parsePrintRequest(request)).toMatchObject({ verb: 'events', ...expected })
  })

  it.each([
    ['get po -l app=web,tier!=db', 'app=web,tier notin (db)'],
    ["get po -l 'tier in (db, web),!canary,app'", 'app,!canary,tier in (db,web)'],
    ['get po --selector="tier notin (db),app==web"', 'app=web,tier notin (db)'],
    ['get po -l ""', '<none>'],
  ])('reads the selector of %s', (request, text) => {
    const get = parsePrintRequest(request) as GetRequest

    expect(String(get.selector)).toBe(text)
  })

  const errors: readonly (readonly [string, number, string, string?])[] = [
    ['', 1, '"get", "events" or "rollout"'],
    ['gte po', 1, '"get", "events" or "rollout"', 'get'],
    ['get', 4, 'a kind'],
    ['get po,stss -w', 8, A_KIND, 'sts'],
    ['get po -o toml', 11, 'one of wide, name, json, yaml, jsonpath=, custom-columns='],
    ['get po -o jsn', 11, 'one of wide, name, json, yaml, jsonpath=, custom-columns=', 'json'],
    ['get po -o jsonpath={.a', 11, 'a JSONPath template such as {.metadata.name}'],
    ['get po -o custom-columns=NAME', 11, 'columns such as NAME:.metadata.name'],
    ['get po -w -o name', 11, 'a table to watch'],
    ['get po --sort-by=[', 18, 'a path such as .metadata.name'],
    ['get po -o', 10, 'a form of output for --output'],
    ['get po --wacth', 8, A_FLAG, '--watch'],
    ['get po -x', 8, A_FLAG],
    ['get po --watch=no', 8, A_FLAG, '--watch'],
    ['get ev --types Warning', 8, 'no such flag here'],
    ['get po,sts -w', 12, 'one kind and at most one name to watch'],
    ['get po a b -w', 12, 'one kind and at most one name to watch'],
    ['get po a -A', 10, 'either names or all namespaces'],
    ['get po a -l x', 10, 'either names or a label selector'],
    ['get po --output-watch-events', 8, 'this flag only with --watch'],
    ['get po -l "a=b=c"', 11, 'a label selector'],
    ['get po/a sts/b', 10, 'KIND/NAME of the same kind'],
    ['get po/a b', 10, 'KIND/NAME of the same kind'],
    ['get po/', 5, 'KIND/NAME of the same kind'],
    ["get po -l 'a", 11, 'a closing quote to this one'],
    ['events web', 8, 'nothing more'],
    ['events -w', 8, 'no such flag here'],
    ['events --for web', 14, 'KIND/NAME'],
    ['events --types Normal,Warn', 16, 'Normal or Warning'],
    ['rollout stauts sts/web', 9, '"status" or "history"', 'status'],
    ['rollout status po/web', 16, 'statefulset or daemonset'],
    ['rollout status sts', 19, 'a name'],
    ['rollout status sts/web x', 24, 'nothing more'],
    ['rollout status sts/web -A', 24, 'no such flag here'],
    ['rollout history sts/web -w', 25, 'no such flag here'],
    ['rollout history sts/web --revision=one', 36, 'the number of a revision'],
  ]

  it.each(errors.map(([request, ...rest]) => ({ request, rest })))(
    'refuses "$request"',
    ({ request, rest: [position, expected, nearest] }) => {
      const error = errorOf(request)

      expect({ ...error, request: error.request }).toMatchObject({ request, position, expected })
      expect(error.nearest).toBe(nearest)
    },
  )

  it('says in one sentence what is wrong', () => {
    expect(errorOf('get pdo -w').message).toBe(
      `get pdo -w: column 5: expected ${A_KIND}, got "pdo"; did you mean "pod"?`,
    )
    expect(errorOf('rollout').message).toBe(
      'rollout: column 8: expected "status" or "history", got nothing',
    )
  })
})
