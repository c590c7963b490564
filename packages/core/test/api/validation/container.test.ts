import { type JsonObject, apiServerConfiguration } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { aContainer, aDaemonSet, aTemplate, refusalsOnCreate } from './manifests.ts'

describe('a container', () => {
  it.each([
    ['no name', { name: '' }, ['Required name']],
    ['a bad name', { name: 'App' }, ['Invalid name "App"']],
    ['no image', { image: '' }, ['Required image']],
    ['any text as image', { image: ' nginx ' }, []],
    [
      'an unknown pull policy',
      { imagePullPolicy: 'always' },
      ['NotSupported imagePullPolicy "always"'],
    ],
  ])('with %s', (_title, fields, refusals) => {
    expect(containerRefusals(fields)).toEqual(refusals)
  })
})

describe('ports of a container', () => {
  it.each([
    ['no number', [{ name: 'a' }], ['Required ports[0].containerPort']],
    ['too large a number', [{ containerPort: 65_536 }], ['Invalid ports[0].containerPort 65536']],
    [
      'too long a name',
      [{ containerPort: 80, name: 'toolongportname-x' }],
      ['Invalid ports[0].name "toolongportname-x"'],
    ],
    ['a name without letters', [{ containerPort: 80, name: '80' }], ['Invalid ports[0].name "80"']],
    [
      'a name twice',
      [
        { containerPort: 80, name: 'a' },
        { containerPort: 81, name: 'a' },
      ],
      ['Duplicate ports[1].name "a"'],
    ],
    [
      'a port of the host twice',
      [
        { containerPort: 80, hostPort: 80 },
        { containerPort: 81, hostPort: 80 },
      ],
      ['Duplicate ports[1].hostPort "TCP//80"'],
    ],
    [
      'an unknown protocol',
      [{ containerPort: 80, protocol: 'QUIC' }],
      ['NotSupported ports[0].protocol "QUIC"'],
    ],
  ])('with %s', (_title, ports, refusals) => {
    expect(containerRefusals({ ports })).toEqual(refusals)
  })

  it('are ports of the host on its network', () => {
    const ports = [{ containerPort: 80, hostPort: 81 }]

    expect(containerRefusals({ ports }, { hostNetwork: true })).toEqual([
      'Invalid ports[0].hostPort 81',
    ])
  })
})

