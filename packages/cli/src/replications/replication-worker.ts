import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import type { Study } from '@seatrial/scenarios'
import { type WorkOrder, carryOut } from './work-order.ts'

// The program of a thread: says that it is up, and carries out orders, one after the other.
const study = workerData as Study
const port = parentPort as MessagePort

port.on('message', (order: WorkOrder) => port.postMessage(carryOut(study, order), []))
port.postMessage('up', [])
