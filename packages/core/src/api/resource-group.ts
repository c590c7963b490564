import type { Resource } from './stored-object.ts'

const GROUPS: { readonly [R in Resource]?: string } = {
  controllerrevisions: 'apps',
  daemonsets: 'apps',
  deployments: 'apps',
  jobs: 'batch',
  poddisruptionbudgets: 'policy',
  priorityclasses: 'scheduling.k8s.io',
  statefulsets: 'apps',
  storageclasses: 'storage.k8s.io',
}

/** The API group of a resource; '' for the core group. */
export function groupOf(resource: Resource): string {
  return GROUPS[resource] ?? ''
}

/** `statefulsets.apps`, `pods`: what the API server calls a resource in its messages. */
export function qualifiedResource(resource: Resource): string {
  const group = groupOf(resource)
  return group === '' ? resource : `${resource}.${group}`
}
