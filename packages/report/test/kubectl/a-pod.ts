import type { JsonObject } from '@seatrial/core'

/** What a container is doing, in few words. */
export interface ContainerWords {
  readonly waiting?: string
  readonly running?: boolean
  readonly exit?: number
  readonly reason?: string
  readonly signal?: number
  readonly ready?: boolean
  readonly started?: boolean
  readonly restarts?: number
  /** When its run before the last restart ended. */
  readonly endedBefore?: string
}

/** A pod in few words. */
export interface PodWords {
  readonly name?: string
  readonly namespace?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly created?: string
  readonly deleted?: boolean
  readonly phase?: string
  readonly reason?: string
  /** Statuses of conditions by type, or their reasons. */
  readonly conditions?: readonly {
    readonly type: string
    readonly status?: string
    readonly reason?: string
  }[]
  readonly init?: readonly (ContainerWords & { readonly restartable?: boolean })[]
  readonly containers?: readonly ContainerWords[]
  readonly node?: string
  readonly ip?: string
}

export const CREATED = '2026-01-01T00:00:00Z'

/** A pod as `kubectl get -o json` gives it; one running and ready container unless told. */
export function aPod(words: PodWords = {}): JsonObject {
  const { init = [], containers = [{ running: true, ready: true }], conditions = [] } = words
  return {
    kind: 'Pod',
    metadata: {
      name: words.name ?? 'web-0',
      namespace: words.namespace ?? 'default',
      creationTimestamp: words.created ?? CREATED,
      ...(words.labels !== undefined && { labels: words.labels }),
      ...(words.deleted === true && { deletionTimestamp: '2026-01-01T00:00:30Z' }),
    },
    spec: {
      containers: containers.map((_, index) => ({ name: `c${index}`, image: 'app' })),
      initContainers: init.map(({ restartable }, index) => ({
        name: `i${index}`,
        image: 'init',
        ...(restartable === true && { restartPolicy: 'Always' }),
      })),
      ...(words.node !== undefined && { nodeName: words.node }),
    },
    status: {
      phase: words.phase ?? 'Running',
      ...(words.reason !== undefined && { reason: words.reason }),
      conditions: conditions as readonly JsonObject[],
      containerStatuses: containers.map((container, index) => status(`c${index}`, container)),
      initContainerStatuses: init.map((container, index) => status(`i${index}`, container)),
      ...(words.ip !== undefined && { podIPs: [{ ip: words.ip }] }),
    },
  }
}

function status(name: string, container: ContainerWords): JsonObject {
  const { ready = false, restarts = 0, started, endedBefore } = container
  return {
    name,
    ready,
    restartCount: restarts,
    state: state(container),
    ...(started !== undefined && { started }),
    ...(endedBefore !== undefined && {
      lastState: { terminated: { exitCode: 1, finishedAt: endedBefore } },
    }),
  }
}

function state({ waiting, running, exit, reason, signal }: ContainerWords): JsonObject {
  if (waiting !== undefined) return { waiting: { reason: waiting } }
  if (running === true) return { running: {} }
  if (exit === undefined) return {}
  const told = { ...(reason !== undefined && { reason }), ...(signal !== undefined && { signal }) }
  return { terminated: { exitCode: exit, ...told } }
}
