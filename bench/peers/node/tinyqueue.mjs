import TinyQueue from 'tinyqueue'
import { holdOn, measure } from './measure.mjs'

class Queue {
  entity = 0
  #queue = new TinyQueue([], (a, b) => a.time - b.time || a.sequence - b.sequence)
  #pushedCount = 0

  push(time, entity) {
    this.#queue.push({ time, sequence: this.#pushedCount++, entity })
  }

  pop() {
    const { time, entity } = this.#queue.pop()
    this.entity = entity
    return time
  }
}

measure('tinyqueue 3.0.0', { hold: (work) => holdOn(new Queue(), work) })
