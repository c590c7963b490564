/**
 * The phases of one instant, in the order in which they run: the one table of event priorities.
 *
 * Several things can fall on the same microsecond. What runs first is a decision, and it is the one
 * that the recorded traces of the real controllers follow: whoever acts sees everything that its
 * instant brought before it. An event's phase belongs to its kind. A later phase that causes
 * something in an earlier one without delay re-enters the earlier phase of the same instant.
 *
 * Numbers 5 and 6 are free for phases of a model of one's own.
 */
export const PHASES = {
  /** Lines of the scenario's timeline: what people do to the cluster. */
  script: 0,
  /** Timers of the cluster itself (kubelet, scheduler, garbage collector), in the order of planning. */
  clusterTimer: 1,
  /** Requests that reach the API server, gathered and executed in a stated order. */
  apiRequest: 2,
  /** Watch events that reach an informer's cache. */
  watchDelivery: 3,
  /** Work queues hand their keys to the controllers' workers. */
  workerStart: 4,
  /** Recorders sample an instant after all else in it has happened. */
  recorder: 7,
} as const satisfies Readonly<Record<string, number>>

/** One of the eight phases of an instant; the lowest runs first. */
export type Phase = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7
