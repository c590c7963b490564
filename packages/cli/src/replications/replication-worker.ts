import { type MessagePort, parentPort } from 'node:worker_threads'
import { assert } from '@seatrial/core'
import type { Study } from '@seatrial/scenarios'
import type { ThreadMessage } from './thread-message.ts'
import { carryOut } from './work-order.ts'

// The program of a thread: says that it is up, and carries out orders, one after the other.
const port = parentPort as MessagePort
let study: Study | undefined

port.on('message', (message: ThreadMessage) => {
  if (message.type === 'study') {
    study = message.study
    return
  }
  assert(study !== undefined, 'a thread has a study before it has orders')
  port.postMessage(carryOut(study, message.order), [])
})
port.postMessage('up', [])
