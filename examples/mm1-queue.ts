import {
  PHASES,
  RandomStreams,
  Simulation,
  compileSampler,
  entityKey,
  seconds,
  uniform,
} from '@seatrial/core'

const simulation = new Simulation()
const streams = new RandomStreams(42, 0)
const arrival = compileSampler({ type: 'exponential', mean: seconds(1) })
const service = compileSampler({ type: 'exponential', mean: seconds(0.9) })
const draw = (sampler: typeof arrival, name: string, customer: number) =>
  sampler.sample(uniform(streams.purpose(name), entityKey('queue'), customer))
const arrivedAt: number[] = []
let waited = 0
let served = 0

const arrive = simulation.defineEvent('Arrival', PHASES.clusterTimer, (customer) => {
  arrivedAt.push(simulation.now)
  if (arrivedAt.length - served === 1) serve()
  if (customer < 99_999) {
    simulation.scheduleAfter(draw(arrival, 'arrival', customer), arrive, customer + 1)
  }
})
const leave = simulation.defineEvent('Departure', PHASES.clusterTimer, () => {
  served += 1
  if (arrivedAt.length > served) serve()
})
function serve(): void {
  waited += simulation.now - Number(arrivedAt[served])
  simulation.scheduleAfter(draw(service, 'service', served), leave, served)
}

simulation.scheduleAfter(seconds(0), arrive, 0)
simulation.runUntil(seconds(1e9) as never)
console.log(`${served} customers waited ${(waited / served / 1e6).toFixed(2)} s on average`)
