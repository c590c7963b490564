import { type Pod, isTerminating } from '@seatrial/core'
import { eligibility, isAvailable, isUpToDate, podsByNode, resolve } from './reference-rules.ts'
import type { ReferenceState } from './reference-state.ts'

/** What the rolling step does; the order of the nodes is that of their names. */
export type ReferenceRollout =
  | { readonly type: 'failed' }
  | {
      readonly type: 'planned'
      readonly creates: readonly string[]
      readonly deletes: readonly string[]
    }

/** The rolling step, straight from the rules of A7. */
export function referenceRollout(state: ReferenceState): ReferenceRollout {
  const { rollingUpdate } = state.set.spec.updateStrategy
  const wanting = state.nodes.filter((node) => eligibility(state, node).shouldRun)
  const maxUnavailable = resolve(rollingUpdate?.maxUnavailable, wanting.length)
  const maxSurge = resolve(rollingUpdate?.maxSurge, wanting.length)
  if (maxUnavailable === undefined || maxSurge === undefined) return { type: 'failed' }
  if (maxSurge > 0) return withSurge(state, maxSurge, wanting.length)
  return withoutSurge(state, maxUnavailable === 0 && wanting.length > 0 ? 1 : maxUnavailable)
}

interface Entry {
  readonly name: string
  readonly recent: readonly Pod[]
  readonly outdated: readonly Pod[]
}

/** The nodes that have pods or want one, by name, each with its pods that are not terminating. */
function entries(state: ReferenceState): readonly Entry[] {
  const groups = new Map(podsByNode(state))
  for (const node of state.nodes) {
    const { name } = node.metadata
    if (eligibility(state, node).shouldRun && !groups.has(name)) groups.set(name, [])
  }
  const names = [...groups.keys()].sort((one, other) => (one < other ? -1 : 1))
  return names.map((name) => {
    const present = (groups.get(name) ?? []).filter((pod) => !isTerminating(pod))
    return {
      name,
      recent: present.filter((pod) => isUpToDate(state, pod)),
      outdated: present.filter((pod) => !isUpToDate(state, pod)),
    }
  })
}

function withoutSurge(state: ReferenceState, maxUnavailable: number): ReferenceRollout {
  const mustGo: Pod[] = []
  const candidates: Pod[] = []
  let unavailable = 0
  for (const { recent, outdated } of entries(state)) {
    const [pod, ...others] = [...recent, ...outdated]
    if (pod === undefined || others.length > 0) unavailable++
    else if (recent.length > 0) unavailable += isAvailable(state, pod) ? 0 : 1
    else if (isAvailable(state, pod)) candidates.push(pod)
    else {
      unavailable++
      mustGo.push(pod)
    }
  }
  const budget = Math.max(0, maxUnavailable - unavailable)
  return planned([], [...mustGo, ...candidates.slice(0, budget)])
}

function withSurge(state: ReferenceState, maxSurge: number, desired: number): ReferenceRollout {
  const allowed: string[] = []
  const candidates: string[] = []
  const sunset: Pod[] = []
  const deletes: Pod[] = []
  let surge = 0
  let serving = 0
  for (const { name, recent, outdated } of entries(state)) {
    if (recent.length > 1 || outdated.length > 1) {
      surge++
      continue
    }
    const [newPod] = recent
    const [oldPod] = outdated
    const spokesman = oldPod ?? newPod
    if (spokesman !== undefined && isAvailable(state, spokesman)) serving++
    if (oldPod === undefined) continue
    if (newPod !== undefined) {
      if (isAvailable(state, newPod)) deletes.push(oldPod)
      else surge++
      continue
    }
    const node = state.nodes.find(({ metadata }) => metadata.name === name)
    if (node === undefined) return { type: 'failed' }
    const { shouldRun } = eligibility(state, node)
    if (isAvailable(state, oldPod)) {
      if (shouldRun) candidates.push(name)
      else sunset.push(oldPod)
    } else if (shouldRun) allowed.push(name)
    else deletes.push(oldPod)
  }
  const room = Math.max(0, maxSurge - surge)
  const spare = Math.max(0, serving - desired)
  return planned(
    [...allowed, ...candidates.slice(0, room)],
    [...deletes, ...sunset.slice(0, spare)],
  )
}

function planned(creates: readonly string[], deletes: readonly Pod[]): ReferenceRollout {
  return { type: 'planned', creates, deletes: deletes.map(({ identity }) => identity.name) }
}
