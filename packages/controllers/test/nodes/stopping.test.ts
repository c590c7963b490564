import { seconds } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { DisruptionController } from '../../src/disruption/disruption-controller.ts'
import { NodeLifecycleController } from '../../src/node-lifecycle/node-lifecycle-controller.ts'
import { PodGarbageCollector } from '../../src/pod-gc/pod-garbage-collector.ts'
import { TaintEvictionController } from '../../src/taint-eviction/taint-eviction-controller.ts'
import { NodeRig } from './node-rig.ts'

describe('the controllers of nodes', () => {
  it('leave nothing behind that they had planned when they are stopped', () => {
    const rig = new NodeRig()
    const { pods, heartbeats, budgets } = rig
    const environment = { ...rig.environment, pods }
    const firstPass = seconds(0)
    const controllers = [
      new NodeLifecycleController({ ...environment, heartbeats, firstPass }),
      new TaintEvictionController(environment),
      new PodGarbageCollector({ ...environment, firstPass }),
      new DisruptionController({ ...environment, budgets }),
    ]
    rig.addNode('a', { taints: ['node.kubernetes.io/unreachable:NoExecute'] })
    rig.addNode('b', { ready: 'Unknown' })
    rig.addPod('web-0', { node: 'a' })
    rig.addPod('web-1', { node: 'gone' })
    rig.at(1, () => rig.silence('a'))
    rig.run(2)

    for (const controller of controllers) controller.stop()

    expect(rig.simulation.pendingCount).toBe(0)
  })
})
