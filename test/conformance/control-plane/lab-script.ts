import { Alarms, PHASES, apiServerConfiguration } from '@seatrial/core'
import { type Cluster, type CommandRun, Kubectl } from '@seatrial/scenarios'
import type { FakeNodes } from './fake-nodes.ts'
import { EPOCH, instantAt } from './recording-time.ts'
import type { Terminals } from './terminals.ts'
import type { TraceExpectation, TraceGiven } from './trace-case.ts'
import type { TraceRecorder } from './trace-recorder.ts'

/** What the lines of a script act on. */
export interface ScriptStage {
  readonly cluster: Cluster
  readonly nodes: FakeNodes
  readonly recorder: TraceRecorder
  readonly terminals: Terminals
  readonly defaultTolerationSeconds: number | undefined
}

/** One thing to be done at its time: a command of the script, or a look of kubectl's. */
interface Line {
  readonly seconds: number
  readonly act: () => void
}

/**
 * Plans all lines of a script at their recorded times. Returns the runs of its commands by the index of
 * their entry; they fill while the simulation runs.
 */
export function planScript(
  stage: ScriptStage,
  given: TraceGiven,
  expected: TraceExpectation,
): ReadonlyMap<number, CommandRun> {
  const { recorder, nodes, terminals, cluster } = stage
  const kubectl = makeKubectl(stage)
  const commands = new Map<number, CommandRun>()
  const lines: Line[] = [...looks(terminals, expected)]
  for (const [index, { run, stdin }] of given.script.entries()) {
    if (run === undefined) continue
    const act = (): void => {
      recorder.commanded(index)
      const supply = /labelled kubelet=(\S+)$/.exec(run)?.[1]
      if (supply === undefined) commands.set(index, kubectl.run(run, stdin))
      else if (run.startsWith('sudden power loss')) nodes.losePower(supply)
      else nodes.restorePower(supply)
    }
    lines.push({ seconds: expected.steps[index]!.t, act })
  }
  const alarms = new Alarms<Line>(cluster.simulation, {
    name: 'ScriptLine',
    phase: PHASES.script,
    ring: ({ act }) => act(),
  })
  for (const line of lines) alarms.setAt(instantAt(line.seconds), line)
  return commands
}

function makeKubectl({ cluster, defaultTolerationSeconds }: ScriptStage): Kubectl {
  const { server, requests, simulation, behaviours } = cluster
  const configuration = apiServerConfiguration(behaviours.release)
  return new Kubectl({
    simulation,
    server,
    requests,
    admission: {
      configuration,
      epoch: EPOCH,
      ...(defaultTolerationSeconds === undefined ? {} : { defaultTolerationSeconds }),
    },
    drains: () => cluster.drains,
  })
}

/**
 * What kubectl showed was noted down when it had ended: with a timeout it began so much earlier. A look
 * that was noted at the time of a command came before that.
 */
function looks(terminals: Terminals, { kubectl }: TraceExpectation): readonly Line[] {
  return [...kubectl.entries()].flatMap(([index, { t, command }]) => {
    const timeout = Number(/--timeout=(\d+)s/.exec(command)?.[1] ?? 0)
    const open = { seconds: t - timeout, act: () => terminals.open(index, command) }
    if (timeout === 0) return [open]
    return [open, { seconds: t, act: () => terminals.end(index) }]
  })
}
