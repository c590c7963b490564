import { z } from 'zod'
import { type CrossCheckFinding, crossCheck } from '../language/cross-check.ts'
import { imageSizeWord } from '../language/image-size.ts'

/** What the kubelets of all nodes are set to, in the words of their configuration. */
export const kubeletSettings = z
  .strictObject({
    serializeImagePulls: z
      .boolean()
      .default(true)
      .describe('Whether a node pulls one image after the other.'),
    maxParallelImagePulls: z
      .int()
      .min(1)
      .exactOptional()
      .describe('How many it pulls at once if not; default: any number.'),
  })
  .check(crossCheck(checkPulls))
  .describe('What the kubelets are set to.')

/** Where all nodes get their images from. */
export const registrySettings = z
  .strictObject({
    egress: imageSizeWord
      .exactOptional()
      .describe('Bytes a second that all nodes together get; default: the profile’s.'),
  })
  .describe('The registry that the nodes share.')

function checkPulls(kubelet: {
  readonly serializeImagePulls: boolean
  readonly maxParallelImagePulls?: number
}): CrossCheckFinding | undefined {
  const { serializeImagePulls, maxParallelImagePulls = 1 } = kubelet
  if (!serializeImagePulls || maxParallelImagePulls === 1) return undefined
  return { expected: '1 while serializeImagePulls is true', field: 'maxParallelImagePulls' }
}
