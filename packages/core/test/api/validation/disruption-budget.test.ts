import { describe, expect, it } from 'vitest'
import { type JsonObject, disruptionBudgetErrors } from '../../../src/index.ts'

const SELECTOR = { matchLabels: { app: 'web' } }

describe('a disruption budget', () => {
  it.each([
    { spec: { minAvailable: 2 } },
    { spec: { maxUnavailable: '50%' } },
    { spec: { maxUnavailable: 0, unhealthyPodEvictionPolicy: 'AlwaysAllow' } },
    { spec: {} },
  ])('is accepted: $spec', ({ spec }) => {
    expect(errorsOf(spec)).toEqual([])
  })

  it.each([
    {
      spec: { minAvailable: 1, maxUnavailable: 1 },
      errors: ['Invalid spec: minAvailable and maxUnavailable cannot be both set'],
    },
    {
      spec: { maxUnavailable: '101%' },
      errors: ['Invalid spec.maxUnavailable: must not be greater than 100%'],
    },
    {
      spec: { minAvailable: -1 },
      errors: ['Invalid spec.minAvailable: must be greater than or equal to 0'],
    },
    {
      spec: { minAvailable: 1, unhealthyPodEvictionPolicy: 'Never' },
      errors: [
        'NotSupported spec.unhealthyPodEvictionPolicy: supported values: "AlwaysAllow", "IfHealthyBudget"',
      ],
    },
  ])('is refused: $spec', ({ spec, errors }) => {
    expect(errorsOf(spec)).toEqual(errors)
  })

  it('is shown as the API server holds it', () => {
    const spec = { minAvailable: 1, maxUnavailable: '50%', selector: SELECTOR }

    expect(disruptionBudgetErrors({ spec })[0]?.shownValue).toBe(
      '{"MinAvailable":1,"Selector":{"matchLabels":{"app":"web"}},"MaxUnavailable":"50%","UnhealthyPodEvictionPolicy":null}',
    )
  })
})

function errorsOf(spec: JsonObject): readonly string[] {
  const errors = disruptionBudgetErrors({ spec: { selector: SELECTOR, ...spec } })
  return errors.map(({ type, field, detail }) => `${type} ${field}: ${detail}`)
}
