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
