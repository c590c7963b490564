import { type JsonObject, apiServerConfiguration, resolveFeatureGates } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { aDaemonSet, aTemplate, refusalsOnCreate } from './manifests.ts'

const VOLUMES = [{ name: 'data', emptyDir: {} }]
const HOST_PATH_AND_MORE = { name: 'data', emptyDir: {}, hostPath: { path: '/x' } }
const NODE_TERMS =
  'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms'
const POD_TERMS = 'affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution'

describe('the metadata of a template', () => {
  it.each([
    ['a bad label', { labels: { app: 'web', 'a/b/c': 'd' } }, ['Invalid labels "a/b/c"']],
    ['a bad annotation', { annotations: { 'a b': 'x' } }, ['Invalid annotations "a b"']],
    [
      'an unknown seccomp profile',
      { annotations: { 'seccomp.security.alpha.kubernetes.io/pod': 'x' } },
      ['Invalid annotations.seccomp.security.alpha.kubernetes.io/pod "x"'],
    ],
    [
      'a seccomp profile of the node',
      { annotations: { 'seccomp.security.alpha.kubernetes.io/pod': 'localhost/a/b' } },
      [],
    ],
    [
      'an unknown AppArmor profile',
      { annotations: { 'container.apparmor.security.beta.kubernetes.io/app': 'bogus' } },
      ['Invalid annotations[container.apparmor.security.beta.kubernetes.io/app] "bogus"'],
    ],
    [
      'an AppArmor profile for nobody',
      { annotations: { 'container.apparmor.security.beta.kubernetes.io/x': 'unconfined' } },
      ['Invalid annotations[container.apparmor.security.beta.kubernetes.io/x] "x"'],
    ],
    [
      'a deletion cost that is no number',
      { annotations: { 'controller.kubernetes.io/pod-deletion-cost': '+1' } },
      ['Invalid annotations[controller.kubernetes.io/pod-deletion-cost] "+1"'],
    ],
  ])('with %s', (_title, metadata, refusals) => {
    const template = aTemplate({ volumes: VOLUMES }, metadata)

    expect(refusalsOnCreate(aDaemonSet({ template }))).toEqual(
      refusals.map((refusal) => refusal.replace(' ', ' spec.template.')),
    )
  })
})

describe('names in a pod spec', () => {
  it.each([
    ['nodeName', 'Bad_Node'],
    ['hostname', 'a.b'],
    ['subdomain', 'Bad_'],
    ['serviceAccountName', '-x'],
    ['priorityClassName', 'Bad_Name'],
    ['runtimeClassName', 'a b'],
  ])('refuses %s: %s', (field, name) => {
    expect(podRefusals({ [field]: name })).toEqual([`Invalid ${field} "${name}"`])
  })

  it('takes any scheduler', () => {
    expect(podRefusals({ schedulerName: 'Bad_Name' })).toEqual([])
  })
})

describe('volumes of a pod', () => {
  it.each([
    ['two sources', [HOST_PATH_AND_MORE], 'Forbidden volumes[0].hostPath'],
    [
      'a negative size',
      [{ name: 'data', emptyDir: { sizeLimit: '-1' } }],
      'Forbidden volumes[0].emptyDir.sizeLimit',
    ],
    ['no path', [{ name: 'data', hostPath: { path: '' } }], 'Required volumes[0].hostPath.path'],
    [
      'a way up',
      [{ name: 'data', hostPath: { path: '/a/../b' } }],
      'Invalid volumes[0].hostPath.path "/a/../b"',
    ],
    [
      'an unknown type of path',
      [{ name: 'data', hostPath: { path: '/a', type: 'Disk' } }],
      'NotSupported volumes[0].hostPath.type "Disk"',
    ],
    ['no secret', [{ name: 'data', secret: {} }], 'Required volumes[0].secret.secretName'],
    ['no server', [{ name: 'data', nfs: { path: '/' } }], 'Required volumes[0].nfs.server'],
  ])('with %s are not found by mounts', (_title, volumes, refusal) => {
    expect(podRefusals({ volumes })).toEqual([
      'NotFound containers[0].volumeMounts[0].name "data"',
      refusal,
    ])
  })

  it('are empty directories when they have no source', () => {
    expect(podRefusals({ volumes: [{ name: 'data' }] })).toEqual([])
  })

  it('have names of their own', () => {
    expect(podRefusals({ volumes: [...VOLUMES, ...VOLUMES] })).toEqual([
      'Duplicate volumes[1].name "data"',
    ])
  })
})

