import { describe, expect, it } from 'vitest'
import {
  type ApiType,
  KUBERNETES_PROFILES,
  apiSchema,
  droppedFields,
  unknownFields,
  withoutUnknownFields,
} from '@seatrial/core'
import { API_FIELDS } from '../../src/api/api-fields.ts'
import { STORED_SINCE } from '../../src/api/gated-fields.ts'
import { ALWAYS_WRITTEN, HELD_BY_POINTER } from '../../src/api/optional-fields.ts'

const SCALARS = [
  'string',
  'boolean',
  'int32',
  'int64',
  'number',
  'quantity',
  'int-or-string',
  'time',
  'micro-time',
  'any',
]

describe('the field table', () => {
  it.each(KUBERNETES_PROFILES)('names no type that it does not have (%s)', (profile) => {
    const schema = apiSchema(profile)
    const named = Object.keys(API_FIELDS).flatMap((typeName) =>
      [...schema.fieldsOf(typeName)!.values()].map((field) => scalarNameOf(field.type)),
    )

    expect(named.filter((name) => name !== undefined && !SCALARS.includes(name))).toEqual([])
  })

  it('has a field from one release to another', () => {
    const releases = KUBERNETES_PROFILES.filter((profile) =>
      apiSchema(profile).fieldsOf('PodSpec')!.has('workloadRef'),
    )

    expect(releases).toEqual(['1.35.0', '1.35.4'])
  })

  it('says which fields are required', () => {
    const fields = apiSchema('1.37').fieldsOf('Container')!

    expect(fields.get('name')!.isRequired).toBe(true)
    expect(fields.get('image')!.isRequired).toBe(false)
  })

  it('has every field of which it is said how it is held and since when it is stored', () => {
    const fieldsByType = [
      ...Object.entries(HELD_BY_POINTER),
      ...Object.entries(ALWAYS_WRITTEN),
      ...Object.entries(STORED_SINCE).map(
        ([typeName, fields]) => [typeName, Object.keys(fields).join(' ')] as const,
      ),
    ]
    const known = (typeName: string, field: string) =>
      KUBERNETES_PROFILES.some((profile) => apiSchema(profile).fieldsOf(typeName)?.has(field))
    const unknown = fieldsByType.flatMap(([typeName, fields]) =>
      fields.split(' ').filter((field) => !known(typeName, field)),
    )

    expect(unknown).toEqual([])
  })
})

describe('unknown fields', () => {
  const manifest = {
    kind: 'StatefulSet',
    spec: {
      replica: 3,
      template: { spec: { containers: [{ name: 'c', imagePulPolicy: 'Always', image: null }] } },
    },
  }

  it('are told with their path and the nearest known one', () => {
    expect(unknownFields('StatefulSet', manifest, '1.37')).toEqual([
      { path: 'spec.replica', nearest: 'replicas' },
      { path: 'spec.template.spec.containers[0].imagePulPolicy', nearest: 'imagePullPolicy' },
    ])
  })

  it('are dropped, and nulls with them', () => {
    expect(withoutUnknownFields('StatefulSet', manifest, '1.37')).toEqual({
      kind: 'StatefulSet',
      spec: { template: { spec: { containers: [{ name: 'c' }] } } },
    })
  })

  it('are told apart from those that a release knows and drops', () => {
    const pod = {
      spec: { hostnameOverride: 'h', containers: [{ env: [{ valueFrom: { fileKeyRef: {} } }] }] },
    }

    expect(droppedFields('Pod', pod, '1.34')).toEqual([
      'spec.hostnameOverride',
      'spec.containers[0].env[0].valueFrom.fileKeyRef',
    ])
    expect(droppedFields('Pod', pod, '1.33')).toEqual([])
    expect(droppedFields('Pod', pod, '1.35.0')).toEqual([])
  })

  it('depend on the release', () => {
    const pod = { spec: { hostnameOverride: 'h', containers: [] } }

    expect(unknownFields('Pod', pod, '1.33').map(({ path }) => path)).toEqual([
      'spec.hostnameOverride',
    ])
    expect(unknownFields('Pod', pod, '1.34')).toEqual([])
  })
})

function scalarNameOf(type: ApiType): string | undefined {
  switch (type.form) {
    case 'object':
      return undefined
    case 'list':
      return scalarNameOf(type.element)
    case 'map':
      return scalarNameOf(type.value)
    case 'scalar':
      return type.name
  }
}
