import type { StringMap } from '../../object-meta.ts'
import type { ApiServerConfiguration } from '../api-server-configuration.ts'
import { type FieldErrors, forbidden, notSupported } from '../field-error.ts'
import { validateAnnotations } from '../metadata/annotations.ts'
import { validateLabels } from '../metadata/labels.ts'
import { validatePodAnnotations } from './pod-annotations.ts'
import { type PodSpec, podContainers, validatePodSpec } from './pod-spec.ts'

/** `spec.template` of a set as a manifest gives it, with the defaults filled in. */
export interface PodTemplate {
  readonly metadata?: { readonly labels?: StringMap; readonly annotations?: StringMap }
  readonly spec?: PodSpec
}

/** Labels and annotations of a template. Kubernetes tells their errors without `metadata`. */
export function* validateTemplateMetadata(template: PodTemplate, path: string): FieldErrors {
  const { labels = {}, annotations = {} } = template.metadata ?? {}
  const { spec = {} } = template
  const { initContainers, containers } = podContainers(spec)
  const pod = {
    containerNames: [...initContainers, ...containers].map(({ name = '' }) => name),
    nodeName: spec.nodeName ?? '',
  }
  yield* validateLabels(labels, `${path}.labels`)
  yield* validateAnnotations(annotations, `${path}.annotations`)
  yield* validatePodAnnotations(annotations, pod, `${path}.annotations`)
}

/** The spec of a template: that of a pod, without what is only ever added to running ones. */
export function* validateTemplateSpec(
  spec: PodSpec,
  configuration: ApiServerConfiguration,
  path: string,
): FieldErrors {
  yield* validatePodSpec(spec, configuration, path)
  if ((spec.ephemeralContainers ?? []).length > 0) {
    yield forbidden(`${path}.ephemeralContainers`, 'is not for templates')
  }
}

/** Pods of a set run until they are deleted: they restart always and have no deadline. */
export function* validateRunsForever(
  { restartPolicy = '', activeDeadlineSeconds }: PodSpec,
  path: string,
): FieldErrors {
  if (restartPolicy !== 'Always') {
    yield notSupported(`${path}.restartPolicy`, restartPolicy, ['Always'])
  }
  if (activeDeadlineSeconds !== undefined) {
    yield forbidden(`${path}.activeDeadlineSeconds`, 'is not for pods that run until deleted')
  }
}
