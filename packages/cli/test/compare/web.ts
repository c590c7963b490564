/** Three pods, whose rollout is simulated in a moment. */
export const WEB = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: web }
spec:
  replicas: 3
  serviceName: web
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: 'web:1' }] }
`

/** What makes two policies of it. */
export const POLICIES = ['--vary', 'podManagementPolicy=OrderedReady,Parallel']
