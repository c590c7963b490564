import type { PrintedPodTemplate } from '../printed-objects.ts'

/** CONTAINERS: the main containers of a template, in their order. */
export function containerNames(template: PrintedPodTemplate | undefined): string {
  return (template?.spec?.containers ?? []).map(({ name }) => name ?? '').join(',')
}

/** IMAGES: their images, in the same order. */
export function imageNames(template: PrintedPodTemplate | undefined): string {
  return (template?.spec?.containers ?? []).map(({ image }) => image ?? '').join(',')
}
