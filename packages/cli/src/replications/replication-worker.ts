import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { assert } from '@seatrial/core'
import { readGathered } from '../study/gather-study.ts'
import { type WorkOrder, carryOut } from './work-order.ts'
import type { WorkerTask } from './worker-task.ts'

// The program of a thread: reads the study from its inputs, as the command did, says so, and carries
// out orders.
const { input, hash } = workerData as WorkerTask
const port = parentPort as MessagePort
const study = readGathered(input)
assert(study.hash === hash, 'a thread reads the same study as the command')

port.on('message', (order: WorkOrder) => port.postMessage(carryOut(study, order), []))
port.postMessage('up', [])
