import type { KubernetesProfile } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { parseObjectPath } from '../../src/format/paths/object-path.ts'
import {
  type PathResolution,
  resolveObjectPath,
} from '../../src/format/paths/resolve-object-path.ts'
import { KAFKA } from './manifests.ts'
import { readOne } from './read-one.ts'

const kafka = readOne(KAFKA).value

function resolve(text: string, profile: KubernetesProfile = '1.37'): PathResolution {
  return resolveObjectPath('StatefulSet', kafka, parseObjectPath(text)!, profile)
}

describe('resolveObjectPath finds', () => {
  it.each([
    ['spec.replicas', ['spec', 'replicas']],
    [
      'spec.updateStrategy.rollingUpdate.maxUnavailable',
      ['spec', 'updateStrategy', 'rollingUpdate', 'maxUnavailable'],
    ],
    [
      'spec.template.spec.containers[exporter].image',
      ['spec', 'template', 'spec', 'containers', 1, 'image'],
    ],
    [
      'spec.template.spec.containers[0].image',
      ['spec', 'template', 'spec', 'containers', 0, 'image'],
    ],
    ['metadata.labels."app.kubernetes.io/name"', ['metadata', 'labels', 'app.kubernetes.io/name']],
    ['metadata.labels["app.kubernetes.io/name"]', ['metadata', 'labels', 'app.kubernetes.io/name']],
    [
      'spec.template.spec.containers[kafka].resources.limits.cpu',
      ['spec', 'template', 'spec', 'containers', 0, 'resources', 'limits', 'cpu'],
    ],
  ])('%s', (text, path) => {
    expect(resolve(text)).toMatchObject({ type: 'resolved', path })
  })

  it('fields only in the releases that have them', () => {
    const path = 'spec.template.spec.containers[0].restartPolicyRules'

    expect(resolve(path, '1.33').type).toBe('unresolved')
    expect(resolve(path, '1.34').type).toBe('resolved')
  })
})

describe('resolveObjectPath names the nearest path', () => {
  it.each([
    ['spec.replcas', 'replcas', 'spec.replicas'],
    [
      'spec.updateStrategy.rollingUpdate.maxUnavailabel',
      'maxUnavailabel',
      'spec.updateStrategy.rollingUpdate.maxUnavailable',
    ],
    [
      'spec.template.spec.containers[kafak].image',
      '[kafak]',
      'spec.template.spec.containers[kafka].image',
    ],
    ['spec.template.spec.containers[9].image', '[9]', undefined],
    ['spec.replicas.more', 'more', undefined],
    ['spec.volumeClaimTemplates[0].spec', '[0]', undefined],
    ['spec.template.spec.containers.image', 'image', undefined],
    ['spec[0]', '[0]', undefined],
    ['zzz', 'zzz', undefined],
  ])('%s', (text, got, suggestion) => {
    expect(resolve(text)).toMatchObject({ type: 'unresolved', got, suggestion })
  })
})
