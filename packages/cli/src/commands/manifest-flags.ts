import { type Command, Option } from 'commander'

/** What flags say of plain manifests, and of pods; what was not given is absent. */
export interface ManifestFlags {
  readonly image?: readonly string[]
  readonly set?: readonly string[]
  readonly scale?: readonly string[]
  readonly apply?: readonly string[]
  readonly create?: boolean
  readonly nodes?: string
  readonly profile?: string
  readonly kubernetes?: string
  readonly ready?: readonly string[]
  readonly terminate?: readonly string[]
  readonly observed?: readonly string[]
}

/** The flags that say of plain manifests what a Scenario says itself. */
export const MANIFEST_FLAGS: readonly (keyof ManifestFlags)[] = [
  'image',
  'set',
  'scale',
  'apply',
  'create',
  'nodes',
  'profile',
  'kubernetes',
]

/** Gives a command the flags of `ManifestFlags`. */
export function addManifestFlags(command: Command): Command {
  return command
    .optionsGroup('What is changed, of plain manifests (nothing given: all workloads restart):')
    .addOption(repeatable('--image <[KIND/NAME:]CONTAINER=IMAGE>', 'a new image'))
    .addOption(repeatable('--set <[KIND/NAME:]PATH=VALUE>', 'a new value of a field'))
    .addOption(repeatable('--scale <KIND/NAME=N>', 'another number of replicas'))
    .addOption(repeatable('--apply <FILE>', 'the next version of the manifests'))
    .option('--create', 'nothing: measure how they are created')
    .optionsGroup('Where, of plain manifests (Node objects among them are the cluster):')
    .option('--nodes <N>', 'how many nodes; default: as many as the manifests need')
    .option('--profile <NAME>', 'how long things take in this cluster; default: managed-cloud')
    .option('--kubernetes <VERSION>', 'which version of Kubernetes; default: 1.37')
    .optionsGroup('What you know of your pods:')
    .addOption(
      repeatable(
        '--ready <[KIND/NAME=]TIME>',
        'from start to ready: 25s, or 25s..65s for P50..P99',
      ),
    )
    .addOption(repeatable('--terminate <[KIND/NAME=]TIME>', 'from SIGTERM to end, likewise'))
    .addOption(
      repeatable('--observed <FILE>', 'times from kubectl get pods -o json; - is standard input'),
    )
}

/** An option that may be given several times; its values are a list. */
export function repeatable(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, values?: readonly string[]) => [
    ...(values ?? []),
    value,
  ])
}
