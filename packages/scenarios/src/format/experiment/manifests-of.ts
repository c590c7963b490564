import type { Manifest } from '../manifests/manifest.ts'
import type { Scenario } from '../scenario/scenario.ts'

/** All manifests of a scenario in the order in which they come to the cluster. */
export function manifestsOf({ existing, manifests, timeline }: Scenario): readonly Manifest[] {
  const applied = timeline.flatMap(({ actions }) =>
    actions.flatMap((action) => (action.type === 'apply' ? action.manifests : [])),
  )
  return [...existing, ...manifests, ...applied]
}
