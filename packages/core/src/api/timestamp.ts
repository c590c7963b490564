import type { SimTime } from '../kernel/time.ts'

declare const wallTimeBrand: unique symbol

/** A point in wall time: whole microseconds since 1970-01-01T00:00:00Z. Leap seconds do not exist. */
export type WallTime = number & { readonly [wallTimeBrand]: 'WallTime' }

const MICROSECONDS_PER_SECOND = 1_000_000
const SECONDS_PER_DAY = 86_400

const RFC_3339 =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:Z|([+-])(\d{2}):(\d{2}))$/

/** The wall time at an instant of the simulation, of which `epoch` is the wall time of its start. */
export function wallTimeAt(epoch: WallTime, time: SimTime): WallTime {
  return (epoch + time) as WallTime
}

/**
 * The wall time that an RFC 3339 text names, as the Kubernetes API writes its timestamps.
 * Digits beyond the microsecond are dropped. Returns `undefined` for any other text, also for a
 * day that the calendar does not have.
 */
export function parseTimestamp(text: string): WallTime | undefined {
  const match = RFC_3339.exec(text)
  if (match === null) return undefined
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as Six
  const offset = offsetSeconds(match[8], Number(match[9] ?? 0), Number(match[10] ?? 0))
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined
  if (hour > 23 || minute > 59 || second > 59 || offset === undefined) return undefined
  const ofDay = hour * 3_600 + minute * 60 + second
  const seconds = daysSince1970(year, month, day) * SECONDS_PER_DAY + ofDay - offset
  const fraction = Number((match[7] ?? '').slice(0, 6).padEnd(6, '0'))
  return (seconds * MICROSECONDS_PER_SECOND + fraction) as WallTime
}

/**
 * A wall time as the Kubernetes API writes it: UTC, cut to the whole second.
 * Years 0000 to 9999 can be written; the caller keeps to them.
 */
export function formatTimestamp(time: WallTime): string {
  const seconds = Math.floor(time / MICROSECONDS_PER_SECOND)
  const days = Math.floor(seconds / SECONDS_PER_DAY)
  const ofDay = seconds - days * SECONDS_PER_DAY
  const clock = [Math.floor(ofDay / 3_600), Math.floor(ofDay / 60) % 60, ofDay % 60]
  return `${formatDay(days)}T${clock.map(twoDigits).join(':')}Z`
}

type Six = [number, number, number, number, number, number]

function offsetSeconds(sign = '+', hours: number, minutes: number): number | undefined {
  if (hours > 23 || minutes > 59) return undefined
  const seconds = hours * 3_600 + minutes * 60
  return sign === '-' ? -seconds : seconds
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/*
 * Both directions count years from 1 March, so that the leap day is a year's last, and whole cycles
 * of 400 years, which all have the same length. 1970-01-01 is day 719,468 since 0000-03-01.
 */
const DAYS_PER_CYCLE = 146_097
const DAYS_BEFORE_1970 = 719_468

function daysSince1970(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year
  const cycle = Math.floor(marchYear / 400)
  const yearOfCycle = marchYear - cycle * 400
  const dayOfYear = daysBeforeMonth((month + 9) % 12) + day - 1
  return cycle * DAYS_PER_CYCLE + daysBeforeYear(yearOfCycle) + dayOfYear - DAYS_BEFORE_1970
}

function formatDay(sinceEpoch: number): string {
  const days = sinceEpoch + DAYS_BEFORE_1970
  const cycle = Math.floor(days / DAYS_PER_CYCLE)
  const dayOfCycle = days - cycle * DAYS_PER_CYCLE
  let yearOfCycle = Math.min(399, Math.floor(dayOfCycle / 365))
  while (daysBeforeYear(yearOfCycle) > dayOfCycle) yearOfCycle--
  const dayOfYear = dayOfCycle - daysBeforeYear(yearOfCycle)
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = ((marchMonth + 2) % 12) + 1
  const year = cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0)
  const day = dayOfYear - daysBeforeMonth(marchMonth) + 1
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`
}

/** Days of a 400-year cycle before its given year, which begins in March. */
function daysBeforeYear(yearOfCycle: number): number {
  return yearOfCycle * 365 + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100)
}

/** Days from 1 March to the first of a month; months count from March = 0, five of them are 153 days. */
function daysBeforeMonth(marchMonth: number): number {
  return Math.floor((153 * marchMonth + 2) / 5)
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
