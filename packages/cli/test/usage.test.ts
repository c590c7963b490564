import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { KAFKA, KAFKA_SCENARIO } from './kafka.ts'
import { aFile, seatrial } from './seatrial.ts'

describe('--help', () => {
  it.each([[], ['run'], ['compare'], ['merge'], ['validate'], ['init']])(
    'shows examples: %s',
    async (...command) => {
      const { code, out, err } = await seatrial([...command, '--help'])

      expect(code).toBe(0)
      expect(err).toBe('')
      expect(out).toMatch(/^Usage: seatrial/)
      expect(out).toContain('\nExamples:\n  ')
      expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
    },
  )

  it('is what help COMMAND prints', async () => {
    expect(await seatrial(['help', 'run'])).toEqual(await seatrial(['run', '--help']))
  })
})

describe('--version', () => {
  it('is that of the package', async () => {
    const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
    const { version } = JSON.parse(text) as { readonly version: string }

    expect(await seatrial(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' })
  })
})

describe('bad usage', () => {
  it.each([
    [['rnu', 'x.yaml'], 'Did you mean run?'],
    [['run', 'x.yaml', '--imgae', 'a=b'], 'Did you mean --image?'],
    [['run'], "missing required argument 'FILE'"],
    [['run', 'x.yaml', '--tie-break', 'lief'], 'Allowed choices are fifo, lifo, random'],
    [['validate'], "missing required argument 'FILE'"],
    [['init'], "missing required argument 'MANIFEST'"],
  ])('%j ends with 2 and says what was meant', async (args, said) => {
    const { code, out, err } = await seatrial(args)

    expect(err).toContain(said)
    expect(out).toBe('')
    expect(code).toBe(2)
  })

  it('is a file without a command', async () => {
    const file = aFile('kafka.yaml', KAFKA)
    const { code, err } = await seatrial([file])

    expect(code).toBe(2)
    expect(err).toBe(
      `expected a command, got the file ${file} (did you mean seatrial run ${file}?)\n`,
    )
  })

  it('is no command at all: the help goes to standard error', async () => {
    const { code, out, err } = await seatrial([])

    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/^Usage: seatrial/)
  })
})

describe('bad values of flags', () => {
  it.each([
    [['--nodes', 'three'], '--nodes: expected a number of nodes, from 1 to 1000000, got "three"'],
    [['--interval', '10'], '--interval: expected a duration above 0, such as 10s, got "10"'],
    [
      ['--image', 'kafak=x'],
      '--image: expected statefulset/kafka:kafka, got "kafak" (did you mean kafka?)',
    ],
    [
      ['--profile', 'kwok'],
      expect.stringMatching(/^--profile: expected one of managed-cloud, .*, got "kwok"/),
    ],
    [
      ['--kubernetes', '1.2'],
      expect.stringMatching(/^--kubernetes: expected a Kubernetes version: .*, got "1.2"$/),
    ],
    [['--create', '--scale', 'sts/kafka=2'], '--create: expected no change beside it, got --scale'],
    [
      ['--set', 'spec.replcas=2'],
      expect.stringMatching(/^--set statefulset\/kafka: expected .*\(did you mean .*replicas/),
    ],
  ])('%j', async (flags, message) => {
    const { code, out, err } = await seatrial(['run', aFile('kafka.yaml', KAFKA), ...flags])

    expect(err.trimEnd()).toEqual(message)
    expect([code, out]).toEqual([2, ''])
  })
})

describe('bad input', () => {
  it('is a file that is not there, with the one that was probably meant', async () => {
    const file = aFile('kafka.yaml', KAFKA)
    const { code, err } = await seatrial(['run', file.replace('kafka', 'kafak')])

    expect(code).toBe(2)
    expect(err).toMatch(
      /kafak\.yaml: expected a file that can be read, got none of that name \(did you mean .*\/kafka\.yaml\?\)\n$/,
    )
  })

  it('is told with file, line, column, path and the nearest word', async () => {
    const file = aFile('kafka.yaml', KAFKA.replace('replicas', 'replcas'))
    const { code, err } = await seatrial(['run', file])

    expect(err).toBe(
      `${file}:6:3: spec.replcas: expected a field of a StatefulSet, got "replcas" (did you mean replicas?)\n`,
    )
    expect(code).toBe(2)
  })

  it('is what rolls nothing out', async () => {
    const file = aFile('service.yaml', 'apiVersion: v1\nkind: Service\nmetadata: { name: s }\n')
    const { code, err } = await seatrial(['run', file])

    expect(err).toBe(`${file}: expected a StatefulSet or DaemonSet, got Service\n`)
    expect(code).toBe(2)
  })

  it('is a flag for plain manifests beside a Scenario', async () => {
    const file = aFile(
      'brokers.yaml',
      `${KAFKA_SCENARIO.replace(/ +manifests.*\n/, '')}  seed: 2\n---\n${KAFKA}`,
    )
    const { code, err } = await seatrial(['run', file, '--image', 'kafka=x', '--nodes', '3'])

    expect(err).toBe(
      '--image: expected plain manifests, since a Scenario says this itself, got a Scenario\n' +
        '--nodes: expected plain manifests, since a Scenario says this itself, got a Scenario\n',
    )
    expect(code).toBe(2)
  })
})
