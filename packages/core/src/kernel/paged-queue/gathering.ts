import type { EventSink, EventTable } from './event-table.ts'

/**
 * Events taken together to be laid out anew, and what must be known of their times for that.
 * Cancelled ones are dropped on the way.
 */
export class Gathering implements EventSink {
  /** All of them, as they came. */
  readonly slots: number[] = []
  earliest: number = Infinity
  latest: number = -Infinity
  private readonly events: EventTable
  /** Every n-th time that was added. */
  private readonly sample: number[] = []
  private sampleStride = 1

  constructor(events: EventTable) {
    this.events = events
  }

  add(time: number, slot: number): void {
    if (this.events.whatOf(slot) < 0) {
      this.events.releaseGone(slot)
      return
    }
    if (this.slots.length % this.sampleStride === 0) this.addToSample(time)
    this.slots.push(slot)
    if (time < this.earliest) this.earliest = time
    if (time > this.latest) this.latest = time
  }

  get count(): number {
    return this.slots.length
  }

  /** Hands all events over. */
  handOver(sink: EventSink): void {
    for (const slot of this.slots) sink.add(this.events.timeOf(slot), slot)
  }

  /**
   * The usual time from one event to the next among the first quarter of them: what comes soon
   * decides. A burst at one instant must not make it so small that the rest lies far apart.
   */
  get gap(): number {
    const sorted = this.sample.toSorted((a, b) => a - b)
    const quartile = sorted[sorted.length >> 2] ?? this.earliest
    const gapAtFirst = (4 * (quartile - this.earliest)) / this.count
    const gapOnAverage = (this.latest - this.earliest) / this.count
    return Math.max(gapAtFirst, gapOnAverage / 64)
  }

  /** Doubles n whenever the sample gets too large. */
  private addToSample(time: number): void {
    const sample = this.sample
    sample.push(time)
    if (sample.length < SAMPLE_MAX) return
    for (let index = 0; 2 * index < SAMPLE_MAX; index++) sample[index] = sample[2 * index] as number
    sample.length /= 2
    this.sampleStride *= 2
  }
}

const SAMPLE_MAX = 128
