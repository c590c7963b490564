import {
  DEFAULT_KUBERNETES_PROFILE,
  type Distribution,
  KUBERNETES_PROFILES,
  LATENCY_PROFILES,
  type LatencyStage,
  quantile,
} from '@seatrial/core'
import { containerNames } from '../format/manifests/manifest-change.ts'
import type { Manifest } from '../format/manifests/manifest.ts'
import { addressOf, workloadsOf } from '../format/manifests/workloads.ts'
import type { NodePool, StorageClassSettings } from '../format/scenario/scenario.ts'
import { defaultNodePools } from '../run/default-cluster/default-node-pools.ts'
import { defaultStorageClasses } from '../run/default-cluster/default-storage-classes.ts'
import { yamlFlow, yamlText } from './yaml-words.ts'

/** What a commented scenario is made from. */
export interface CommentedScenarioOptions {
  /** At least one of them rolls out. */
  readonly manifests: readonly Manifest[]
  /** Their files, as the scenario names them; empty if they stand behind it in the same file. */
  readonly files: readonly string[]
  /** A name for it, and for the folder of its results. */
  readonly name: string
  /** The file that it will be in, as the command that runs it names it. */
  readonly file: string
}

/**
 * The text of a Scenario for some manifests, to be read and changed by people: the cluster in which
 * they fit, a restart once they have settled, and what else could be said in comments.
 */
export function commentedScenario(options: CommentedScenarioOptions): string {
  const { manifests, files, name, file } = options
  const lines = [
    `# Run it:   seatrial run ${file}`,
    '# Every field, with its meaning and its default:   seatrial validate --schema',
    'apiVersion: seatrial/v1',
    'kind: Scenario',
    'metadata:',
    `  name: ${yamlText(name)}`,
    'spec:',
    '  seed: 1 # the same seed, the same bytes',
    `  kubernetes: "${DEFAULT_KUBERNETES_PROFILE}" # ${KUBERNETES_PROFILES.join(', ')}`,
    ...clusterLines(manifests),
    ...(files.length === 0 ? [] : [`  manifests: [${files.map(yamlText).join(', ')}]`]),
    ...latencyLines(workloadsOf(manifests)),
    ...timelineLines(workloadsOf(manifests)),
    ...endLines(workloadsOf(manifests)),
  ]
  return `${lines.join('\n')}\n`
}

function clusterLines(manifests: readonly Manifest[]): readonly string[] {
  const profiles = LATENCY_PROFILES.map(({ name }) => name)
  const ownsNodes = manifests.some(({ kind }) => kind === 'Node')
  const classes = defaultStorageClasses(manifests)
  return [
    '',
    '  cluster:',
    `    # How long things take: ${profiles.join(', ')}.`,
    `    profile: ${profiles[0]}`,
    ...(ownsNodes ? [] : ['    nodes:', ...defaultNodePools(manifests).map(nodeLine)]),
    ...(classes.length === 0 ? [] : ['    storageClasses:', ...classes.map(storageClassLine)]),
    '    # images:',
    '    #   IMAGE:TAG: { size: 600Mi } # compressed; default: as the profile says',
  ]
}

function nodeLine({ count, names, zones, labels, capacity }: NodePool): string {
  const pool = {
    ...(names === undefined ? { count } : { names }),
    zones,
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
    capacity,
  }
  return `      - ${yamlFlow(pool)}`
}

function storageClassLine({ name, default: isDefault }: StorageClassSettings): string {
  return `      - ${yamlFlow(isDefault ? { name, default: true } : { name })}`
}

/** The two durations that decide most answers, with what the profile assumes of them. */
function latencyLines(workloads: readonly Manifest[]): readonly string[] {
  return [
    '',
    '  # How long your application takes decides the answer. Say what you know: a duration, or',
    '  # { median: 25s, p99: 65s }. Until then the profile assumes:',
    '  # latency:',
    ...workloads.flatMap((workload) => [
      `  #   ${yamlText(addressOf(workload))}:`,
      `  #     applicationReady: ${assumed('applicationReady')} # from its start until it can answer`,
      `  #     termination: ${assumed('termination')} # from SIGTERM until it ends`,
    ]),
  ]
}

function assumed(stage: LatencyStage): string {
  const distribution = LATENCY_PROFILES[0]!.stages[stage].distribution
  return yamlFlow({ median: seconds(distribution, 0.5), p99: seconds(distribution, 0.99) })
}

function seconds(distribution: Distribution, level: number): string {
  return `${Math.round((10 * quantile(distribution, level)) / 1_000_000) / 10}s`
}

function timelineLines(workloads: readonly Manifest[]): readonly string[] {
  const addresses = workloads.map(addressOf)
  const first = workloads[0]!
  const address = yamlText(addressOf(first))
  const container = yamlText(containerNames(first.object)[0]!)
  return [
    '',
    '  # What happens, in this order: in a state (when), or at a time (at: 20m; +20m after the last).',
    '  timeline:',
    '    - when: { settled: all }',
    `      then: { restart: ${yamlFlow(addresses)} }`,
    '      # Other changes, instead of restart or in a list with it:',
    `      #   setImage: { ${address}: { ${container}: IMAGE:TAG } }`,
    `      #   set: { ${address}: { spec.minReadySeconds: 10 } }`,
    '      #   apply: next.yaml',
    '    # - at: +1m',
    '    #   then: { drain: { nodes: 1 } } # or crashNode, addNodes, deletePod, scale …',
  ]
}

function endLines(workloads: readonly Manifest[]): readonly string[] {
  return [
    '',
    '  until: { settled: all, atMost: 24h }',
    '',
    '  # What must be true; otherwise the run ends with code 1.',
    '  # expect:',
    '  #   - rolloutDuration <= 30m',
    `  #   - unavailable max of ${addressOf(workloads[0]!)} <= 1`,
  ]
}
