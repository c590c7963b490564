import { z } from 'zod'

/** The program that simulated, as every document of results names it. */
export const engine = z
  .strictObject({
    name: z.literal('seatrial').describe('The program.'),
    version: z.string().describe('Its version.'),
  })
  .describe('What simulated it.')

/** How many latencies are of each origin. */
export const originCounts = z.strictObject({
  given: z.int().describe('How many the scenario gave.'),
  observed: z.int().describe('How many were observed in a cluster.'),
  published: z.int().describe('How many somebody published.'),
  assumed: z.int().describe('How many are only assumed.'),
})
