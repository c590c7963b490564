import { describe, expect, it, vi } from 'vitest'
import { read } from './house/repository.ts'

const EXAMPLES = [
  ['rollout', 'docs/library.md', () => import('../examples/rollout.ts')],
  ['experiment', 'docs/library.md', () => import('../examples/experiment.ts')],
  ['mm1-queue', 'docs/library.md', () => import('../examples/mm1-queue.ts')],
  ['own-controller', 'docs/library.md', () => import('../examples/own-controller.ts')],
  ['statistics', 'docs/statistics.md', () => import('../examples/statistics.ts')],
] as const

describe('the examples', () => {
  it.each(EXAMPLES)('%s stands in %s as it is, with what it prints', async (name, file, run) => {
    const page = read(file)
    const printed: string[] = []
    const log = vi.spyOn(console, 'log').mockImplementation((...words) => {
      printed.push(words.join(' '))
    })

    await run()
    log.mockRestore()

    expect(page).toContain(`\`\`\`ts\n${read(`examples/${name}.ts`)}\`\`\``)
    expect(page).toContain(`\`\`\`\n${printed.join('\n')}\n\`\`\``)
  })
})