describe('placement of a pod', () => {
  it.each([
    [
      'a bad node label',
      { nodeSelector: { a: 'bad value!' } },
      ['Invalid nodeSelector "bad value!"'],
    ],
    ['no node term', nodeAffinity({ nodeSelectorTerms: [] }), [`Required ${NODE_TERMS}`]],
    [
      'In without values',
      nodeAffinity({ nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'In' }] }] }),
      [`Required ${NODE_TERMS}[0].matchExpressions[0].values`],
    ],
    [
      'a field that is not the name',
      nodeAffinity({
        nodeSelectorTerms: [
          { matchFields: [{ key: 'metadata.uid', operator: 'In', values: ['a'] }] },
        ],
      }),
      [`Invalid ${NODE_TERMS}[0].matchFields[0].key "metadata.uid"`],
    ],
    [
      'pods near nothing',
      {
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: '' }],
          },
        },
      },
      [`Invalid ${POD_TERMS}[0].topologyKey ""`, `Required ${POD_TERMS}[0].topologyKey`],
    ],
    [
      'an uneven spread',
      { topologySpreadConstraints: [{ maxSkew: 0, topologyKey: '', whenUnsatisfiable: 'Bogus' }] },
      [
        'Invalid topologySpreadConstraints[0].maxSkew 0',
        'Required topologySpreadConstraints[0].topologyKey',
        'NotSupported topologySpreadConstraints[0].whenUnsatisfiable "Bogus"',
      ],
    ],
    [
      'one gate twice',
      { schedulingGates: [{ name: 'a' }, { name: 'a' }] },
      ['Duplicate schedulingGates[1] "a"'],
    ],
  ])('with %s', (_title, spec, refusals) => {
    expect(podRefusals(spec)).toEqual(refusals)
  })
})

describe('tolerations of a pod', () => {
  it.each([
    [{ operator: 'Exists' }, []],
    [{ key: 'a b', operator: 'Exists' }, ['Invalid tolerations[0].key "a b"']],
    [{ operator: 'Equal', value: 'x' }, ['Invalid tolerations[0].operator "Equal"']],
    [{ key: 'a', operator: 'Exists', value: 'x' }, ['Invalid tolerations[0].operator "x"']],
    [{ key: 'a', operator: 'Gt', value: '3' }, ['NotSupported tolerations[0].operator "Gt"']],
    [{ key: 'a', effect: 'Bogus' }, ['NotSupported tolerations[0].effect "Bogus"']],
    [{ key: 'a', tolerationSeconds: 3 }, ['Invalid tolerations[0].effect ""']],
    [{ key: 'a', effect: 'NoExecute', tolerationSeconds: -3 }, []],
  ])('%j', (toleration, refusals) => {
    expect(podRefusals({ tolerations: [toleration] })).toEqual(refusals)
  })

  it('may compare numbers where the gate is on', () => {
    const gates = resolveFeatureGates('1.37', { TaintTolerationComparisonOperators: true })
    const configuration = apiServerConfiguration('1.37', { gates })
    const of = (value: string) => ({ tolerations: [{ key: 'a', operator: 'Gt', value }] })

    expect(podRefusals(of('3'), configuration)).toEqual([])
    expect(podRefusals(of('x'), configuration)).toEqual(['Invalid tolerations[0].value "x"'])
  })
})

describe('the rest of a pod spec', () => {
  it.each([
    [{ dnsPolicy: 'bogus' }, ['NotSupported dnsPolicy "bogus"']],
    [{ dnsPolicy: 'None' }, ['Required dnsConfig']],
    [{ dnsPolicy: 'None', dnsConfig: {} }, ['Required dnsConfig.nameservers']],
    [{ dnsPolicy: 'None', dnsConfig: { nameservers: ['1.1.1.1'] } }, []],
    [{ dnsConfig: { searches: ['a_b.c.', '.'] } }, []],
    [{ dnsConfig: { searches: ['A'] } }, ['Invalid dnsConfig.searches[0] "A"']],
    [{ hostPID: true, shareProcessNamespace: true }, ['Invalid shareProcessNamespace true']],
    [{ ephemeralContainers: [{ name: 'debug', image: 'x' }] }, ['Forbidden ephemeralContainers']],
    [{ preemptionPolicy: 'Ever' }, ['NotSupported preemptionPolicy "Ever"']],
    [{ securityContext: { fsGroup: -1 } }, ['Invalid securityContext.fsGroup -1']],
    [
      { securityContext: { supplementalGroups: [1, -1] } },
      ['Invalid securityContext.supplementalGroups[1] -1'],
    ],
    [
      { securityContext: { sysctls: [{ name: 'a b', value: '1' }] } },
      ['Invalid securityContext.sysctls[0].name "a b"'],
    ],
    [
      { securityContext: { fsGroupChangePolicy: 'Bogus' } },
      ['NotSupported securityContext.fsGroupChangePolicy "Bogus"'],
    ],
  ])('%j', (spec, refusals) => {
    expect(podRefusals(spec)).toEqual(refusals)
  })
})

function nodeAffinity(required: JsonObject): JsonObject {
  return {
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } },
  }
}

/** Refusals of a DaemonSet whose pods have this in their spec, told without the path to it. */
function podRefusals(spec: JsonObject, configuration = apiServerConfiguration('1.37')): string[] {
  const template = aTemplate({ volumes: VOLUMES, ...spec })
  const refusals = refusalsOnCreate(aDaemonSet({ template }), configuration)
  return refusals.map((refusal) => refusal.replace(' spec.template.spec.', ' '))
}
