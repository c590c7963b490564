import { parseExperiment } from '../../src/format/experiment/parse-experiment.ts'
import { studyOf } from '../../src/experiments/study-of.ts'
import type { Study } from '../../src/experiments/study.ts'

const SCENARIO = `kind: Scenario
spec: {}
---
apiVersion: apps/v1
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

/** A study of two policies, with more words in the spec of its experiment. */
export function aStudy(words = ''): Study {
  const text = `kind: Experiment
spec:
  scenario: web.yaml
  vary: { statefulset/web: { spec.podManagementPolicy: [OrderedReady, Parallel] } }
  ${words}
`
  return studyOf(parseExperiment(text, { file: 'policies.yaml', readFile: () => SCENARIO }))
}
