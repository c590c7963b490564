import {
  type ApiType,
  type JsonObject,
  type JsonValue,
  KUBERNETES_PROFILES,
  type ValidatedKind,
  apiSchema,
  apiServerConfiguration,
  judgeCreate,
  judgeStatusUpdate,
  judgeUpdate,
  prepareForCreate,
} from '@seatrial/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const SCALARS: Readonly<Record<string, fc.Arbitrary<JsonValue>>> = {
  string: fc.constantFrom('', 'a', 'Always', 'RollingUpdate', 'In', 'a/b', '1.2.3.4'),
  boolean: fc.boolean(),
  int32: fc.constantFrom(-1, 0, 1, 80, 2_147_483_647),
  int64: fc.constantFrom(-1, 0, 1, 3_600, 9_007_199_254_740_993n),
  number: fc.constantFrom(0.5, 1),
  quantity: fc.constantFrom('-1', '0', '100m', '1Gi', 2, 9_007_199_254_740_993n),
  'int-or-string': fc.constantFrom(0, 1, '10%', 'x'),
  time: fc.constant('2026-01-01T00:00:00Z'),
  'micro-time': fc.constant('2026-01-01T00:00:00.000001Z'),
  any: fc.constant({}),
}

const DEPTH_MAX = 7

describe('every manifest with the right types', () => {
  it.each<ValidatedKind>(['StatefulSet', 'DaemonSet'])('gets a verdict as a %s', (kind) => {
    const profile = fc.constantFrom(...KUBERNETES_PROFILES)
    const manifest = manifestOf(kind)

    fc.assert(
      fc.property(profile, manifest, manifest, (release, first, second) => {
        const configuration = apiServerConfiguration(release)
        const stored = prepareForCreate(kind, first, release)

        expect(judgeCreate(kind, first, configuration).type).not.toBe('undecodable')
        expect(judgeUpdate(kind, second, stored, configuration).type).not.toBe('undecodable')
        expect(judgeStatusUpdate(kind, second, stored, configuration).type).not.toBe('undecodable')
      }),
      { numRuns: 300 },
    )
  })
})

/** Manifests whose every value has a type that its field can have; about half are left out. */
function manifestOf(kind: ValidatedKind): fc.Arbitrary<JsonObject> {
  return fc
    .record({
      metadata: objectOf('ObjectMeta', 1),
      spec: objectOf(`${kind}Spec`, 0),
      podSpec: objectOf('PodSpec', 0),
      status: objectOf(`${kind}Status`, 1),
    })
    .map(({ metadata, spec, podSpec, status }) => ({
      metadata,
      spec: { ...spec, template: { metadata, spec: podSpec } },
      status,
    }))
}

function valueOf(type: ApiType, depth: number): fc.Arbitrary<JsonValue> {
  switch (type.form) {
    case 'scalar':
      return SCALARS[type.name]!
    case 'list':
      return fc.array(orNull(valueOf(type.element, depth)), { maxLength: 2 })
    case 'map':
      return fc.dictionary(fc.constantFrom('app', 'cpu', 'a b'), orNull(valueOf(type.value, depth)))
    case 'object':
      return depth === DEPTH_MAX ? fc.constant({}) : objectOf(type.name, depth)
  }
}

function given([name, value]: readonly [string, JsonValue | undefined]): [string, JsonValue][] {
  return value === undefined ? [] : [[name, value]]
}

function orNull(value: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonValue> {
  return fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) })
}

function objectOf(typeName: string, depth: number): fc.Arbitrary<JsonObject> {
  const fields = [...apiSchema('1.33').fieldsOf(typeName)!.values()]
  const likelihood = depth < 3 ? 4 : 1
  const entries = fields.map(({ name, type }) => {
    const present = valueOf(type, depth + 1)
    return fc
      .oneof(
        { weight: likelihood, arbitrary: present },
        { weight: 4, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.constant(null) },
      )
      .map((value) => [name, value] as const)
  })
  return fc.tuple(...entries).map((pairs) => Object.fromEntries(pairs.flatMap(given)))
}
