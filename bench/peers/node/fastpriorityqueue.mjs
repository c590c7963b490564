import FastPriorityQueue from 'fastpriorityqueue'
import { holdOn, measure } from './measure.mjs'

class Queue {
  entity = 0
  #queue = new FastPriorityQueue(
    (a, b) => a.time < b.time || (a.time === b.time && a.sequence < b.sequence),
  )
  #pushedCount = 0

  push(time, entity) {
    this.#queue.add({ time, sequence: this.#pushedCount++, entity })
  }

  pop() {
    const { time, entity } = this.#queue.poll()
    this.entity = entity
    return time
  }
}

measure('fastpriorityqueue 0.8.0', { hold: (work) => holdOn(new Queue(), work) })
