import { describe, expect, it } from 'vitest'
import { shellWords } from '../../src/kubectl/shell-words.ts'

describe('the words of a command line', () => {
  it.each([
    ['kubectl  get pods', ['kubectl', 'get', 'pods']],
    [
      `patch sts web -p '{"spec": {"replicas": 2}}'`,
      ['patch', 'sts', 'web', '-p', '{"spec": {"replicas": 2}}'],
    ],
    [`-p "{\\"spec\\": {}}"`, ['-p', '{"spec": {}}']],
    [`--patch='{"a": 1}' web`, ['--patch={"a": 1}', 'web']],
    ['', []],
  ])('%s', (line, words) => {
    expect(shellWords(line)).toEqual(words)
  })
})
