import { type JsonObject, seconds, toSeconds } from '@seatrial/core'
import type { ControlPlaneFlags } from '@seatrial/scenarios'
import { firstOf } from './recording-time.ts'

const DEFAULT_MONITOR_PERIOD = seconds(5)

/** The flags as the components were given them: `--node-monitor-period=1s`. */
export function flagsOf(given: JsonObject): ControlPlaneFlags {
  const words = [given['kube-apiserver'], given['kube-controller-manager']].flat() as string[]
  const value = (flag: string): number | undefined => {
    const word = words.find((candidate) => candidate.startsWith(`--${flag}=`))
    return word === undefined ? undefined : parseFloat(word.slice(flag.length + 3))
  }
  const period = value('node-monitor-period')
  const grace = value('node-monitor-grace-period')
  const patience = value('default-not-ready-toleration-seconds')
  return {
    nodeLifecycle: {
      ...(period === undefined ? {} : { monitorPeriod: seconds(period) }),
      ...(grace === undefined ? {} : { gracePeriod: seconds(grace) }),
    },
    ...(patience === undefined ? {} : { defaultTolerationSeconds: patience }),
  }
}

/** The flags with a node monitor whose passes fall so that one was at that second of the recording. */
export function withMonitorPass(
  flags: ControlPlaneFlags,
  recordedSeconds: number | undefined,
): ControlPlaneFlags {
  const period = flags.nodeLifecycle?.monitorPeriod ?? DEFAULT_MONITOR_PERIOD
  return { ...flags, firstPass: firstOf(recordedSeconds, toSeconds(period)) }
}
