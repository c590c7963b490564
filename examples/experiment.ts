import { analyseComparison, parseExperiment, runReplication, studyOf } from '@seatrial/scenarios'

const experiment = parseExperiment(
  `
kind: Experiment
spec:
  scenario:
    cluster: { profile: kwok-ideal, nodes: [{ count: 10 }] }
    manifests: [{ apiVersion: apps/v1, kind: DaemonSet, metadata: { name: agent }, spec: {
      selector: { matchLabels: { app: agent } }, template: { metadata: { labels: { app: agent } },
      spec: { containers: [{ name: agent, image: "agent:1" }] } } } }]
    latency: { daemonset/agent: { applicationReady: { median: 8s, p99: 26s }, termination: 2s } }
    timeline: [{ when: { settled: all }, then: { restart: daemonset/agent } }]
  vary: { daemonset/agent: { maxUnavailable: [1, 20%, 50%] } }
`,
  { file: 'agent.yaml', readFile: () => '' },
)
const study = studyOf(experiment)
const replications = study.variants.flatMap(({ number }) =>
  Array.from({ length: 20 }, (_, replication) => runReplication(study, number, replication)),
)
for (const { name, summaries, comparison } of analyseComparison(study, replications).variants) {
  const duration = summaries[0]?.mean
  const ratio = comparison?.differences[0]?.ratio
  if (duration?.type !== 'mean') continue
  const times = ratio?.type === 'ratio' ? `, ${ratio.ratio.toFixed(2)} times the first` : ''
  console.log(`${name}: ${duration.mean.toFixed(1)} s${times}`)
}
