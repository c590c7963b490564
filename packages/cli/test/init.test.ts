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

  it('needs something that rolls out', async () => {
    const scenario = aFile('a.yaml', `kind: Scenario\nspec: {}\n`)
    const { code, err } = await seatrial(['init', scenario])

    expect(code).toBe(2)
    expect(err).toBe(
      `${scenario}: expected manifests with a StatefulSet or DaemonSet, got the scenario itself\n`,
    )
  })
})
