/** Three brokers with a probe and a disk each. */
export const KAFKA = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: kafka
spec:
  replicas: 3
  serviceName: kafka
  selector:
    matchLabels: { app: kafka }
  template:
    metadata:
      labels: { app: kafka }
    spec:
      containers:
        - name: kafka
          image: kafka:4.1
          env:
            - { name: PASSWORD, value: hunter2 }
          readinessProbe: { tcpSocket: { port: 9092 } }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
`

/** A scenario in which they are made; more may follow under its spec. */
export const KAFKA_SCENARIO = `kind: Scenario
metadata: { name: brokers }
spec:
  manifests: [kafka.yaml]
`

/** An object that does not matter to a rollout. */
export const SECRET =
  'apiVersion: v1\nkind: Secret\nmetadata: { name: s }\ndata: { p: aHVudGVyMg== }\n'
