import { describe, expect, it } from 'vitest'
import { wrapCommand } from '../../src/text/wrap-command.ts'

describe('wrapCommand', () => {
  it('leaves a command that fits as it is', () => {
    expect(wrapCommand('seatrial run a.yaml', 40)).toEqual(['seatrial run a.yaml'])
  })

  it('goes on behind a backslash, as a shell does', () => {
    expect(wrapCommand('seatrial run a.yaml --ready 25s..65s --seed 2', 24)).toEqual([
      'seatrial run a.yaml \\',
      '  --ready 25s..65s \\',
      '  --seed 2',
    ])
  })

  it('keeps a word whole that is wider than a line', () => {
    expect(wrapCommand('run a-very-long-name.yaml', 10)).toEqual([
      'run \\',
      '  a-very-long-name.yaml',
    ])
  })
})
