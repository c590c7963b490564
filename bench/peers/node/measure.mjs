import { readFileSync } from 'node:fs'

/** How many increments, pauses or services a work file holds of each. */
const NUMBERS = 8192

/** The work in the file that the command line names; the format is described in `work.ts`. */
function readWork() {
  const [head, ...lines] = readFileSync(process.argv[2], 'utf8').trimEnd().split('\n')
  const [type, size, units, rounds] = head.split(' ')
  return {
    type,
    size: Number(size),
    units: Number(units),
    rounds: Number(rounds),
    numbers: Float64Array.from(lines, Number),
  }
}

/**
 * Does the work of the file and prints what came out.
 *
 * @param program what did it, with its version
 * @param jobs for each type of work that the program knows: given the work, one round of it
 */
export function measure(program, jobs) {
  const { type, rounds, ...work } = readWork()
  const round = jobs[type](work)
  let checksum = round(0)
  const nanoseconds = []
  for (let index = 0; index < rounds; index++) {
    const { user, system } = process.cpuUsage()
    checksum = round(checksum)
    const used = process.cpuUsage({ user, system })
    nanoseconds.push(((used.user + used.system) * 1_000) / work.units)
  }
  console.log(
    JSON.stringify({ program: `${program}, Node ${process.version}`, checksum, nanoseconds }),
  )
}

/** Adds an instant to the checksum, which has 32 bits. */
export function mix(checksum, time) {
  return (Math.imul(checksum, 31) + time) | 0
}

/** When entity number `index` is due first. */
export function firstTime(numbers, index) {
  return numbers[index % NUMBERS] + Math.floor(index / NUMBERS)
}

/** HOLD on a queue of `push(time, entity)`, and `pop()` that answers the time and sets `entity`. */
export function holdOn(queue, { size, units, numbers }) {
  for (let entity = 0; entity < size; entity++) queue.push(firstTime(numbers, entity), entity)
  return (before) => {
    let checksum = before
    for (let hold = 0; hold < units; hold++) {
      const time = queue.pop()
      checksum = mix(checksum, time)
      queue.push(time + numbers[hold % NUMBERS], queue.entity)
    }
    return checksum
  }
}

/** The pause before a customer and the service of one, by the customer's number. */
export function drawsOf(numbers) {
  return {
    pauseBefore: (customer) => numbers[customer % NUMBERS],
    serviceOf: (customer) => numbers[NUMBERS + (customer % NUMBERS)],
  }
}
