import { type Pod, isBound, isTerminal, isTerminating } from '@seatrial/core'
import {
  eligibility,
  hasHash,
  inOrder,
  isAvailable,
  isReady,
  podsByNode,
  resolve,
} from './reference-rules.ts'
import type { ReferenceState } from './reference-state.ts'

/** What manage does, except that of the failed pods of a node anyone may go. */
export interface ReferenceManage {
  readonly creates: readonly string[]
  readonly deletes: readonly string[]
  /** The failed pods of each node outside of its window: one of each list is deleted. */
  readonly failed: readonly (readonly string[])[]
  /** How many failed pods are left alone. */
  readonly waitCount: number
}

/** Manage, straight from the rules of A5: every node, one after the other. */
export function referenceManage(
  state: ReferenceState,
  isInWindow: (nodeName: string) => boolean,
): ReferenceManage {
  const groups = podsByNode(state)
  const creates: string[] = []
  const deletes: Pod[] = []
  const failed: string[][] = []
  let waitCount = 0
  for (const node of state.nodes) {
    const { name } = node.metadata
    const { shouldRun, shouldContinueRunning } = eligibility(state, node)
    const pods = groups.get(name)
    if (pods === undefined) {
      if (shouldRun) creates.push(name)
      continue
    }
    const present = pods.filter((pod) => !isTerminating(pod))
    if (!shouldContinueRunning) {
      deletes.push(...present)
      continue
    }
    const broken = present
      .filter(({ phase }) => phase === 'Failed')
      .map(({ identity }) => identity.name)
    if (isInWindow(name)) waitCount += broken.length
    else if (broken.length > 0) {
      failed.push(broken)
      waitCount += broken.length - 1
    }
    deletes.push(...present.filter(({ phase }) => phase === 'Succeeded'))
    const running = inOrder(present.filter((pod) => !isTerminal(pod)))
    if (!surges(state)) deletes.push(...running.slice(1))
    else if (running.length === 0 && shouldRun) creates.push(name)
    else if (running.length > 1) deletes.push(...pruned(state, running))
  }
  deletes.push(...stranded(state, groups))
  return { creates, deletes: deletes.map(({ identity }) => identity.name), failed, waitCount }
}

function surges({ set }: ReferenceState): boolean {
  const { type, rollingUpdate } = set.spec.updateStrategy
  return type === 'RollingUpdate' && (resolve(rollingUpdate?.maxSurge, 1) ?? 0) > 0
}

function pruned(state: ReferenceState, running: readonly Pod[]): readonly Pod[] {
  const recent = running.find((pod) => hasHash(state, pod))
  const outdated = running.find((pod) => !hasHash(state, pod))
  const others = running.filter((pod) => pod !== recent && pod !== outdated)
  if (recent === undefined || outdated === undefined) return others
  return !isReady(outdated) || isAvailable(state, recent) ? [...others, outdated] : others
}

function stranded(
  state: ReferenceState,
  groups: ReadonlyMap<string, readonly Pod[]>,
): readonly Pod[] {
  const known = new Set(state.nodes.map(({ metadata }) => metadata.name))
  return [...groups].flatMap(([name, pods]) =>
    known.has(name) ? [] : pods.filter((pod) => !isBound(pod)),
  )
}
