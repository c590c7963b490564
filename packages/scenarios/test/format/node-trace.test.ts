import { describe, expect, it } from 'vitest'
import { parseNodeTrace } from '../../src/format/scenario/node-trace.ts'
import { parseScenario } from '../../src/format/scenario/parse-scenario.ts'
import { errorsOf } from './errors-of.ts'

const TRACE = 'time,node,event\n90,pool-1,fail\n\n2m30s, pool-1, recover\n'

function parse(churn: string, file: string | undefined = TRACE) {
  return parseScenario(`kind: Scenario\nspec:\n  churn: ${churn}\n`, {
    file: 'scenarios/try.yaml',
    readFile: (path) => {
      if (file === undefined || path !== 'scenarios/nodes.csv') throw new Error('no such file')
      return file
    },
  })
}

describe('a trace of nodes', () => {
  const lines = [
    { time: 90_000_000, node: 'pool-1', event: 'fail' },
    { time: 150_000_000, node: 'pool-1', event: 'recover' },
  ]

  it('comes from a CSV file beside the scenario', () => {
    expect(parse('{ trace: nodes.csv }').churn).toEqual({ trace: lines })
  })

  it('may stand in the scenario', () => {
    const churn =
      '{ trace: [{ time: 90s, node: pool-1, event: fail }, { time: 2m30s, node: pool-1, event: recover }] }'

    expect(parse(churn).churn).toEqual({ trace: lines })
  })

  it('is refused where its file is not there', () => {
    const [error] = errorsOf(() => parse('{ trace: lost.csv }'))

    expect(error).toContain('spec.churn.trace')
    expect(error).toContain('no such file')
  })

  it.each([
    ['when,node,event', 1, 'the header time,node,event'],
    ['time,node,event\n90,pool-1', 2, 'a time, a node and an event'],
    ['time,node,event\nsoon,pool-1,fail', 2, 'seconds, or a duration'],
    ['time,node,event\n90,,fail', 2, 'the name of a node'],
    ['time,node,event\n90,pool-1,fial', 2, 'fail'],
  ])('names the line that it cannot read: %j', (text, line, expected) => {
    const { errors } = parseNodeTrace(text, 'nodes.csv')

    expect(errors).toHaveLength(1)
    expect(errors[0]?.position?.line).toBe(line)
    expect(errors[0]?.expected).toContain(expected)
  })
})
