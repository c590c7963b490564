import { nearestWord } from '@seatrial/core'
import { describeChoices, describeValue } from '../../input-error.ts'
import { refersTo } from '../language/object-reference.ts'
import { containerNames } from '../manifests/manifest-change.ts'
import type { Manifest } from '../manifests/manifest.ts'
import { addressOf, workloadsOf } from '../manifests/workloads.ts'
import { argumentError } from './argument-error.ts'
import { splitWorkload } from './workload-argument.ts'

/** A new image for one container of one workload. */
export interface ImageChange {
  readonly workload: Manifest
  readonly container: string
  readonly image: string
}

/**
 * The change that `[KIND/NAME:]CONTAINER=IMAGE` asks for.
 * Throws `InputErrors` that list the choices when no container is meant, or more than one.
 */
export function resolveImageArgument(
  flag: string,
  text: string,
  manifests: readonly Manifest[],
): ImageChange {
  const [, address, image] = /^([^=]+)=(\S+)$/.exec(text) ?? []
  if (address === undefined || image === undefined) {
    const got = describeValue(text)
    throw argumentError(flag, { expected: '[KIND/NAME:]CONTAINER=IMAGE', got })
  }
  const { workload, rest: container } = splitWorkload(address)
  const candidates = workloadsOf(manifests).flatMap((manifest) =>
    workload === undefined || refersTo(workload, manifest)
      ? containerNames(manifest.object).map((name) => ({ workload: manifest, container: name }))
      : [],
  )
  const meant = candidates.filter((candidate) => candidate.container === container)
  if (meant.length === 1) return { ...meant[0]!, image }
  throw unclear(flag, container, meant.length === 0 ? candidates : meant)
}

function unclear(
  flag: string,
  container: string,
  candidates: readonly Omit<ImageChange, 'image'>[],
): Error {
  const choices = candidates.map((each) => `${addressOf(each.workload)}:${each.container}`)
  const nearest = nearestWord(
    container,
    candidates.map((each) => each.container),
  )
  return argumentError(flag, {
    expected:
      choices.length === 0 ? 'a container of a workload in the input' : describeChoices(choices),
    got: describeValue(container),
    suggestion: nearest === container ? undefined : nearest,
  })
}
