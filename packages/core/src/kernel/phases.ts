/** One of the eight phases of an instant; the lowest runs first. */
export type Phase = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7

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
export const PHASES: {
  /** Lines of the scenario's timeline: what people do to the cluster. */
  readonly script: 0
  /** Timers of the cluster itself (kubelet, scheduler, garbage collector), in the order of planning. */
  readonly clusterTimer: 1
  /** Requests that reach the API server, gathered and executed in a stated order. */
  readonly apiRequest: 2
  /** Watch events that reach an informer's cache. */
  readonly watchDelivery: 3
  /** Work queues hand their keys to the controllers' workers. */
  readonly workerStart: 4
  /** Recorders sample an instant after all else in it has happened. */
  readonly recorder: 7
} = { script: 0, clusterTimer: 1, apiRequest: 2, watchDelivery: 3, workerStart: 4, recorder: 7 }
