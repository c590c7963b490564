import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { assert } from '@seatrial/core'
import { runReplication } from '@seatrial/scenarios'
import { readGathered } from '../study/gather-study.ts'
import type { ReplicationKey } from './replication-order.ts'
import type { WorkerTask } from './worker-task.ts'

// The program of a thread: reads the study from its inputs, as the command did, says so, and runs
// replications.
const { input, hash } = workerData as WorkerTask
const port = parentPort as MessagePort
const study = readGathered(input)
assert(study.hash === hash, 'a thread reads the same study as the command')

port.on('message', (keys: readonly ReplicationKey[]) => {
  const run = ({ variant, replication }: ReplicationKey) =>
    runReplication(study, variant, replication)
  port.postMessage(keys.map(run), [])
})
port.postMessage('up', [])
