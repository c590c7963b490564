import { drawsOf, firstTime, measure, mix } from './measure.mjs'

// The package exports nothing: all it does is to set `window.Sim`.
globalThis.window = {}
await import('simjs')
const { Sim, Entity, Facility } = globalThis.window.Sim

function hold({ size, units, numbers }) {
  let checksum = 0
  let holds = 0

  class Holder extends Entity {
    start(first) {
      this.setTimer(first).done(() => this.hold())
    }

    hold() {
      checksum = mix(checksum, this.time())
      this.setTimer(numbers[holds++ % 8192]).done(() => this.hold())
    }
  }

  const simulation = new Sim()
  for (let index = 0; index < size; index++) {
    simulation.addEntity(Holder, `${index}`, firstTime(numbers, index))
  }
  return (before) => {
    checksum = before
    holds = 0
    simulation.simulate(Infinity, units)
    return checksum
  }
}

function mm1({ units, numbers }) {
  const { pauseBefore, serviceOf } = drawsOf(numbers)

  class Source extends Entity {
    checksum = 0

    start(server) {
      this.server = server
      this.arrived = 0
      this.setTimer(pauseBefore(0)).done(() => this.arrive())
    }

    arrive() {
      this.useFacility(this.server, serviceOf(this.arrived)).done(() => this.depart())
      this.arrived += 1
      if (this.arrived < units) this.setTimer(pauseBefore(this.arrived)).done(() => this.arrive())
    }

    depart() {
      this.checksum = mix(this.checksum, this.time())
    }
  }

  return (before) => {
    const simulation = new Sim()
    const source = simulation.addEntity(Source, 'source', new Facility('server'))
    source.checksum = before
    simulation.simulate(Infinity, Infinity)
    return source.checksum
  }
}

measure('simjs 2.0.3', { hold, mm1 })
