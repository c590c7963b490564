import { between } from '@seatrial/core'
import {
  type Rollout,
  type RunCertainty,
  type RunResult,
  type SensitivityAttempt,
  workloadLabel,
} from '@seatrial/scenarios'
import { sensitivityLines } from '../compare/sensitivity-lines.ts'
import { formatDuration } from '../text/format-duration.ts'
import { formatNumber } from '../text/format-number.ts'
import { giveWay } from '../text/give-way.ts'
import { LABEL_WIDTH, type LabelledLines, layOutLabelled, shorten } from '../text/labelled-lines.ts'
import type { Style } from '../text/style.ts'
import { availabilityLines } from './availability-lines.ts'
import { certaintyLines, unrepeatedLines } from './certainty-lines.ts'
import { headline } from './headline.ts'
import { type InputCertainty, inputCertainty } from './input-certainty.ts'
import { inputLines } from './input-lines.ts'
import { type NextCommand, nextLines } from './next-command.ts'
import { podTimeLines } from './pod-time-lines.ts'
import { rolloutPicture } from './rollout-picture.ts'
import { verdictLines } from './verdict-lines.ts'
import { waitLines } from './wait-lines.ts'

/** What a screen tells besides the result. */
export interface RunScreenOptions {
  /** Letters a line at most. */
  readonly width: number
  readonly style: Style
  /** The latency profile of the cluster. */
  readonly profile: string
  /** What came of it with other chance; undefined when that was not tried. */
  readonly certainty?: RunCertainty | undefined
  /** Which inputs move the answer, or why that was not tried; undefined when nobody asked. */
  readonly sensitivity?: SensitivityAttempt | undefined
  /** Where the files lie, in words; undefined if none were written. */
  readonly files: string | undefined
  /** The command to try next, and why. */
  readonly next: NextCommand
}

const LINES_MAX = 40
/** The answer and an empty line. */
const HEAD_LINES = 2

const ROLLOUTS = 'Rollouts'
const PODS = 'Pods'
const WAITED_FOR = 'Waited for'
const AVAILABILITY = 'Availability'

/** What gives way where there is much to tell, in this order. */
const GIVING_WAY: readonly string[] = [ROLLOUTS, PODS, WAITED_FOR, AVAILABILITY]

const ROLLOUTS_SHOWN = 4
const WAITING_SHOWN = 6

/** A run on one screen: the answer in its first line, 40 lines at most, each with its line end. */
export function runScreen(result: RunResult, options: RunScreenOptions): string {
  const { width, style } = options
  const rollout = result.rollouts.at(-1)
  const certainty = inputCertainty(rollout, result.latencies, options.sensitivity)
  const answer = headline(rollout, result.outcome, {
    isAssumed: certainty.decisive.length > 0,
    usual: options.certainty?.duration?.usual,
  })
  const picture = rollout === undefined ? [] : rolloutPicture(rollout, width)
  const pictured = [...(picture.length === 0 ? [] : ['', ...picture]), '']
  const ofRollout = rolloutBlocks(result, options)
  const room = LINES_MAX - HEAD_LINES - pictured.length
  const fitting = giveWay(
    [...ofRollout, ...runBlocks(result, certainty, options)],
    GIVING_WAY,
    room,
  )
  const isOfRollout = ({ label }: LabelledLines) => ofRollout.some((block) => block.label === label)
  const lines = [
    style.strong(shorten(answer, width)),
    '',
    ...layOutLabelled(fitting.filter(isOfRollout), options),
    ...pictured,
    ...layOutLabelled(
      fitting.filter((block) => !isOfRollout(block)),
      options,
    ),
  ]
  return `${lines.slice(0, LINES_MAX).join('\n')}\n`
}

/** What is told of the rollout that was asked for last. */
function rolloutBlocks(result: RunResult, { profile }: RunScreenOptions): readonly LabelledLines[] {
  const rollout = result.rollouts.at(-1)
  const settings = `seed ${result.seed}, Kubernetes ${result.kubernetes}, profile ${profile}`
  if (rollout === undefined) return [{ label: 'Run', lines: [settings] }]
  const lasted = between(rollout.start, rollout.end.time)
  return [
    { label: 'Run', lines: [`${formatDuration(lasted)} with ${settings}`] },
    { label: AVAILABILITY, lines: availabilityLines(rollout) },
    { label: PODS, lines: podTimeLines(rollout) },
    { label: WAITED_FOR, lines: waitLines(rollout) },
  ]
}

/** What is told of the run as a whole. */
function runBlocks(
  result: RunResult,
  certainty: InputCertainty,
  { width, files, next, certainty: repeated, sensitivity }: RunScreenOptions,
): readonly LabelledLines[] {
  const lineWidth = width - LABEL_WIDTH
  return [
    {
      label: 'How sure',
      lines:
        repeated === undefined ? unrepeatedLines(sensitivity) : certaintyLines(repeated, lineWidth),
    },
    { label: 'What moves it', lines: sensitivityLines(sensitivity, '--replications 30') },
    { label: ROLLOUTS, lines: rolloutLines(result.rollouts) },
    { label: 'Waiting', lines: waitingLines(result) },
    { label: 'Expected', lines: verdictLines(result.expectations, repeated === undefined) },
    { label: 'Inputs', lines: [...inputLines(certainty, lineWidth), ...serviceLines(result)] },
    { label: 'Files', lines: files === undefined ? [] : [files] },
    { label: 'Try next', lines: nextLines(next, lineWidth) },
  ]
}

/** The rollouts before the last one, if there were others. */
function rolloutLines(rollouts: readonly Rollout[]): readonly string[] {
  if (rollouts.length < 2) return []
  const shown = rollouts.slice(-ROLLOUTS_SHOWN)
  const left = rollouts.length - shown.length
  return [
    ...(left === 0 ? [] : [`${formatNumber(left)} earlier ones`]),
    ...shown.map(describeRollout),
  ]
}

function describeRollout({ workload, kind, start, end, measures, desired }: Rollout): string {
  const took = `${end.type} after ${formatDuration(between(start, end.time))}`
  const worst = `at worst ${formatNumber(measures.minimumReady)} of ${formatNumber(desired)} ready`
  return `${workloadLabel(workload)} ${kind}: ${took}, ${worst}`
}

/** Who waits for what, where the run came to no end. */
function waitingLines({ waits }: RunResult): readonly string[] {
  const shown = waits.slice(0, WAITING_SHOWN)
  const more = waits.length - shown.length
  return [
    ...shown.map(({ who, forWhat }) => `${who}: ${forWhat}`),
    ...(more === 0 ? [] : [`and ${formatNumber(more)} more`]),
  ]
}

/** What was inferred of the DaemonSets that nodes depend on, so that it can be contradicted. */
function serviceLines({ services }: RunResult): readonly string[] {
  return services.flatMap(({ daemonSet, provides, inferredFrom }) =>
    inferredFrom === undefined
      ? []
      : [
          `nodes have no ${provides} without daemonset/${daemonSet}, as its image ${inferredFrom} tells`,
        ],
  )
}
