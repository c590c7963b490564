import type { SwarmScenario } from './swarm-scenario.ts'

/**
 * Waits in which the real controllers remain for ever, or until their caches are next resynchronised,
 * half a day later: nothing wakes them, although there is something to do.
 *
 * - A DaemonSet with surge and minReadySeconds: the wake-up of a new pod that turns Ready is dropped when
 *   an earlier one is due already (a waiting key keeps its earliest time), and the status, which looks at
 *   the old pod of each node, sees nothing that is still to become available. (`daemonset-and-nodes.md`
 *   A7.4, A10)
 */
export function isKnownStall(swarm: SwarmScenario, unsettled: readonly string[]): boolean {
  return unsettled.every((who) => {
    const agent = /^daemonset\/agent(\d+)$/.exec(who)
    const set = agent === null ? undefined : swarm.daemonSets[Number(agent[1])]
    return set !== undefined && set.strategy === 'RollingUpdate' && set.maxSurge !== 0
  })
}
