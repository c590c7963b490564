import { parseExperiment } from '../../src/format/experiment/parse-experiment.ts'
import { runReplication } from '../../src/experiments/run-replication.ts'
import { type StudyOptions, studyOf } from '../../src/experiments/study-of.ts'
import type { Study } from '../../src/experiments/study.ts'
import type { ReplicationMeasureName } from '../../src/experiments/replication-measure.ts'
import { REPLICATION_MEASURES } from '../../src/experiments/replication-measure.ts'

/** A workload, how long its pods take, and what is varied, in the words of the scenario language. */
export interface SmallStudy {
  readonly manifest: string
  /** Lines of the spec of the scenario. */
  readonly scenario: string
  /** Lines of the spec of the experiment. */
  readonly experiment: string
}

/** The study of one manifest whose pods are there when the timeline begins. */
export function smallStudy(
  { manifest, scenario, experiment }: SmallStudy,
  options: StudyOptions = {},
): Study {
  const files: Readonly<Record<string, string>> = {
    'scenario.yaml': `kind: Scenario\nspec:\n${indent(scenario)}\n  manifests: manifest.yaml\n`,
    'manifest.yaml': manifest,
  }
  const text = `kind: Experiment\nspec:\n  scenario: scenario.yaml\n${indent(experiment)}\n`
  const experimentFile = { file: 'experiment.yaml', readFile: (file: string) => files[file]! }
  return studyOf(parseExperiment(text, experimentFile), options)
}

/** The values of one measure in the first replications of a variant. */
export function valuesOf(
  study: Study,
  variant: number,
  { measure, count }: { readonly measure: ReplicationMeasureName; readonly count: number },
): readonly number[] {
  const column = REPLICATION_MEASURES.findIndex(({ name }) => name === measure)
  return Array.from(
    { length: count },
    (_, replication) => runReplication(study, variant, replication).values[column]!,
  )
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

export function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values)
  return (
    values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (values.length - 1)
  )
}

/** A DaemonSet with one container. */
export function daemonSet(spec = ''): string {
  return workload('DaemonSet', spec)
}

/** A StatefulSet with one container. */
export function statefulSet(replicas: number, spec = ''): string {
  return workload('StatefulSet', `replicas: ${replicas}\nserviceName: web\n${spec}`)
}

function workload(kind: string, spec: string): string {
  return `apiVersion: apps/v1
kind: ${kind}
metadata: { name: web }
spec:
${indent(spec)}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers: [{ name: web, image: 'web:1' }]
`
}

function indent(lines: string): string {
  return lines.replaceAll(/^(?=.)/gm, '  ')
}
