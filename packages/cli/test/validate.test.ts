import { describe, expect, it } from 'vitest'
import { comparisonJsonSchema, scenarioJsonSchema, summaryJsonSchema } from '@seatrial/scenarios'
import { KAFKA, KAFKA_SCENARIO, SECRET } from './kafka.ts'
import { aFile, seatrial } from './seatrial.ts'

describe('seatrial validate', () => {
  it('says of each file what it holds', async () => {
    const manifests = aFile('kafka.yaml', `${KAFKA}---\n${SECRET}`)
    const scenario = aFile('a.yaml', `kind: Scenario\nspec: {}\n---\n${KAFKA}`)
    const { code, out, err } = await seatrial(['validate', manifests, scenario])

    expect([code, err]).toEqual([0, 'left out: Secret\n'])
    expect(out).toBe(`${manifests}: 1 StatefulSet\n${scenario}: Scenario a\n`)
  })

  it('tells all that is wrong, in all files, and ends with 2', async () => {
    const wrong = aFile('kafka.yaml', KAFKA.replace('replicas: 3', 'replicas: three'))
    const scenario = aFile('a.yaml', KAFKA_SCENARIO.replace('manifests', 'manifest'))
    const right = aFile('right.yaml', KAFKA)
    const { code, out, err } = await seatrial(['validate', wrong, scenario, right])

    expect(code).toBe(2)
    expect(out).toBe(`${right}: 1 StatefulSet\n`)
    expect(err.split('\n')).toEqual([
      expect.stringMatching(/kafka\.yaml:6:13: spec\.replicas: expected .*, got "three"$/),
      expect.stringMatching(
        /a\.yaml:4:3: spec\.manifest: expected .*\(did you mean manifests\?\)$/,
      ),
      '',
    ])
  })

  it('checks the other files where one cannot be read', async () => {
    const right = aFile('right.yaml', KAFKA)
    const { code, out, err } = await seatrial(['validate', 'nowhere/a.yaml', right])

    expect(code).toBe(2)
    expect(out).toBe(`${right}: 1 StatefulSet\n`)
    expect(err).toBe('nowhere/a.yaml: expected a file that can be read, got none of that name\n')
  })

  it('tells programs everything as one document, and nothing beside it', async () => {
    const right = aFile('right.yaml', `${KAFKA}---\n${SECRET}`)
    const wrong = aFile('wrong.yaml', KAFKA.replace('replicas', 'replcas'))
    const { code, out, err } = await seatrial(['validate', right, wrong, 'nowhere.yaml', '--json'])

    expect([code, err]).toEqual([2, ''])
    expect(JSON.parse(out)).toEqual({
      schemaVersion: 1,
      files: [{ file: right, holds: '1 StatefulSet', remarks: ['left out: Secret'] }],
      problems: [
        {
          file: wrong,
          line: 6,
          column: 3,
          path: 'spec.replcas',
          expected: 'a field of a StatefulSet',
          got: '"replcas"',
          suggestion: 'replicas',
        },
        {
          file: 'nowhere.yaml',
          line: null,
          column: null,
          path: '',
          expected: 'a file that can be read',
          got: 'none of that name',
          suggestion: null,
        },
      ],
    })
  })

  it.each([
    [[], scenarioJsonSchema()],
    [['input'], scenarioJsonSchema()],
    [['summary'], summaryJsonSchema()],
    [['comparison'], comparisonJsonSchema()],
  ])('prints the JSON Schema of %j', async (document, schema) => {
    const { code, out } = await seatrial(['validate', '--schema', ...document])

    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual(schema)
  })
})
