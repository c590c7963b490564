import {
  type ResourceList,
  type ResourceQuota,
  type ResourceQuotaStatus,
  amountOf,
  isSameResourceList,
  readResourceList,
  writeResourceList,
} from '@seatrial/core'

/**
 * The status that a quota is to have when so much is taken of it: the limits of its spec, and the usage of
 * what it limits. Undefined when it says so already.
 */
export function planQuotaStatus(
  { spec, status }: ResourceQuota,
  usage: ResourceList,
): ResourceQuotaStatus | undefined {
  const hard = readResourceList(spec['hard'])
  const used = new Map([...hard.keys()].map((name) => [name, amountOf(usage, name)]))
  const isUpToDate =
    status.hard !== undefined &&
    status.used !== undefined &&
    isSameResourceList(hard, readResourceList(status.hard)) &&
    isSameResourceList(used, readResourceList(status.used))
  return isUpToDate ? undefined : { hard: writeResourceList(hard), used: writeResourceList(used) }
}
