import { START } from '@seatrial/core'
import { type RunResult, type Violation, scenario } from '@seatrial/scenarios'
import { describe, expect, it } from 'vitest'
import { exitCodeOfRun } from '../src/commands/run/exit-code-of-run.ts'
import { violationText } from '../src/commands/run/violation-text.ts'
import { EXIT_CODE, gravestOf } from '../src/exit-code.ts'

const violation: Violation = {
  rule: 'one-pod-per-identity',
  time: START,
  object: 'pod/kafka-0',
  detail: 'there are two',
  replay: 'seatrial run kafka.yaml --check',
}

/** What is asked of a result. */
function resultOf(
  given: Partial<Pick<RunResult, 'outcome' | 'expectations' | 'violations'>>,
): RunResult {
  return { outcome: 'done', expectations: [], violations: [], ...given } as unknown as RunResult
}

const failed = { text: 'x', result: 'failed' as const }

describe('exit codes', () => {
  it('come in the order 4, 2, 3, 1', () => {
    const { invariantViolated, badInput, unfinished, expectationFailed, done } = EXIT_CODE

    expect(gravestOf([expectationFailed, unfinished, badInput, invariantViolated])).toBe(4)
    expect(gravestOf([expectationFailed, unfinished, badInput])).toBe(2)
    expect(gravestOf([expectationFailed, done, unfinished])).toBe(3)
    expect(gravestOf([])).toBe(0)
  })

  it('tell of a run what is gravest', () => {
    const plain = scenario('kind: Scenario\nspec: {}\n')

    expect(exitCodeOfRun(resultOf({}), plain)).toBe(0)
    expect(exitCodeOfRun(resultOf({ expectations: [failed] }), plain)).toBe(1)
    expect(exitCodeOfRun(resultOf({ outcome: 'stalled', expectations: [failed] }), plain)).toBe(3)
    expect(exitCodeOfRun(resultOf({ outcome: 'horizon', violations: [violation] }), plain)).toBe(4)
  })

  it('take a stall that was expected for done, but no horizon', () => {
    const stalling = scenario('kind: Scenario\nspec: { expect: stalled }\n')
    const met = [{ text: 'stalled', result: 'met' as const }]

    expect(exitCodeOfRun(resultOf({ outcome: 'stalled', expectations: met }), stalling)).toBe(0)
    expect(exitCodeOfRun(resultOf({ outcome: 'horizon', expectations: met }), stalling)).toBe(3)
  })
})

describe('violations', () => {
  it('are told with the command that shows them again', () => {
    expect(violationText([violation])).toBe(
      'violated at 0s: one-pod-per-identity: pod/kafka-0: there are two\n' +
        'This is a mistake in Seatrial, not in your input. Please report it with:\n' +
        '  seatrial run kafka.yaml --check\n',
    )
    expect(violationText([])).toBe('')
  })
})
