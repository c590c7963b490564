import {
  type ComparisonAnalysis,
  REPLICATION_MEASURES,
  type Replication,
  type ReplicationMeasureName,
  type Study,
  analyseComparison,
  parseExperiment,
  studyOf,
} from '@seatrial/scenarios'

const MANIFEST = `apiVersion: apps/v1
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

/** What is said of a replication; every measure that is not named is 0. */
export type Told = Partial<Record<ReplicationMeasureName, number>> & {
  readonly outcome?: Replication['outcome']
  readonly expectations?: readonly boolean[]
}

/** A study of policies by maxUnavailable, with more words in the spec of its experiment. */
export function aStudy(policies: string, words = ''): Study {
  const text = `kind: Experiment
spec:
  scenario: { manifests: [web.yaml], expect: [not stalled] }
  vary:
    statefulset/web: { spec.updateStrategy.rollingUpdate.maxUnavailable: [${policies}] }
  ${words}
`
  return studyOf(parseExperiment(text, { file: 'policies.yaml', readFile: () => MANIFEST }))
}

/** The analysis of so many replications of a study, each as it is told. */
export function anAnalysis(
  study: Study,
  replications: number,
  tell: (variant: number, replication: number) => Told,
): ComparisonAnalysis {
  const all = Array.from({ length: replications }, (_, replication) =>
    study.variants.map(({ number }): Replication => {
      const { outcome = 'done', expectations = [true], ...values } = tell(number, replication)
      return {
        variant: number,
        replication,
        outcome,
        values: REPLICATION_MEASURES.map(({ name }) => values[name] ?? 0),
        expectations,
        traceDigest: '',
      }
    }),
  )
  return analyseComparison(study, all.flat())
}

/** Noise from −1 to 1 that all variants share: the same for the same replication. */
export function noise(replication: number, salt = 0): number {
  const turns = (replication + 1) * 0.618_033_988_749_895 + salt * 0.754_877_666
  return 2 * (turns - Math.floor(turns)) - 1
}
