/** Paths that are named so often that one word is enough, in a file, on a command line and in names. */
export const SHORT_PATHS: ReadonlyMap<string, string> = new Map([
  ['maxUnavailable', 'spec.updateStrategy.rollingUpdate.maxUnavailable'],
  ['maxSurge', 'spec.updateStrategy.rollingUpdate.maxSurge'],
  ['partition', 'spec.updateStrategy.rollingUpdate.partition'],
  ['podManagementPolicy', 'spec.podManagementPolicy'],
  ['minReadySeconds', 'spec.minReadySeconds'],
  ['replicas', 'spec.replicas'],
  ['terminationGracePeriodSeconds', 'spec.template.spec.terminationGracePeriodSeconds'],
  ['profile', 'cluster.profile'],
  ['nodes', 'cluster.nodes[0].count'],
])
