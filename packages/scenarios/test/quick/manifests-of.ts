import { apiServerConfiguration } from '@seatrial/core'
import { type Manifests, readInput } from '../../src/format/read-input.ts'

/** Plain manifests, as `seatrial run` reads them. */
export function manifestsOf(text: string, file = 'shop/kafka.yaml'): Manifests {
  const options = { readFile: () => '', configuration: apiServerConfiguration('1.37') }
  const input = readInput([{ file, text }], options)
  if (input.type !== 'manifests') throw new Error(`${file} is not made of manifests`)
  return input.manifests
}
