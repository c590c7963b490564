import { describe, expect, it } from 'vitest'
import { fitBlocks } from '../../src/compare/fit-blocks.ts'
import type { LabelledLines } from '../../src/text/labelled-lines.ts'

const BLOCKS = [
  block('In pairs', 2),
  block('Pareto front', 5),
  block('Timeout', 3),
  block('What moves it', 5),
  block('How sure', 4),
]

describe('the blocks for which a screen has room', () => {
  it.each([
    { room: 27, labels: ['In pairs', 'Pareto front', 'Timeout', 'What moves it', 'How sure'] },
    { room: 26, labels: ['Pareto front', 'Timeout', 'What moves it', 'How sure'] },
    { room: 20, labels: ['Pareto front', 'Timeout', 'What moves it', 'How sure'] },
    { room: 19, labels: ['Pareto front', 'Timeout', 'How sure', 'No room for'] },
    { room: 15, labels: ['Timeout', 'How sure', 'No room for'] },
  ])('are $labels of $room lines', ({ room, labels }) => {
    const fitting = fitBlocks(BLOCKS, 10, room)

    expect(fitting.map(({ label }) => label)).toEqual(labels)
  })

  it('say what there was no room for', () => {
    expect(fitBlocks(BLOCKS, 10, 12).at(-1)).toEqual({
      label: 'No room for',
      lines: ['What moves it, Pareto front; --json has it all'],
    })
  })
})

function block(label: string, count: number): LabelledLines {
  return { label, lines: Array.from({ length: count }, () => label) }
}
