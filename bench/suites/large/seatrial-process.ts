import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('../../../../packages/cli/dist/main.js', import.meta.url))

/** Has the process say at its end how much memory it had at most, in kilobytes. */
const TELL_MEMORY =
  "data:text/javascript,process.on('exit',()=>process.stderr.write('\\npeak '+process.resourceUsage().maxRSS))"

/** What a whole `seatrial` took from its start to its end, files on disk included. */
export interface ProcessCost {
  readonly seconds: number
  readonly peakBytes: number
}

/** Runs `seatrial` with these arguments in a process of its own; it must succeed. */
export function runSeatrial(args: readonly string[]): ProcessCost {
  const begun = performance.now()
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', TELL_MEMORY, PROGRAM, ...args],
    { encoding: 'utf8', maxBuffer: 1 << 26 },
  )
  const seconds = (performance.now() - begun) / 1_000
  if (status !== 0) throw new Error(`seatrial ${args.join(' ')} failed: ${stderr}`)
  return { seconds, peakBytes: Number(/\npeak (\d+)$/.exec(stderr)?.[1]) * 1_024 }
}
