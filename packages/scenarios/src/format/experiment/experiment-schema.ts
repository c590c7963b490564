import { z } from 'zod'
import { crossCheck } from '../language/cross-check.ts'
import { metadata } from '../scenario/metadata.ts'
import { SEATRIAL_VERSION } from '../seatrial-documents.ts'
import { goalSchema } from './goal.ts'
import { stoppingRules } from './precision.ts'

const replications = z
  .union([
    z
      .int()
      .min(1)
      .transform((count) => ({ min: count, max: count, until: [] })),
    z
      .strictObject({
        min: z.int().min(1).default(30).describe('At least so many.'),
        max: z.int().min(1).default(1000).describe('At most so many.'),
        until: stoppingRules.prefault({}),
      })
      .check(
        crossCheck(({ min, max }: { min: number; max: number }) =>
          min <= max ? undefined : { expected: 'a max that is not below min', field: 'max' },
        ),
      ),
  ])
  .describe(
    'How many runs of each variant, each with its own chance: a number, or until it is known well enough.',
  )

/** Lists at the ends of nested keys. */
const tree: z.ZodType = z.lazy(() =>
  z.union([z.array(z.unknown()).min(1), z.record(z.string(), tree)], {
    error: 'a list of values (each list is an axis), or a map that leads to such lists',
  }),
)

/** The Experiment document. */
export const experimentDocument = z
  .strictObject({
    apiVersion: z
      .literal(SEATRIAL_VERSION)
      .default(SEATRIAL_VERSION)
      .describe('The version of this format.'),
    kind: z.literal('Experiment').describe('Experiment: runs that are compared.'),
    metadata: metadata.prefault({}),
    spec: z
      .strictObject({
        scenario: z
          .union([z.string().min(1), z.record(z.string(), z.unknown())], {
            error: 'the file of a scenario, or its spec',
          })
          .describe('The scenario that is varied: its file, or its spec.'),
        variants: z
          .record(z.string().min(1), z.record(z.string(), z.unknown()))
          .default({})
          .describe(
            'Named variants: under statefulset/NAME paths (or words such as maxUnavailable) and values, else settings of the scenario.',
          ),
        vary: z
          .record(z.string(), tree)
          .default({})
          .describe(
            'Axes of a cartesian product: under statefulset/NAME paths (or words such as maxUnavailable), else settings of the scenario; every list is an axis.',
          ),
        replications: replications.prefault({}),
        baseline: z
          .union([z.string().min(1), z.record(z.string(), z.unknown())], {
            error: 'the name of a variant, or values of axes',
          })
          .exactOptional()
          .describe(
            'What the others are compared with: a variant’s name, or the values of some axes by path or name; default: the first.',
          ),
        goal: goalSchema.exactOptional(),
      })
      .describe('What is compared, how often it is run and what is wanted.'),
  })
  .meta({
    id: 'Experiment',
    description: 'Variants of a scenario, compared over many replications.',
  })

/** What the definition yields; its scenario is still a reference. */
export type ParsedExperiment = z.output<typeof experimentDocument>
