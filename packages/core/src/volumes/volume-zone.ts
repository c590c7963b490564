import type { JsonObject } from '../api/json.ts'
import { compareText } from '../api/compare-text.ts'
import type { ApiServer } from '../store/api-server.ts'

/** The label that says in which zone a node is. */
export const ZONE_LABEL = 'topology.kubernetes.io/zone'

/** The zone of a node, '' when it is in none. */
export function zoneOfNode(server: ApiServer, nodeName: string): string {
  return server.get('nodes', '', nodeName)?.metadata.labels[ZONE_LABEL] ?? ''
}

/**
 * The zone for a volume that is made before anybody knows its pod's node: claims that differ only in
 * the number at the end of their name, as those of a StatefulSet do, take turns in the cluster's zones.
 */
export function zoneForClaim(server: ApiServer, claimName: string): string {
  const zones = new Set<string>()
  for (const { metadata } of server.list('nodes').values()) {
    const zone = metadata.labels[ZONE_LABEL]
    if (zone !== undefined) zones.add(zone)
  }
  if (zones.size === 0) return ''
  const [, stem = claimName, number = '0'] = /^(.*?)-?(\d+)$/.exec(claimName) ?? []
  const turn = (textSum(stem) + (Number(number) % zones.size)) % zones.size
  return [...zones].sort(compareText)[turn] as string
}

/** The node affinity of a volume that can only be used in one zone; undefined where there are none. */
export function zoneAffinity(zone: string): JsonObject | undefined {
  if (zone === '') return undefined
  const expression = { key: ZONE_LABEL, operator: 'In', values: [zone] }
  return { required: { nodeSelectorTerms: [{ matchExpressions: [expression] }] } }
}

function textSum(text: string): number {
  let sum = 0
  for (let index = 0; index < text.length; index++) sum = (sum * 31 + text.charCodeAt(index)) | 0
  return sum >>> 0
}
