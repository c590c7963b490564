import type { JsonObject } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import {
  containerNames,
  mergePatch,
  restarted,
  withImages,
  withReplicas,
  withValueAt,
} from '../../src/format/manifests/manifest-change.ts'
import { valueAt } from '../../src/format/paths/field-path.ts'
import { KAFKA } from './manifests.ts'
import { readOne } from './read-one.ts'

const kafka = readOne(KAFKA).value as JsonObject

describe('a changed manifest', () => {
  it('is a new value that shares what did not change', () => {
    const scaled = withReplicas(kafka, 5)

    expect(valueAt(kafka, ['spec', 'replicas'])).toBe(3)
    expect(valueAt(scaled, ['spec', 'replicas'])).toBe(5)
    expect(valueAt(scaled, ['spec', 'template'])).toBe(valueAt(kafka, ['spec', 'template']))
  })

  it('has the maps on the way to a new field', () => {
    const path = ['spec', 'updateStrategy', 'rollingUpdate', 'partition']

    expect(valueAt(withValueAt(kafka, path, 2), path)).toBe(2)
  })

  it('has no field that was set to null', () => {
    expect(withValueAt({ a: 1, b: { c: 2 } }, ['b', 'c'], null)).toEqual({ a: 1, b: {} })
  })

  it('has the images of the containers that were named', () => {
    const changed = withImages(kafka, { kafka: 'kafka:4.2', format: 'kafka:4.2', absent: 'x' })
    const containers = ['spec', 'template', 'spec', 'containers']

    expect(containerNames(kafka)).toEqual(['kafka', 'exporter', 'format'])
    expect(valueAt(changed, [...containers, 0, 'image'])).toBe('kafka:4.2')
    expect(valueAt(changed, [...containers, 1, 'image'])).toBe('exporter:1.0')
    expect(valueAt(changed, ['spec', 'template', 'spec', 'initContainers', 0, 'image'])).toBe(
      'kafka:4.2',
    )
  })

  it('says when it was restarted', () => {
    const annotations = valueAt(restarted(kafka, '2026-01-01T00:00:00Z'), [
      'spec',
      'template',
      'metadata',
      'annotations',
    ])

    expect(annotations).toEqual({ 'kubectl.kubernetes.io/restartedAt': '2026-01-01T00:00:00Z' })
  })
})

describe('mergePatch', () => {
  it.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [{ a: 1 }, { a: { b: { c: null } } }, { a: { b: {} } }],
    [['a'], { b: 1 }, { b: 1 }],
  ])('%j with %j', (target, patch, result) => {
    expect(mergePatch(target, patch)).toEqual(result)
  })
})
