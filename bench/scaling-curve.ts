import type { Row } from './harness.ts'
import { type Recording, newestBySuite } from './recording.ts'
import { shortNumber } from './results-page.ts'

/** What a pod cost in a rollout of so many. */
export interface ScalingPoint {
  readonly kind: string
  readonly pods: number
  readonly microsecondsPerPod: number
}

const SUITES = ['cluster/scaling', 'large/scaling']

/** The points of the newest recordings, by kind and then by size. */
export function scalingPoints(recordings: readonly Recording[]): readonly ScalingPoint[] {
  const newest = newestBySuite(recordings)
  const points = SUITES.flatMap((suite) =>
    (newest.get(suite)?.rows ?? []).filter((row) => row.suite === suite).flatMap(pointsOf),
  )
  const byKey = new Map(points.map((point) => [`${point.kind} ${point.pods}`, point]))
  return [...byKey.values()].sort((a, b) =>
    a.kind === b.kind ? a.pods - b.pods : a.kind < b.kind ? -1 : 1,
  )
}

/** A table that any program reads. */
export function scalingTable(points: readonly ScalingPoint[]): string {
  const lines = points.map(({ kind, pods, microsecondsPerPod }) =>
    [kind, pods, microsecondsPerPod.toFixed(1)].join(','),
  )
  return ['kind,pods,microseconds_per_pod', ...lines, ''].join('\n')
}

/** The same as a picture: pods to the right by powers of ten, time a pod upwards from nothing. */
export function scalingPicture(points: readonly ScalingPoint[]): string {
  const frame = frameOf(points)
  const kinds = [...new Set(points.map(({ kind }) => kind))]
  const curves = kinds.map((kind, index) => {
    const curve = points.filter((point) => point.kind === kind)
    return curveOf(curve, frame, COLOURS[index % COLOURS.length] ?? 'black')
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`,
    `<text x="${LEFT}" y="22" font-weight="bold">Time a pod, created and rolled, by the number of pods</text>`,
    ...axesOf(frame),
    ...curves,
    '</svg>',
    '',
  ].join('\n')
}

/** Where a point of the picture lies. */
interface Frame {
  readonly decades: readonly number[]
  readonly highest: number
  readonly x: (pods: number) => number
  readonly y: (microsecondsPerPod: number) => number
}

function frameOf(points: readonly ScalingPoint[]): Frame {
  const exponents = points.map(({ pods }) => Math.log10(pods))
  const first = Math.floor(Math.min(...exponents))
  const last = Math.max(Math.ceil(Math.max(...exponents)), first + 1)
  const highest = roundedUp(Math.max(...points.map((point) => point.microsecondsPerPod)))
  return {
    decades: Array.from({ length: last - first + 1 }, (_, index) => first + index),
    highest,
    x: (pods) => LEFT + ((Math.log10(pods) - first) / (last - first)) * (RIGHT - LEFT),
    y: (microseconds) => BOTTOM - (microseconds / highest) * (BOTTOM - TOP),
  }
}

function axesOf({ decades, highest, x, y }: Frame): readonly string[] {
  const columns = decades.flatMap((decade) => {
    const at = x(10 ** decade).toFixed(1)
    return [
      `<path d="M${at} ${TOP}V${BOTTOM}" stroke="#ddd"/>`,
      `<text x="${at}" y="${BOTTOM + 20}" text-anchor="middle">${(10 ** decade).toLocaleString('en')}</text>`,
    ]
  })
  const rows = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => {
    const at = y(share * highest).toFixed(1)
    return [
      `<path d="M${LEFT} ${at}H${RIGHT}" stroke="#ddd"/>`,
      `<text x="${LEFT - 8}" y="${at}" dy="4" text-anchor="end">${share * highest} µs</text>`,
    ]
  })
  return [...columns, ...rows]
}

function curveOf(points: readonly ScalingPoint[], { x, y }: Frame, colour: string): string {
  const places = points.map(({ pods, microsecondsPerPod }) => ({
    at: `${x(pods).toFixed(1)} ${y(microsecondsPerPod).toFixed(1)}`,
    x: x(pods).toFixed(1),
    y: y(microsecondsPerPod).toFixed(1),
    label: shortNumber(microsecondsPerPod),
  }))
  const last = places.at(-1)
  return [
    `<g fill="${colour}">`,
    `<path d="M${places.map(({ at }) => at).join('L')}" fill="none" stroke="${colour}" stroke-width="2"/>`,
    ...places.map((place) => `<circle cx="${place.x}" cy="${place.y}" r="3.5"/>`),
    ...places.map(
      (place) =>
        `<text x="${place.x}" y="${place.y}" dy="-8" text-anchor="middle">${place.label}</text>`,
    ),
    `<text x="${last?.x}" y="${last?.y}" dx="10" dy="4">${points[0]?.kind}</text>`,
    '</g>',
  ].join('\n')
}

/** The next 1, 2 or 4 followed by zeros. */
function roundedUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return power * ([1, 2, 4].find((digit) => digit * power >= value) ?? 10)
}

function pointsOf({ question, median }: Row): readonly ScalingPoint[] {
  const [, kind, pods] = /^(\w+), ([\d,]+) pods$/.exec(question) ?? []
  if (kind === undefined || pods === undefined) return []
  return [{ kind, pods: Number(pods.replaceAll(',', '')), microsecondsPerPod: median / 1_000 }]
}

const [WIDTH, HEIGHT] = [760, 400]
const [LEFT, RIGHT, TOP, BOTTOM] = [80, 640, 50, 350]
const COLOURS = ['#1b6ca8', '#c4572b']
