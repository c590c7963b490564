import { z } from 'zod'
import { type CrossCheckFinding, crossCheck } from '../language/cross-check.ts'
import { durationWord } from '../language/duration.ts'
import { imageSizeWord } from '../language/image-size.ts'

const percent = z.int().min(0).max(100)

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
    maxContainerRestartPeriod: durationWord
      .exactOptional()
      .describe('What the delays between the restarts of a container grow to; default 300s.'),
    imageStorage: imageSizeWord
      .exactOptional()
      .describe(
        'The room for unpacked images on each node, three times their compressed size; default: room for all.',
      ),
    imageGCHighThresholdPercent: percent
      .prefault(85)
      .describe('Above that share of the room unused images are removed …'),
    imageGCLowThresholdPercent: percent.prefault(80).describe('… until this share is reached.'),
    imageMinimumGCAge: durationWord
      .prefault('2m')
      .describe('An image that was in use that recently is not removed.'),
  })
  .check(crossCheck(checkPulls), crossCheck(checkThresholds))
  .describe('What the kubelets are set to.')

/** Where all nodes get their images from. */
export const registrySettings = z
  .strictObject({
    egress: imageSizeWord
      .exactOptional()
      .describe('Bytes a second that all nodes together get; default: the profile’s.'),
  })
  .describe('The registry that the nodes share.')

function checkThresholds(kubelet: {
  readonly imageGCHighThresholdPercent?: number
  readonly imageGCLowThresholdPercent?: number
}): CrossCheckFinding | undefined {
  const { imageGCHighThresholdPercent: high = 85, imageGCLowThresholdPercent: low = 80 } = kubelet
  if (low < high) return undefined
  const field = 'imageGCLowThresholdPercent'
  return { expected: `less than imageGCHighThresholdPercent, which is ${high}`, field }
}

function checkPulls(kubelet: {
  readonly serializeImagePulls: boolean
  readonly maxParallelImagePulls?: number
}): CrossCheckFinding | undefined {
  const { serializeImagePulls, maxParallelImagePulls = 1 } = kubelet
  if (!serializeImagePulls || maxParallelImagePulls === 1) return undefined
  return { expected: '1 while serializeImagePulls is true', field: 'maxParallelImagePulls' }
}
