import { z } from 'zod'

/** A storage class, in the words of the API. */
export const storageClass = z.strictObject({
  name: z.string().min(1).describe('What claims call it.'),
  default: z.boolean().default(false).describe('Used by claims that name no class.'),
  volumeBindingMode: z
    .enum(['Immediate', 'WaitForFirstConsumer'])
    .default('WaitForFirstConsumer')
    .describe('Whether a volume is made at once or for the node of its first pod.'),
  reclaimPolicy: z
    .enum(['Delete', 'Retain'])
    .default('Delete')
    .describe('What becomes of a volume whose claim is deleted.'),
  allowVolumeExpansion: z
    .boolean()
    .default(false)
    .describe('Whether claims may ask for more than they have.'),
})
