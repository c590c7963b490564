import { InputError, InputErrors, writeYaml } from '@seatrial/scenarios'
import { parseShardCount } from '../../../replications/parse-shard.ts'
import type { GatheredStudy } from '../../../study/gather-study.ts'
import { version } from '../../../version.ts'
import type { CompareFlags } from '../compare-flags.ts'
import { jobManifests } from './job-manifests.ts'

/** Shares, when nobody says how many. */
const DEFAULT_SHARD = '/8'

/** Bytes that a ConfigMap holds at most. */
const CONFIG_MAP_SIZE = 1_048_576

/** Letters of a name, so that what comes behind it still makes names of Pods. */
const NAME_LENGTH = 40

/** The manifests of the Job that runs a study, as YAML. Throws `InputErrors` when there can be none. */
export function jobText(
  { study, input }: GatheredStudy,
  { shard = DEFAULT_SHARD, jobImage = `seatrial:${version()}` }: CompareFlags,
): string {
  checkSize(input.texts)
  const shardCount = parseShardCount(shard)
  const manifests = jobManifests({ name: nameFor(study.name), input, shardCount, image: jobImage })
  return writeYaml(manifests)
}

function checkSize(texts: Readonly<Record<string, string>>): void {
  const size = Object.values(texts).reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  if (size <= CONFIG_MAP_SIZE) return
  const expected = 'inputs of at most 1 MiB, which is what a ConfigMap holds'
  throw new InputErrors([
    new InputError({ file: '--emit-job', path: '', expected, got: `${size} bytes` }),
  ])
}

/** A name that Kubernetes takes. */
function nameFor(study: string): string {
  const letters = study
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, NAME_LENGTH)
  return `seatrial-${letters}`.replaceAll(/-+$/g, '')
}
