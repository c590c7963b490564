import { parseQuantity, quantityValue } from '@seatrial/core'
import type { z } from 'zod'
import { word } from './word.ts'

/** The bytes that a size such as `600Mi` or `1.5G` means, or `undefined`. */
export function parseImageSize(text: string): number | undefined {
  const quantity = /^\d+(\.\d+)?([kMG]|[KMG]i)?$/.test(text) ? parseQuantity(text) : undefined
  return quantity === undefined ? undefined : Number(quantityValue(quantity))
}

/** The compressed size of an image, in bytes. */
export const imageSizeWord: z.ZodType<number, string> = word({
  id: 'ImageSize',
  expected: 'a size such as 600Mi',
  description: 'A size in bytes, with k, M, G or Ki, Mi, Gi.',
  pattern: /^\d+(\.\d+)?([kMG]|[KMG]i)?$/,
  examples: ['600Mi'],
  parse: parseImageSize,
})
