import { describe, expect, it, vi } from 'vitest'
import { read } from './house/repository.ts'

const page = read('docs/library.md')

const EXAMPLES = [
  ['rollout', () => import('../examples/rollout.ts')],
  ['mm1-queue', () => import('../examples/mm1-queue.ts')],
  ['own-controller', () => import('../examples/own-controller.ts')],
] as const

describe('the examples of docs/library.md', () => {
  it.each(EXAMPLES)('%s stands there as it is, with what it prints', async (name, run) => {
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
