// node scripts/generate-docs.mjs    writes the files that are made from the code (after a build)
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import {
  outputsDocument,
  scenarioJsonSchema,
  summaryJsonSchema,
} from '../packages/scenarios/dist/index.js'
import { root } from './program.mjs'

const DOCUMENTS = {
  'docs/outputs.md': outputsDocument,
  'packages/cli/src/seatrial.schema.json': () => asText(scenarioJsonSchema()),
  'packages/cli/src/summary.schema.json': () => asText(summaryJsonSchema()),
}

for (const [file, write] of Object.entries(DOCUMENTS)) {
  writeFileSync(path.join(root, file), write())
  console.log(`wrote ${file}`)
}

function asText(schema) {
  return `${JSON.stringify(schema, undefined, 2)}\n`
}
