import {
  type Study,
  parseExperiment,
  runReplication,
  studyOf,
  variantTable,
} from '@seatrial/scenarios'
import { describe, expect, it } from 'vitest'
import { read, repositoryFiles } from './house/repository.ts'

const EXPERIMENTS = repositoryFiles.filter((file) =>
  /^scenarios\/experiments\/[^/]+\.yaml$/.test(file),
)
const REPLICATIONS = 3

function readStudy(file: string): Study {
  return studyOf(parseExperiment(read(file), { file, readFile: read }))
}

describe('every committed experiment', () => {
  it.each(EXPERIMENTS)(
    '%s has the results in results/reference; if not, `node scripts/generate-docs.mjs` writes them anew',
    (file) => {
      const study = readStudy(file)
      const runs = study.variants.flatMap(({ number }) =>
        Array.from({ length: REPLICATIONS }, (_, replication) =>
          runReplication(study, number, replication),
        ),
      )
      const reference = file.replace('scenarios/experiments', 'results/reference')

      expect(variantTable(study, runs)).toBe(read(reference.replace(/\.yaml$/, '.csv')))
    },
  )

  it.each(EXPERIMENTS)('%s is asked and answered in the cookbook', (file) => {
    const page = read('docs/cookbook.md')
    const command = `\`\`\`sh\nseatrial compare ${file}\n\`\`\`\n\n\`\`\`text\n`
    const printed = page.split(command)[1]?.split('```')[0] ?? ''

    expect(printed.split('\n').length).toBeGreaterThan(20)
  })

  it('leaves out no variant', () => {
    expect(EXPERIMENTS.length).toBeGreaterThanOrEqual(6)
    expect(EXPERIMENTS.flatMap((file) => readStudy(file).leftOut)).toEqual([])
  })
})
