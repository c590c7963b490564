import { type JsonObject, compareText } from '@seatrial/core'
import type { TextByKey } from '../printed-objects.ts'
import { describeContainer } from './container.ts'
import type { DescribedTemplate, DescribedToleration } from './described-template.ts'
import { describeVolume } from './volume.ts'

/**
 * A pod template as `kubectl rollout history --revision` shows it: titles and values with a tab between
 * them, as kubectl leaves it there.
 */
export function describePodTemplate(template: JsonObject): string {
  const { metadata = {}, spec = {} } = template as DescribedTemplate
  const { labels, annotations } = metadata
  const { serviceAccountName, priorityClassName, nodeSelector, tolerations = [] } = spec
  const { initContainers = [], containers = [], volumes = [] } = spec
  const lines = [
    'Pod Template:',
    ...values('Labels', pairs(labels, '=')),
    ...ifAny('Annotations', pairs(annotations, ': ')),
    ...ifAny('Service Account', serviceAccountName ? [serviceAccountName] : []),
    ...parts('Init Containers', initContainers.map(describeContainer)),
    '  Containers:',
    ...containers.flatMap(describeContainer),
    ...(volumes.length === 0 ? ['  Volumes:\t<none>'] : []),
    ...parts('Volumes', volumes.map(describeVolume)),
    ...ifAny('Priority Class Name', priorityClassName ? [priorityClassName] : []),
    ...values('Node-Selectors', pairs(nodeSelector, '=')),
    ...values('Tolerations', tolerations.toSorted(byKey).map(tolerationText)),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

/** One value a line, all below the first. */
function values(title: string, all: readonly string[]): string[] {
  const [first = '<none>', ...others] = all
  return [`  ${title}:\t${first}`, ...others.map((value) => `\t${value}`)]
}

function ifAny(title: string, all: readonly string[]): string[] {
  return all.length === 0 ? [] : values(title, all)
}

function parts(title: string, all: readonly (readonly string[])[]): string[] {
  return all.length === 0 ? [] : [`  ${title}:`, ...all.flat()]
}

function pairs(map: TextByKey | undefined, between: string): string[] {
  return Object.entries(map ?? {})
    .toSorted(([one], [other]) => compareText(one, other))
    .map(([key, value]) => `${key}${between}${value}`)
}

function byKey(one: DescribedToleration, other: DescribedToleration): number {
  return compareText(one.key ?? '', other.key ?? '')
}

function tolerationText(toleration: DescribedToleration): string {
  const { key = '', operator = '', value = '', effect = '', tolerationSeconds } = toleration
  const equal = value === '' ? '' : `=${value}`
  const against = effect === '' ? '' : `:${effect}`
  const exists =
    operator === 'Exists' && value === '' ? `${key || against ? ' ' : ''}op=Exists` : ''
  const limit = tolerationSeconds === undefined ? '' : ` for ${tolerationSeconds}s`
  return `${key}${equal}${against}${exists}${limit}`
}
