import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type JsonObject,
  KUBERNETES_PROFILES,
  applyDefaults,
  jsonAt,
  resolveFeatureGates,
} from '@seatrial/core'

const TEMPLATE = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'c', image: 'nginx' }] },
}

function statefulSet(spec: JsonObject = {}): JsonObject {
  return {
    kind: 'StatefulSet',
    metadata: { name: 'web' },
    spec: { selector: { matchLabels: { app: 'web' } }, template: TEMPLATE, ...spec },
  }
}

function strategyOf(kind: string, updateStrategy: JsonObject | null): unknown {
  const set = { ...statefulSet(), spec: { template: TEMPLATE, updateStrategy } }
  return jsonAt(applyDefaults(kind, set, '1.37'), 'spec', 'updateStrategy')
}

describe('defaults', () => {
  it('complete a StatefulSet', () => {
    const { spec } = applyDefaults('StatefulSet', statefulSet(), '1.36') as { spec: JsonObject }

    expect(spec).toMatchObject({
      podManagementPolicy: 'OrderedReady',
      replicas: 1,
      revisionHistoryLimit: 10,
      serviceName: '',
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    })
    expect(jsonAt(spec, 'template', 'spec')).toEqual({
      containers: [
        {
          name: 'c',
          image: 'nginx',
          imagePullPolicy: 'Always',
          resources: {},
          terminationMessagePath: '/dev/termination-log',
          terminationMessagePolicy: 'File',
        },
      ],
      dnsPolicy: 'ClusterFirst',
      restartPolicy: 'Always',
      schedulerName: 'default-scheduler',
      securityContext: {},
      terminationGracePeriodSeconds: 30,
    })
  })

  it('give a rolling update its numbers, by kind and by what was written', () => {
    const rolling = { maxUnavailable: 1, partition: 0 }

    expect(strategyOf('StatefulSet', null)).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: rolling,
    })
    expect(strategyOf('StatefulSet', { type: 'RollingUpdate' })).toEqual({ type: 'RollingUpdate' })
    expect(strategyOf('StatefulSet', { type: 'OnDelete', rollingUpdate: {} })).toEqual({
      type: 'OnDelete',
      rollingUpdate: { partition: 0 },
    })
    expect(strategyOf('DaemonSet', { type: 'RollingUpdate' })).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
    })
    expect(strategyOf('DaemonSet', { type: 'OnDelete' })).toEqual({ type: 'OnDelete' })
  })

  it('drop maxUnavailable of a StatefulSet where its gate is off, unless it is in use', () => {
    const set = statefulSet({
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 2 } },
    })
    const gates = resolveFeatureGates('1.36')
    const maxUnavailable = (stored?: JsonObject) =>
      jsonAt(
        applyDefaults('StatefulSet', set, '1.36', gates, stored),
        'spec',
        'updateStrategy',
        'rollingUpdate',
        'maxUnavailable',
      )

    expect(maxUnavailable()).toBeUndefined()
    expect(maxUnavailable(set)).toBe(2)
  })

  it.each([
    ['nginx', 'Always'],
    ['nginx:latest', 'Always'],
    ['nginx:1.27', 'IfNotPresent'],
    ['registry.example.com:5000/team/app', 'Always'],
    [`app@sha256:${'a'.repeat(64)}`, 'IfNotPresent'],
    [`app:latest@sha256:${'a'.repeat(64)}`, 'Always'],
    ['', 'IfNotPresent'],
    ['Not An Image', 'IfNotPresent'],
  ])('pull %s: %s', (image, policy) => {
    const pod = { spec: { containers: [{ name: 'c', image }] } }
    const stored = applyDefaults('Pod', pod, '1.37')

    expect(stored).toMatchObject({ spec: { containers: [{ imagePullPolicy: policy }] } })
  })

  it('leave out what is empty, unless the API holds it by pointer', () => {
    const template = {
      metadata: { annotations: {} },
      spec: {
        affinity: {},
        containers: [{ name: 'c', args: [], env: [{ name: 'E', value: '' }], tty: false }],
        hostNetwork: false,
        shareProcessNamespace: false,
        terminationGracePeriodSeconds: 0,
      },
    }
    const stored = jsonAt(
      applyDefaults('DaemonSet', statefulSet({ template }), '1.37'),
      'spec',
      'template',
    )

    expect(stored).toMatchObject({
      metadata: {},
      spec: { affinity: {}, shareProcessNamespace: false, terminationGracePeriodSeconds: 0 },
    })
    expect(JSON.stringify(stored)).not.toMatch(/annotations|args|hostNetwork|tty|"value"/)
  })

  it('write quantities in their canonical text, resources no finer than a thousandth', () => {
    const resources = { requests: { cpu: '1n', memory: '1024Mi' }, limits: { cpu: 1.5 } }
    const pod = { spec: { containers: [{ name: 'c', resources }] } }
    const stored = applyDefaults('Pod', pod, '1.37')

    expect(JSON.stringify(stored)).toContain(
      '{"requests":{"cpu":"1m","memory":"1Gi"},"limits":{"cpu":"1500m"}}',
    )
  })

  it('make a pod request what it limits, and map its ports to the host', () => {
    const container = {
      name: 'c',
      ports: [{ containerPort: 80 }],
      resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '500m' } },
    }
    const stored = applyDefaults(
      'Pod',
      { spec: { hostNetwork: true, containers: [container] } },
      '1.37',
    )
    const [filled] = jsonAt(stored, 'spec', 'containers') as unknown as JsonObject[]

    expect(filled).toMatchObject({
      ports: [{ containerPort: 80, hostPort: 80, protocol: 'TCP' }],
      resources: { requests: { cpu: '500m', memory: '1Gi' } },
    })
  })

  it.each<[string, JsonObject, JsonObject]>([
    [
      'PersistentVolumeClaim',
      { spec: { accessModes: ['ReadWriteOnce'] } },
      { spec: { volumeMode: 'Filesystem', resources: {} }, status: { phase: 'Pending' } },
    ],
    [
      'Service',
      { spec: { clusterIP: 'None', ports: [{ port: 80 }] } },
      { spec: { type: 'ClusterIP', ports: [{ port: 80, targetPort: 80, protocol: 'TCP' }] } },
    ],
    ['StorageClass', {}, { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }],
    ['PersistentVolume', {}, { spec: { persistentVolumeReclaimPolicy: 'Retain' } }],
    ['Node', { status: { capacity: { cpu: '2000m' } } }, { status: { allocatable: { cpu: '2' } } }],
    ['ConfigMap', { data: { a: 'b' } }, { data: { a: 'b' } }],
  ])('know the kind %s', (kind, object, expected) => {
    expect(applyDefaults(kind, object, '1.37')).toMatchObject(expected)
  })

  it('change nothing the second time, and never their input', () => {
    const policy = fc.constantFrom('', 'OrderedReady', 'Parallel')
    const strategy = fc.record(
      {
        type: fc.constantFrom('', 'RollingUpdate', 'OnDelete'),
        rollingUpdate: fc.record(
          { partition: fc.nat(5), maxUnavailable: fc.constantFrom(1, '10%') },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: [] },
    )
    const volume = fc.constantFrom<JsonObject>(
      { name: 'v' },
      { name: 'v', hostPath: { path: '/x' } },
      { name: 'v', secret: { secretName: 's' } },
      { name: 'v', ephemeral: { volumeClaimTemplate: { spec: {} } } },
    )
    const spec = fc.record(
      {
        podManagementPolicy: policy,
        updateStrategy: strategy,
        volumes: fc.array(volume),
        replicas: fc.nat(9),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(
        spec,
        fc.constantFrom(...KUBERNETES_PROFILES),
        ({ volumes, ...rest }, profile) => {
          const template = { ...TEMPLATE, spec: { ...TEMPLATE.spec, ...(volumes && { volumes }) } }
          const set = statefulSet({ ...(rest as unknown as JsonObject), template })
          const before = JSON.stringify(set)

          const once = applyDefaults('StatefulSet', set, profile)

          expect(applyDefaults('StatefulSet', once, profile)).toEqual(once)
          expect(JSON.stringify(set)).toBe(before)
        },
      ),
    )
  })
})
