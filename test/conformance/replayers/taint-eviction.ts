import { TaintEvictionController } from '@seatrial/controllers'
import { type JsonObject, type StoredChange, type WallTime, nameOf } from '@seatrial/core'
import { compareJson } from '../compare-json.ts'
import { BareCluster } from '../nodes/bare-cluster.ts'
import { type RecordedAction, inActionOrder, recordedSeconds } from '../nodes/recorded-actions.ts'
import { NodeScript, type NodeStep } from '../nodes/node-script.ts'
import { type Replayer, expectedFields, judge } from '../replayer.ts'

interface Given {
  readonly nodes: readonly JsonObject[]
  readonly pods: readonly JsonObject[]
  readonly steps: readonly NodeStep[]
  readonly until: number
}

/** Which pods are deleted because of NoExecute taints, and when? */
export const taintEvictionReplayer: Replayer = {
  kind: 'taint-eviction',
  replay(testCase, profile) {
    const given = testCase.given as unknown as Given
    const cluster = new BareCluster(profile)
    const script = new NodeScript(cluster.server, 0 as WallTime)
    new TaintEvictionController({
      ...cluster.environment,
      pods: cluster.pods,
      defaultTolerationSeconds: 'none',
    })
    const deletions: RecordedAction[] = []
    cluster.server.subscribe({ changed: (change) => note(change, deletions) }, ['pods'])
    for (const node of given.nodes) script.writeNode(node)
    for (const pod of given.pods) script.writePod(pod)
    script.plan(cluster.simulation, given.steps)
    cluster.run(given.until)
    const got = { actions: deletions.toSorted(inActionOrder), left: cluster.podsLeft() }
    return judge(compareJson(expectedFields(testCase, profile), got))
  },
}

function note({ type, object, time }: StoredChange, deletions: RecordedAction[]): void {
  if (type !== 'DELETED') return
  const at = recordedSeconds(time)
  deletions.push({ at, what: 'delete', pod: nameOf(object) })
}
