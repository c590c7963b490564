import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { KAFKA } from './kafka.ts'
import { aFile, seatrial } from './seatrial.ts'

describe('seatrial init', () => {
  it('writes a Scenario that names the manifests, and can be run', async () => {
    const manifests = aFile('kafka.yaml', KAFKA)
    const file = path.join(path.dirname(manifests), 'kafka.scenario.yaml')
    const { code, out, err } = await seatrial(['init', manifests, '-o', file])

    expect([code, out]).toEqual([0, ''])
    expect(err).toBe(`wrote ${file}; next: seatrial run ${file}\n`)
    expect(readFileSync(file, 'utf8')).toContain('  manifests: [kafka.yaml]\n')
    const run = await seatrial(['run', file])
    expect(run.code).toBe(0)
    expect(run.out).toMatch(/^statefulset\/kafka rolled out in/)
  })

  it('takes manifests from standard input along', async () => {
    const { out } = await seatrial(['init', '-'], { input: KAFKA })
    const { code } = await seatrial(['run', '-'], { input: out })

    expect(out).toContain(`---\n${KAFKA}`)
    expect(code).toBe(0)
  })

  it('never takes the place of a file, least of all of the manifests', async () => {
    const manifests = aFile('kafka.yaml', KAFKA)
    const { code, err } = await seatrial(['init', manifests, '-o', manifests])

    expect(code).toBe(2)
    expect(err).toBe(`${manifests}: expected the name of a new file, got one that exists\n`)
    expect(readFileSync(manifests, 'utf8')).toBe(KAFKA)
  })

  it('names the next command as a shell and npm take it', async () => {
    const manifests = aFile('kafka.yaml', KAFKA)
    const file = path.join(path.dirname(manifests), 'my kafka.yaml')
    const { err } = await seatrial(['init', manifests, '-o', file], { program: 'npm start --' })

    expect(err).toBe(`wrote ${file}; next: npm start -- run '${file}'\n`)
    expect(readFileSync(file, 'utf8')).toMatch(/^# Run it: {3}seatrial run '.*my kafka\.yaml'\n/)
  })

  it('needs something that rolls out', async () => {
    const scenario = aFile('a.yaml', `kind: Scenario\nspec: {}\n`)
    const { code, err } = await seatrial(['init', scenario])

    expect(code).toBe(2)
    expect(err).toBe(
      `${scenario}: expected manifests with a StatefulSet or DaemonSet, got the scenario itself\n`,
    )
  })
})
