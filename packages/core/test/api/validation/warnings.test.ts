import { type JsonObject, prepareForCreate, warningsOnCreate } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { aClaim, aContainer, aStatefulSet, aTemplate } from './manifests.ts'

const TERM = { topologyKey: 'zone' }
const SPREAD = { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }

describe('warnings on a new StatefulSet', () => {
  it('are none when nothing is odd', () => {
    expect(warningsOf(aStatefulSet())).toEqual([])
  })

  it.each([
    [
      'keeps every revision',
      aStatefulSet({ revisionHistoryLimit: -1 }),
      'spec.revisionHistoryLimit: keeps every revision, being negative',
    ],
    [
      'has a negative grace period',
      withPodSpec({ terminationGracePeriodSeconds: -1 }),
      'spec.template.spec.terminationGracePeriodSeconds: counts as 1, being negative',
    ],
    [
      'spreads over no pods',
      withPodSpec({ topologySpreadConstraints: [SPREAD] }),
      'spec.template.spec.topologySpreadConstraints[0].labelSelector: selects no pods, being unset',
    ],
    [
      'keeps away from no pods',
      withPodSpec({
        affinity: {
          podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [TERM] },
        },
      }),
      'spec.template.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector: selects no pods, being unset',
    ],
    [
      'asks for a tenth of a byte',
      withContainer({ resources: { requests: { memory: '100m' } } }),
      'spec.template.spec.containers[0].resources.requests[memory]: is not a whole number of bytes',
    ],
    [
      'claims half a byte',
      aStatefulSet({
        volumeClaimTemplates: [aClaim({ resources: { requests: { storage: '1500m' } } })],
      }),
      'spec.volumeClaimTemplates[0].spec.resources.requests[storage]: is not a whole number of bytes',
    ],
    [
      'has a variable twice',
      withContainer({ env: [{ name: 'A' }, { name: 'A' }] }),
      'spec.template.spec.containers[0].env[1]: hides an earlier A',
    ],
    [
      'has the name of a port twice',
      withContainer({
        ports: [
          { containerPort: 80, name: 'a' },
          { containerPort: 81, name: 'a' },
        ],
      }),
      'spec.template.spec.containers[0].ports[1]: has the same name a as spec.template.spec.containers[0].ports[0]',
    ],
    [
      'sets seccomp by annotation',
      aStatefulSet({
        template: aTemplate(
          {},
          { annotations: { 'seccomp.security.alpha.kubernetes.io/pod': 'unconfined' } },
        ),
      }),
      'spec.template.metadata.annotations[seccomp.security.alpha.kubernetes.io/pod]: securityContext.seccompProfile has taken its place',
    ],
    [
      'sets AppArmor by annotation',
      aStatefulSet({
        template: aTemplate(
          {},
          { annotations: { 'container.apparmor.security.beta.kubernetes.io/app': 'unconfined' } },
        ),
      }),
      'spec.template.metadata.annotations[container.apparmor.security.beta.kubernetes.io/app]: securityContext.appArmorProfile has taken its place',
    ],
  ])('tell that it %s', (_title, manifest, warning) => {
    expect(warningsOf(manifest)).toEqual([warning])
  })
})

function withPodSpec(podSpec: JsonObject): JsonObject {
  return aStatefulSet({ template: aTemplate(podSpec) })
}

function withContainer(fields: JsonObject): JsonObject {
  return withPodSpec({ containers: [aContainer(fields)] })
}

function warningsOf(manifest: JsonObject): readonly string[] {
  return warningsOnCreate('StatefulSet', prepareForCreate('StatefulSet', manifest, '1.37'))
}
