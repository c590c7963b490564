import { scenario, simulate } from '@seatrial/scenarios'

const result = simulate(
  scenario(`
kind: Scenario
spec:
  manifests: [{ apiVersion: apps/v1, kind: StatefulSet, metadata: { name: web }, spec: { replicas: 5, serviceName: web,
    selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: "web:1" }] } } } }]
  timeline: [{ when: { settled: all }, then: { setImage: { statefulset/web: "web:2" } } }]
  until: { rolledOut: statefulset/web }
`),
  { seed: 42 },
)
const rollout = result.rollouts.at(-1)
console.log(`${result.outcome} after ${Number(rollout?.measures.rolloutDuration) / 1e6} s`)
for (const row of result.timeline.slice(-3)) console.log(row.time / 1e6, row.ready, row.updated)
