// node scripts/generate-docs.mjs    writes the documents that are made from the code (after a build)
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { outputsDocument } from '../packages/scenarios/dist/index.js'
import { root } from './program.mjs'

const DOCUMENTS = { 'docs/outputs.md': outputsDocument }

for (const [file, write] of Object.entries(DOCUMENTS)) {
  writeFileSync(path.join(root, file), write())
  console.log(`wrote ${file}`)
}
