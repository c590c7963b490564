import type { ApiServer } from '../../store/api-server.ts'
import type { SchedulingFacts } from './scheduling-facts.ts'

/** Classes that every cluster has. */
const SYSTEM_PRIORITIES: Readonly<Record<string, number>> = {
  'system-node-critical': 2_000_001_000,
  'system-cluster-critical': 2_000_000_000,
}

/**
 * The priority that admission gives a pod of this specification: its class's value, or the global
 * default's, or 0.
 */
export function podPriority(facts: SchedulingFacts, server: ApiServer): number {
  const { priority, priorityClassName } = facts
  if (priority !== undefined) return priority
  if (Object.hasOwn(SYSTEM_PRIORITIES, priorityClassName)) {
    return SYSTEM_PRIORITIES[priorityClassName] as number
  }
  for (const { metadata, content } of server.list('priorityclasses').values()) {
    const isMeant =
      priorityClassName === ''
        ? content['globalDefault'] === true
        : metadata.name === priorityClassName
    if (isMeant && typeof content['value'] === 'number') return content['value']
  }
  return 0
}
