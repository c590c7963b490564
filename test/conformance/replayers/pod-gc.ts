import { PodGarbageCollector } from '@seatrial/controllers'
import { type JsonObject, type WallTime, parseTimestamp, seconds } from '@seatrial/core'
import { compareJson } from '../compare-json.ts'
import { BareCluster, type TimedRequest } from '../nodes/bare-cluster.ts'
import { NodeScript, type NodeStep } from '../nodes/node-script.ts'
import { type RecordedAction, inActionOrder, recordedSeconds } from '../nodes/recorded-actions.ts'
import { type Replayer, expectedFields, judge } from '../replayer.ts'

interface Given {
  readonly now: string
  readonly terminatedPodThreshold: number
  readonly nodes: readonly JsonObject[]
  readonly pods: readonly JsonObject[]
  readonly steps: readonly NodeStep[]
  readonly until: number
}

/** Which pods does the pod garbage collector write off and delete, and when? */
export const podGarbageCollectionReplayer: Replayer = {
  kind: 'pod-gc',
  replay(testCase, profile) {
    const given = testCase.given as unknown as Given
    const cluster = new BareCluster(profile)
    const script = new NodeScript(cluster.server, parseTimestamp(given.now) as WallTime)
    new PodGarbageCollector({
      ...cluster.environment,
      pods: cluster.pods,
      terminatedPodThreshold: given.terminatedPodThreshold,
      firstPass: seconds(0),
    })
    for (const node of given.nodes) script.writeNode(node)
    for (const pod of given.pods) script.writePod(pod)
    script.plan(cluster.simulation, given.steps)
    cluster.run(given.until)
    const got = { actions: recordedActions(cluster.requests), left: cluster.podsLeft() }
    return judge(compareJson(expectedFields(testCase, profile), got))
  },
}

/** The writes, sorted; the same write twice at one moment is recorded once. */
function recordedActions(requests: readonly TimedRequest[]): readonly RecordedAction[] {
  const actions = new Map<string, RecordedAction>()
  for (const request of requests) {
    const action = describeWrite(request)
    if (action !== undefined) actions.set(JSON.stringify(action), action)
  }
  return [...actions.values()].toSorted(inActionOrder)
}

function describeWrite({ time, request }: TimedRequest): RecordedAction | undefined {
  const at = recordedSeconds(time)
  const pod = request.name
  if (request.verb === 'delete') {
    return { at, what: 'delete', pod, more: `grace ${request.gracePeriodSeconds ?? 'default'}` }
  }
  if (request.verb !== 'patch' || !('status' in request)) return undefined
  const { phase, condition } = request.status
  const said = condition && ` ${condition.type}=${condition.status} ${condition.reason}`
  return { at, what: 'status', pod, more: `${phase}${said ?? ''}` }
}
