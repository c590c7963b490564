import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import {
  type ApiType,
  type JsonObject,
  type JsonValue,
  apiSchema,
  isJsonObject,
  unknownFields,
} from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { aFile, aFolder, seatrial } from '../seatrial.ts'
import { POLICIES, WEB } from './web.ts'

/** The program as it is built, which is what the image has. */
const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

const SHARES = 3

const EXPERIMENT = `kind: Experiment
metadata: { name: policies.of.web }
spec:
  scenario: scenarios/web.yaml
  vary: { statefulset/web: { spec.podManagementPolicy: [OrderedReady, Parallel] } }
  replications: 90
`

describe('the manifests of a Job', () => {
  it.each(['1.33', '1.35.4', '1.37'] as const)(
    'have the fields of %s, and no other',
    async (version) => {
      for (const manifest of await manifestsOf(anExperiment())) {
        const object = manifest as unknown as JsonObject
        expect(unknownFields(manifest.kind, object, version)).toEqual([])
        expect(missingFields(manifest.kind, object, version)).toEqual([])
      }
    },
  )

  it('are called after the experiment', async () => {
    const manifests = await manifestsOf(anExperiment())

    expect(manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'ConfigMap seatrial-policies-of-web-inputs',
      'PersistentVolumeClaim seatrial-policies-of-web-results',
      'Job seatrial-policies-of-web-shares',
      'Job seatrial-policies-of-web-merge',
    ])
  })

  it('bring flags and standard input along', async () => {
    const asked = words('--image web=web:$(B) --minimise rolloutDuration --replications 9')
    const { out } = await seatrial(['compare', '-', ...POLICIES, ...asked, '--emit-job'], {
      input: WEB,
    })

    const [inputs, , shares] = documentsOf(out)
    expect(inputs.data).toEqual({ '0-standard-input.yaml': WEB })
    expect(shares.spec.template.spec.containers[0].args).toEqual([
      'inputs/standard-input.yaml',
      ...POLICIES,
      ...words('--image web=web:$$(B) --minimise rolloutDuration --replications 9'),
      ...words('--shard /8 --workers 1 -o results/parts/$(JOB_COMPLETION_INDEX)'),
    ])
  })

  it('are none for inputs that a ConfigMap cannot hold', async () => {
    const file = aFile('web.yaml', `${WEB}# ${'x'.repeat(1_048_576)}\n`)
    const { code, err } = await seatrial(['compare', file, '--emit-job'])

    expect([code, err]).toEqual([2, expect.stringContaining('inputs of at most 1 MiB')])
  })
})

describe('the containers of a Job, as processes', () => {
  it('come to what one process comes to, though one is killed and one is run twice', async () => {
    const [folder, whole] = [aFolder(), aFolder()]
    const experiment = anExperiment()
    const [inputs, , shares, merge] = await manifestsOf(experiment)
    mountInputs(folder, inputs, shares)
    const [share] = shares.spec.template.spec.containers
    const [wait] = merge.spec.template.spec.initContainers
    const [last] = merge.spec.template.spec.containers

    const killed = start(folder, share, 1)
    await until(() => existsSync(path.join(folder, 'results/parts/1/replications/0001.log')))
    killed.kill('SIGKILL')
    const ends = [ended(killed), ...[0, 0, 1, 2].map((index) => ended(start(folder, share, index)))]

    expect(await Promise.all(ends)).toEqual([null, 0, 0, 0, 0])
    expect(await ended(start(folder, wait))).toBe(0)
    expect(await ended(start(folder, last))).toBe(0)
    await seatrial(['compare', experiment, '-o', whole])
    expect(filesOf(path.join(folder, 'results'))).toEqual(filesOf(whole))
  })
})

function words(text: string): readonly string[] {
  return text.split(' ')
}

/** An object as it was printed, with what is read of it here. */
interface Manifest {
  readonly kind: string
  readonly metadata: { readonly name: string }
  readonly data: Readonly<Record<string, string>>
  readonly spec: { readonly template: { readonly spec: PodSpec } }
}

interface PodSpec {
  readonly initContainers: readonly [Container]
  readonly containers: readonly [Container]
  readonly volumes: readonly [
    {
      readonly configMap: {
        readonly items: readonly { readonly key: string; readonly path: string }[]
      }
    },
    ...unknown[],
  ]
}

interface Container {
  readonly command: readonly string[]
  readonly args: readonly string[]
}

/** The ConfigMap, the claim, the Job of the shares and that of the merge. */
type Manifests = readonly [Manifest, Manifest, Manifest, Manifest]

function anExperiment(): string {
  const file = aFile('policies.yaml', EXPERIMENT)
  mkdirSync(path.join(path.dirname(file), 'scenarios'))
  const scenario = `kind: Scenario\nspec: { timeline: [{ when: { settled: all }, then: { setImage: { statefulset/web: { web: 'web:2' } } } }] }\n---\n${WEB}`
  writeFileSync(path.join(path.dirname(file), 'scenarios/web.yaml'), scenario)
  return file
}

async function manifestsOf(experiment: string): Promise<Manifests> {
  const { code, out } = await seatrial(['compare', experiment, '--emit-job', `--shard=/${SHARES}`])
  expect(code).toBe(0)
  return documentsOf(out)
}

function documentsOf(text: string): Manifests {
  return parseAllDocuments(text).map((document) => document.toJS()) as unknown as Manifests
}

/** What the release wants and the object does not have. */
function missingFields(
  kind: string,
  object: JsonValue,
  version: Parameters<typeof apiSchema>[0],
): readonly string[] {
  const schema = apiSchema(version)
  return missingIn({ form: 'object', name: kind }, object)

  function missingIn(type: ApiType, value: JsonValue): readonly string[] {
    if (type.form === 'list' && Array.isArray(value)) {
      return value.flatMap((each: JsonValue) => missingIn(type.element, each))
    }
    if (type.form !== 'object' || !isJsonObject(value)) return []
    return [...(schema.fieldsOf(type.name)?.values() ?? [])].flatMap((field) => {
      const child = value[field.name]
      if (child === undefined) return field.isRequired ? [`${type.name}.${field.name}`] : []
      return missingIn(field.type, child)
    })
  }
}

/** Lays the files of a ConfigMap where a Pod has them. */
function mountInputs(folder: string, { data }: Manifest, { spec }: Manifest): void {
  const [volume] = spec.template.spec.volumes
  for (const { key, path: name } of volume.configMap.items) {
    const file = path.join(folder, 'inputs', name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, data[key] as string)
  }
}

/** Starts the command line of a container as kubelet does, in a folder that has its volumes. */
function start(folder: string, container: Container, index?: number): ChildProcess {
  const environment = index === undefined ? {} : { JOB_COMPLETION_INDEX: String(index) }
  const [command = '', ...args] = [...container.command, ...container.args].map((word) =>
    word.replaceAll('$(JOB_COMPLETION_INDEX)', String(index)),
  )
  const isOurs = command === 'seatrial'
  return spawn(isOurs ? process.execPath : command, isOurs ? [MAIN, ...args] : args, {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: 'ignore',
  })
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setTimeout(2)
}

function filesOf(folder: string): readonly string[] {
  return ['replications.csv', 'variants.csv'].map((name) =>
    readFileSync(path.join(folder, name), 'utf8'),
  )
}
