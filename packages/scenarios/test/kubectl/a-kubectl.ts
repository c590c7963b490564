import {
  type JsonObject,
  LATENCY_PROFILES,
  NO_PINNED_NAMES,
  type WallTime,
  apiServerConfiguration,
  behaviours,
  seconds,
  findLatencyProfile,
} from '@seatrial/core'
import type { SimTime } from '@seatrial/core'
import { Cluster, type CommandRun, Kubectl } from '../../src/index.ts'

/** A small cluster of two nodes whose kubelets do nothing, and a kubectl for it. */
export class Console {
  readonly cluster: Cluster
  readonly #kubectl: Kubectl
  #now = 0

  constructor() {
    const epoch = 1_767_225_600_000_000 as number as WallTime
    this.cluster = new Cluster({
      seed: 'kubectl',
      replication: 0,
      behaviours: behaviours('1.37'),
      epoch,
      profile: findLatencyProfile('kwok-ideal') ?? LATENCY_PROFILES[0]!,
      latencies: {},
      images: {},
      names: NO_PINNED_NAMES,
      clientLimits: 'default',
      nodeOrder: 'by-name',
      tieBreak: 'fifo',
      kubelets: 'played',
    })
    const { simulation, server, requests } = this.cluster
    const configuration = apiServerConfiguration('1.37')
    const admission = { configuration, epoch }
    const drains = () => this.cluster.drains
    this.#kubectl = new Kubectl({ simulation, server, requests, admission, drains })
  }

  /** Gives a command and waits a second. */
  run(command: string, input?: JsonObject): CommandRun {
    const run = this.#kubectl.run(command, input)
    this.wait(1)
    return run
  }

  /** What a command prints where it succeeds, and otherwise its errors. */
  says(command: string, input?: JsonObject): string {
    const { output, errors } = this.run(command, input)
    return (output + errors).trimEnd()
  }

  wait(duration: number): void {
    this.#now += duration
    this.cluster.simulation.runUntil(seconds(this.#now) as number as SimTime)
  }
}

/** A manifest of a StatefulSet. */
export function aStatefulSet(name: string, replicas: number, image = 'app:1'): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name },
    spec: {
      replicas,
      podManagementPolicy: 'Parallel',
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'app', image }] },
      },
    },
  }
}

/** A manifest of a DaemonSet. */
export function aDaemonSet(name: string): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'app', image: 'app:1' }] },
      },
    },
  }
}
