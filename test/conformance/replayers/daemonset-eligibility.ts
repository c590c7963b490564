import { DaemonPlacement } from '@seatrial/controllers'
import {
  type JsonObject,
  type StringMap,
  type Taint,
  behaviours,
  resolveFeatureGates,
} from '@seatrial/core'
import { compareJson } from '../compare-json.ts'
import { type Replayer, expectedFields, judge } from '../replayer.ts'

interface Given {
  readonly node: {
    readonly metadata: { readonly name: string; readonly labels?: StringMap }
    readonly spec?: { readonly taints?: readonly Taint[] }
  }
  readonly template: { readonly spec?: JsonObject }
  readonly featureGates?: Readonly<Record<string, boolean>>
}

/** May this node run this DaemonSet? */
export const daemonSetEligibilityReplayer: Replayer = {
  kind: 'daemonset-eligibility',
  replay(testCase, profile) {
    const { node, template, featureGates } = testCase.given as unknown as Given
    const { tolerationComparison } = behaviours(profile, resolveFeatureGates(profile, featureGates))
    const placement = new DaemonPlacement(template.spec ?? {}, tolerationComparison)
    const { reason, ...got } = placement.judge({
      name: node.metadata.name,
      labels: node.metadata.labels ?? {},
      taints: node.spec?.taints ?? [],
    })
    return judge(compareJson(expectedFields(testCase, profile), got), { reasons: [reason] })
  },
}
