/** A StatefulSet with two containers and an init container, as people write it. */
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
      initContainers:
        - { name: format, image: 'kafka:4.1' }
      containers:
        - name: kafka
          image: kafka:4.1
          env:
            - { name: PASSWORD, value: hunter2 }
        - name: exporter
          image: exporter:1.0
`

/** A DaemonSet with one container. */
export const FLUENTD = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: fluentd
  namespace: kube-system
spec:
  selector:
    matchLabels: { app: fluentd }
  template:
    metadata:
      labels: { app: fluentd }
    spec:
      containers:
        - { name: fluentd, image: 'fluentd:1' }
`