describe('environment of a container', () => {
  it.each([
    [{ name: '' }, ['Required env[0].name']],
    [{ name: '1a' }, []],
    [{ name: 'a=b' }, ['Invalid env[0].name "a=b"']],
    [{ name: 'A', valueFrom: {} }, ['Invalid env[0].valueFrom ""']],
    [
      { name: 'A', value: 'x', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      ['Invalid env[0].valueFrom ""'],
    ],
    [
      { name: 'A', valueFrom: { fieldRef: { fieldPath: 'spec.bogus' } } },
      ['Invalid env[0].valueFrom.fieldRef.fieldPath "spec.bogus"'],
    ],
    [
      { name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.labels' } } },
      ['NotSupported env[0].valueFrom.fieldRef.fieldPath "metadata.labels"'],
    ],
    [{ name: 'A', valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } }, []],
    [
      { name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.gpu' } } },
      ['NotSupported env[0].valueFrom.resourceFieldRef.resource "limits.gpu"'],
    ],
    [
      { name: 'A', valueFrom: { secretKeyRef: { name: '', key: '' } } },
      [
        'Required env[0].valueFrom.secretKeyRef.key',
        'Invalid env[0].valueFrom.secretKeyRef.name ""',
      ],
    ],
  ])('%j', (variable, refusals) => {
    expect(containerRefusals({ env: [variable] })).toEqual(refusals)
  })

  it.each([
    [{}, ['Required envFrom[0]']],
    [{ configMapRef: { name: 'a' }, secretRef: { name: 'b' } }, ['Forbidden envFrom[0].secretRef']],
    [{ secretRef: {} }, ['Invalid envFrom[0].secretRef.name ""']],
  ])('from %j', (source, refusals) => {
    expect(containerRefusals({ envFrom: [source] })).toEqual(refusals)
  })
})

describe('mounts of a container', () => {
  it.each([
    [
      { name: '', mountPath: '/x' },
      ['NotFound volumeMounts[0].name ""', 'Required volumeMounts[0].name'],
    ],
    [{ name: 'nope', mountPath: '/x' }, ['NotFound volumeMounts[0].name "nope"']],
    [{ name: 'data', mountPath: '' }, ['Required volumeMounts[0].mountPath']],
    [{ name: 'data', mountPath: 'relative:path' }, []],
    [{ name: 'data', mountPath: '/x', subPath: '../up' }, ['Invalid volumeMounts.subPath "../up"']],
    [
      { name: 'data', mountPath: '/x', mountPropagation: 'Bidirectional' },
      ['Forbidden volumeMounts.mountPropagation'],
    ],
  ])('%j', (mount, refusals) => {
    expect(containerRefusals({ volumeMounts: [mount] })).toEqual(refusals)
  })

  it('have paths of their own', () => {
    const mount = { name: 'data', mountPath: '/x' }

    expect(containerRefusals({ volumeMounts: [mount, mount] })).toEqual([
      'Invalid volumeMounts[1].mountPath "/x"',
    ])
  })
})

describe('resources of a container', () => {
  it.each([
    [{ requests: { cpu: '100m' }, limits: { cpu: '1', memory: '1Gi' } }, []],
    [{ requests: { bogus: '1' } }, ['Invalid resources.requests[bogus] "bogus"']],
    [{ requests: { cpu: '-1' } }, ['Invalid resources.requests[cpu] "-1"']],
    [{ requests: { cpu: '2' }, limits: { cpu: '1500m' } }, ['Invalid resources.requests "2"']],
    [
      { limits: { 'hugepages-2Mi': '3Mi' } },
      ['Forbidden resources', 'Invalid resources.limits[hugepages-2Mi] "3Mi"'],
    ],
    [{ requests: { 'example.com/gpu': '1' } }, ['Required resources.limits']],
    [
      { requests: { 'example.com/gpu': '1' }, limits: { 'example.com/gpu': '2' } },
      ['Invalid resources.requests "1"'],
    ],
    [
      { requests: { 'example.com/gpu': '1500m' }, limits: { 'example.com/gpu': '1500m' } },
      ['Invalid resources.limits[example.com/gpu]', 'Invalid resources.requests[example.com/gpu]'],
    ],
  ])('%j', (resources, refusals) => {
    expect(containerRefusals({ resources })).toEqual(refusals)
  })
})

describe('probes and hooks of a container', () => {
  const tcpSocket = { port: 80 }

  it.each([
    [{ livenessProbe: {} }, ['Required livenessProbe']],
    [{ livenessProbe: { exec: {} } }, ['Required livenessProbe.exec.command']],
    [{ livenessProbe: { httpGet: { port: 'nope' } } }, []],
    [{ livenessProbe: { httpGet: { port: 0 } } }, ['Invalid livenessProbe.httpGet.port 0']],
    [
      { livenessProbe: { httpGet: { port: 80, scheme: 'FTP' } } },
      ['NotSupported livenessProbe.httpGet.scheme "FTP"'],
    ],
    [{ livenessProbe: { tcpSocket, grpc: { port: 0 } } }, ['Forbidden livenessProbe.grpc']],
    [
      { livenessProbe: { tcpSocket, successThreshold: 2 } },
      ['Invalid livenessProbe.successThreshold 2'],
    ],
    [{ readinessProbe: { tcpSocket, successThreshold: 2 } }, []],
    [
      { readinessProbe: { tcpSocket, terminationGracePeriodSeconds: 5 } },
      ['Invalid readinessProbe.terminationGracePeriodSeconds 5'],
    ],
    [
      { startupProbe: { tcpSocket, terminationGracePeriodSeconds: 0 } },
      ['Invalid startupProbe.terminationGracePeriodSeconds 0'],
    ],
    [{ startupProbe: { tcpSocket, periodSeconds: -1 } }, ['Invalid startupProbe.periodSeconds -1']],
    [{ lifecycle: { preStop: {} } }, ['Required lifecycle.preStop']],
    [{ lifecycle: { preStop: { sleep: { seconds: 30 } } } }, []],
    [
      { lifecycle: { preStop: { sleep: { seconds: 31 } } } },
      ['Invalid lifecycle.preStop.sleep 31'],
    ],
    [
      { lifecycle: { postStart: { httpGet: { port: 0 } } } },
      ['Invalid lifecycle.postStart.httpGet.port 0'],
    ],
  ])('%j', (fields, refusals) => {
    expect(containerRefusals(fields)).toEqual(refusals)
  })
})

describe('rights of a container', () => {
  it.each([
    [{ runAsUser: -1 }, ['Invalid securityContext.runAsUser -1']],
    [{ procMount: 'bogus' }, ['NotSupported securityContext.procMount "bogus"']],
    [{ privileged: true }, []],
    [{ privileged: true, allowPrivilegeEscalation: false }, ['Invalid securityContext']],
    [
      { seccompProfile: { type: 'Bogus' } },
      ['NotSupported securityContext.seccompProfile.type "Bogus"'],
    ],
    [
      { seccompProfile: { type: 'Localhost' } },
      ['Required securityContext.seccompProfile.localhostProfile'],
    ],
  ])('%j', (securityContext, refusals) => {
    expect(containerRefusals({ securityContext })).toEqual(refusals)
  })

  it('end where the API server runs without --allow-privileged', () => {
    const securityContext = { privileged: true }
    const configuration = apiServerConfiguration('1.37', { allowPrivileged: false })

    expect(containerRefusals({ securityContext }, {}, configuration)).toEqual([
      'Forbidden securityContext.privileged',
    ])
  })
})

describe('init containers', () => {
  const preStop = { exec: { command: ['x'] } }

  it.each([
    ['the name of a container', { name: 'app', image: 'x' }, ['Duplicate name "app"']],
    ['a hook', { name: 'i', image: 'x', lifecycle: { preStop } }, ['Forbidden lifecycle']],
    [
      'a hook, as a sidecar',
      { name: 'i', image: 'x', restartPolicy: 'Always', lifecycle: { preStop } },
      [],
    ],
    ['a restart policy', { name: 'i', image: 'x', restartPolicy: 'Never' }, []],
  ])('with %s', (_title, initContainer, refusals) => {
    expect(initRefusals(initContainer)).toEqual(refusals)
  })

  it('could only be sidecars up to 1.33', () => {
    const initContainer = { name: 'i', image: 'x', restartPolicy: 'Never' }

    expect(initRefusals(initContainer, apiServerConfiguration('1.33'))).toEqual([
      'NotSupported restartPolicy "Never"',
    ])
  })
})

const VOLUMES = [{ name: 'data', emptyDir: {} }]

/** Refusals of a DaemonSet with this one container, told without the path to it. */
function containerRefusals(
  fields: JsonObject,
  podSpec: JsonObject = {},
  configuration = apiServerConfiguration('1.37'),
): string[] {
  const containers = [aContainer(fields)]
  const template = aTemplate({ volumes: VOLUMES, containers, ...podSpec })
  return refusalsOnCreate(aDaemonSet({ template }), configuration).map((refusal) =>
    refusal.replace(/ spec\.template\.spec\.containers\[0\]\.?/, ' '),
  )
}

function initRefusals(
  initContainer: JsonObject,
  configuration = apiServerConfiguration('1.37'),
): string[] {
  const template = aTemplate({ volumes: VOLUMES, initContainers: [initContainer] })
  return refusalsOnCreate(aDaemonSet({ template }), configuration).map((refusal) =>
    refusal.replace(' spec.template.spec.initContainers[0].', ' '),
  )
}
