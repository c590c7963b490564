// node scripts/generate-docs.mjs    writes the files that are made from the code (after a build)
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import {
  behaviourDocument,
  comparisonJsonSchema,
  outputsDocument,
  parseExperiment,
  runReplication,
  scenarioJsonSchema,
  studyOf,
  summaryJsonSchema,
  variantTable,
} from '../packages/scenarios/dist/index.js'
import { root } from './program.mjs'

const DOCUMENTS = {
  'docs/behaviour.md': () => behaviourDocument(behaviourSources()),
  'docs/cookbook.md': () => withOutputs('docs/cookbook.md'),
  'docs/outputs.md': outputsDocument,
  'packages/cli/src/seatrial.schema.json': () => asText(scenarioJsonSchema()),
  'packages/cli/src/comparison.schema.json': () => asText(comparisonJsonSchema()),
  'packages/cli/src/summary.schema.json': () => asText(summaryJsonSchema()),
  'README.md': () => withOutputs('README.md'),
  'packages/cli/README.md': () => withOutputs('packages/cli/README.md'),
}

const EXPERIMENTS = 'scenarios/experiments'

/** Replications of each variant in results/reference. */
const REFERENCE_REPLICATIONS = 3

for (const file of readdirSync(path.join(root, EXPERIMENTS)).sort()) {
  if (!file.endsWith('.yaml')) continue
  const reference = `results/reference/${file.replace(/\.yaml$/, '.csv')}`
  DOCUMENTS[reference] = () => referenceTable(`${EXPERIMENTS}/${file}`)
}

for (const [file, write] of Object.entries(DOCUMENTS)) {
  writeFileSync(path.join(root, file), write())
  console.log(`wrote ${file}`)
}

/** What the code says of behaviour, and each controller in its SPEC.md. */
function behaviourSources() {
  const controllers = 'packages/controllers/src'
  const specs = readdirSync(path.join(root, controllers))
    .sort()
    .map((folder) => `${controllers}/${folder}/SPEC.md`)
    .filter((file) => existsSync(path.join(root, file)))
  return {
    specs: Object.fromEntries(specs.map((file) => [file, read(file)])),
    switches: read('packages/core/src/api/behaviours.ts'),
  }
}

/** The variants.csv of an experiment with a few replications. */
function referenceTable(file) {
  const study = studyOf(parseExperiment(read(file), { file, readFile: read }))
  const runs = study.variants.flatMap(({ number }) =>
    Array.from({ length: REFERENCE_REPLICATIONS }, (_, replication) =>
      runReplication(study, number, replication),
    ),
  )
  return variantTable(study, runs)
}

/** The document with what its commands print below them. */
function withOutputs(file) {
  const text = read(file)
  return text.replace(
    /(```sh\nseatrial (.+)\n```\n\n```text\n)[^`]*```/g,
    (_match, command, args) => `${command}${outputOf(args.split(' '))}\`\`\``,
  )
}

function outputOf(args) {
  const main = path.join(root, 'packages/cli/dist/main.js')
  return execFileSync(process.execPath, [main, ...args], { cwd: root, encoding: 'utf8' })
}

function read(file) {
  return readFileSync(path.join(root, file), 'utf8')
}

function asText(schema) {
  return `${JSON.stringify(schema, undefined, 2)}\n`
}
