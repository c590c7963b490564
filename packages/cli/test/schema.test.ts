import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { comparisonJsonSchema, scenarioJsonSchema, summaryJsonSchema } from '@seatrial/scenarios'

const schemas = [
  { name: 'seatrial.schema.json', schema: scenarioJsonSchema() },
  { name: 'summary.schema.json', schema: summaryJsonSchema() },
  { name: 'comparison.schema.json', schema: comparisonJsonSchema() },
]

describe('the schemas that the package brings', () => {
  it.each(schemas)(
    '$name is what the code says; if not, `node scripts/generate-docs.mjs` writes it anew',
    ({ name, schema }) => {
      const text = readFileSync(new URL(`../src/${name}`, import.meta.url), 'utf8')

      expect(JSON.parse(text)).toEqual(schema)
    },
  )
})
