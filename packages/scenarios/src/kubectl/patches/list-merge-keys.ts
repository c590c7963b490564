/**
 * The fields by which Kubernetes tells the elements of a list apart when it merges two versions of it
 * (`patchMergeKey`); lists that are not named here are replaced as a whole.
 */
const MERGE_KEYS: Readonly<Record<string, string>> = {
  conditions: 'type',
  containers: 'name',
  env: 'name',
  ephemeralContainers: 'name',
  hostAliases: 'ip',
  imagePullSecrets: 'name',
  initContainers: 'name',
  ownerReferences: 'uid',
  ports: 'containerPort',
  taints: 'key',
  topologySpreadConstraints: 'topologyKey',
  volumeDevices: 'devicePath',
  volumeMounts: 'mountPath',
  volumes: 'name',
}

/** Lists of plain values that are merged as sets. */
const MERGED_SETS: readonly string[] = ['finalizers']

/** The field by which the elements of a list are told apart; undefined for lists that are replaced. */
export function mergeKeyOf(listName: string): string | undefined {
  return MERGE_KEYS[listName]
}

/** True for a list of plain values to which a patch adds. */
export function isMergedSet(listName: string): boolean {
  return MERGED_SETS.includes(listName)
}
