import { z } from 'zod'

/** The metadata of our documents. */
export const metadata = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/, {
        error: 'a name of lower-case letters, digits, - and .',
      })
      .exactOptional()
      .describe('Names the results; default: the name of the file.'),
    description: z.string().exactOptional().describe('What it shows; default: nothing.'),
  })
  .describe('What it is called.')
