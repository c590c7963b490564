import { readFileSync } from 'node:fs'
import { NEVER, PHASES, PagedEventQueue, Simulation } from '@seatrial/core'
import { drawsOf, holdOn, measure, mix } from './measure.mjs'

class Queue {
  entity = 0
  #queue = new PagedEventQueue()

  push(time, entity) {
    this.#queue.push(time, 0, 0, entity)
  }

  pop() {
    this.#queue.pop()
    this.entity = this.#queue.entity
    return this.#queue.time
  }
}

function mm1({ units, numbers }) {
  const { pauseBefore, serviceOf } = drawsOf(numbers)
  return (before) => {
    const simulation = new Simulation()
    let checksum = before
    let present = 0
    const arrival = simulation.defineEvent('Arrival', PHASES.clusterTimer, (customer) => {
      present += 1
      if (present === 1) simulation.scheduleAfter(serviceOf(customer), departure, customer)
      const next = customer + 1
      if (next < units) simulation.scheduleAfter(pauseBefore(next), arrival, next)
    })
    const departure = simulation.defineEvent('Departure', PHASES.clusterTimer, (customer) => {
      checksum = mix(checksum, simulation.now)
      present -= 1
      const next = customer + 1
      if (present > 0) simulation.scheduleAfter(serviceOf(next), departure, next)
    })
    simulation.scheduleAfter(pauseBefore(0), arrival, 0)
    simulation.runUntil(NEVER)
    return checksum
  }
}

const manifest = new URL('node_modules/@seatrial/core/package.json', import.meta.url)
const { version } = JSON.parse(readFileSync(manifest, 'utf8'))

measure(`Seatrial ${version}`, { hold: (work) => holdOn(new Queue(), work), mm1 })
