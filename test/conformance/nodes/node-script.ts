import {
  Alarms,
  type ApiServer,
  type JsonObject,
  PHASES,
  Pod,
  type SimTime,
  type Simulation,
  type WallTime,
  draftOf,
  readNode,
  readPod,
  seconds,
} from '@seatrial/core'

const CAUSE = { by: 'script', why: '' }

/** One step of a recording: a node or a pod is written, or a node is removed. */
export interface NodeStep {
  readonly at: number
  readonly node?: JsonObject
  readonly pod?: JsonObject
  readonly goneNode?: string
}

/** Does what the recordings of node controllers script: writes nodes and pods, removes nodes. */
export class NodeScript {
  readonly #server: ApiServer
  readonly #epoch: WallTime

  constructor(server: ApiServer, epoch: WallTime) {
    this.#server = server
    this.#epoch = epoch
  }

  /** Plans the steps, in their order, each after all else that happens at its instant. */
  plan(simulation: Simulation, steps: readonly NodeStep[]): void {
    const alarms = new Alarms<NodeStep>(simulation, {
      name: 'ScriptLine',
      phase: PHASES.recorder,
      ring: (step) => this.#take(step),
    })
    for (const step of steps) alarms.setAt(seconds(step.at) as number as SimTime, step)
  }

  /** Puts a node into the store, or in the place of the one of its name. */
  writeNode(json: JsonObject): void {
    const node = readNode(json, this.#epoch)
    if (this.#server.get('nodes', '', node.metadata.name) === undefined) {
      this.#server.create(node, CAUSE)
    } else {
      this.#server.update({ ...node, metadata: { ...node.metadata, uid: '' } }, CAUSE)
      this.#server.updateStatus({ ...node, metadata: { ...node.metadata, uid: '' } }, CAUSE)
    }
  }

  /** Puts a pod into the store; a change of an existing one is left out when that is gone. */
  writePod(json: JsonObject): void {
    const pod = readPod(json, this.#epoch, this.#server.nextPodNumber())
    const stored = this.#server.get('pods', pod.identity.namespace, pod.identity.name)
    if (stored !== undefined) this.#server.commitPod(respecified(stored, pod), CAUSE)
    else if (pod.metadata.annotations['seen'] !== 'yes') this.#server.loadPod(pod, CAUSE)
  }

  #take({ node, pod, goneNode }: NodeStep): void {
    if (node !== undefined) this.writeNode(node)
    if (pod !== undefined) this.writePod(pod)
    if (goneNode !== undefined) this.#server.delete('nodes', '', goneNode, {}, CAUSE)
  }
}

function respecified(stored: Pod, { specification, nodeName }: Pod): Pod {
  const { identity, metadata, volumes, containers } = stored
  return Object.assign(draftOf(new Pod(identity, metadata, specification, volumes, containers)), {
    nodeName,
    phase: stored.phase,
  })
}
