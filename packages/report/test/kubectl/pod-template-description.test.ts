import { describe, expect, it } from 'vitest'
import { describePodTemplate } from '../../src/kubectl/description/pod-template.ts'

describe('describePodTemplate', () => {
  it('says all that a full template has', () => {
    const template = {
      metadata: {
        labels: { tier: 'db', app: 'web' },
        annotations: { note: 'one', 'kubectl.kubernetes.io/restartedAt': '2026-01-01T00:00:00Z' },
      },
      spec: {
        serviceAccountName: 'robot',
        priorityClassName: 'high',
        nodeSelector: { disk: 'ssd' },
        tolerations: [
          { operator: 'Exists' },
          { key: 'a', operator: 'Equal', value: 'b', effect: 'NoSchedule' },
          { key: 'gone', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 30 },
        ],
        initContainers: [{ name: 'init', image: 'init:1', command: ['sh', '-c'], args: ['true'] }],
        containers: [
          {
            name: 'app',
            image: 'app:1',
            ports: [
              { containerPort: 80, protocol: 'TCP', name: 'web' },
              { containerPort: 53, hostPort: 5353, protocol: 'UDP' },
            ],
            resources: { limits: { memory: '1Gi', cpu: 1 }, requests: { cpu: '100m' } },
            livenessProbe: { exec: { command: ['is', 'alive'] } },
            readinessProbe: { httpGet: { scheme: 'HTTP', port: 80, path: '/' }, periodSeconds: 5 },
            startupProbe: { tcpSocket: { port: 80 }, initialDelaySeconds: 2 },
            env: [
              { name: 'PLAIN', value: 'text' },
              {
                name: 'POD',
                valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } },
              },
              { name: 'KEY', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
              {
                name: 'MAP',
                valueFrom: { configMapKeyRef: { name: 'm', key: 'k', optional: true } },
              },
              { name: 'CPU', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
            ],
            volumeMounts: [
              { name: 'tmp', mountPath: '/tmp' },
              { name: 'data', mountPath: '/data', readOnly: true, subPath: 'x' },
            ],
          },
        ],
        volumes: [
          { name: 'tmp', emptyDir: {} },
          { name: 'host', hostPath: { path: '/var', type: '' } },
          { name: 'map', configMap: { name: 'm' } },
          { name: 'secret', secret: { secretName: 's', optional: true } },
          { name: 'claim', persistentVolumeClaim: { claimName: 'c' } },
          { name: 'other' },
        ],
      },
    }

    expect(describePodTemplate(template)).toBe(
      `Pod Template:
  Labels:	app=web
	tier=db
  Annotations:	kubectl.kubernetes.io/restartedAt: 2026-01-01T00:00:00Z
	note: one
  Service Account:	robot
  Init Containers:
   init:
    Image:	init:1
    Port:	<none>
    Host Port:	<none>
    Command:
      sh
      -c
    Args:
      true
    Environment:	<none>
    Mounts:	<none>
  Containers:
   app:
    Image:	app:1
    Ports:	80/TCP (web), 53/UDP
    Host Ports:	0/TCP (web), 5353/UDP
    Limits:
      cpu:	1
      memory:	1Gi
    Requests:
      cpu:	100m
    Liveness:	exec [is alive] delay=0s timeout=1s period=10s #success=1 #failure=3
    Readiness:	http-get http://:80/ delay=0s timeout=1s period=5s #success=1 #failure=3
    Startup:	tcp-socket :80 delay=2s timeout=1s period=10s #success=1 #failure=3
    Environment:
      PLAIN:	text
      POD:	 (v1:metadata.name)
      KEY:	<set to the key 'k' in secret 's'>	Optional: false
      MAP:	<set to the key 'k' of config map 'm'>	Optional: true
      CPU:	 (limits.cpu)
    Mounts:
      /data from data (ro,path="x")
      /tmp from tmp (rw)
  Volumes:
   tmp:
    Type:	EmptyDir (a temporary directory that shares a pod's lifetime)
    Medium:	
    SizeLimit:	<unset>
   host:
    Type:	HostPath (bare host directory volume)
    Path:	/var
    HostPathType:	
   map:
    Type:	ConfigMap (a volume populated by a ConfigMap)
    Name:	m
    Optional:	false
   secret:
    Type:	Secret (a volume populated by a Secret)
    SecretName:	s
    Optional:	true
   claim:
    Type:	PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)
    ClaimName:	c
    ReadOnly:	false
   other:
    Type:	<unknown>
  Priority Class Name:	high
  Node-Selectors:	disk=ssd
  Tolerations:	op=Exists
	a=b:NoSchedule
	gone:NoExecute op=Exists for 30s
`,
    )
  })
})
