import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ONCE, seatrial } from './seatrial.ts'

/** Manifests as their projects publish them; they lie beside the checkout where it is developed. */
const FOLDER = path.resolve(import.meta.dirname, '../../../../shared/fixtures/manifests')

describe.skipIf(!existsSync(FOLDER))(`the manifests in ${FOLDER}, if it is there`, () => {
  const files = existsSync(FOLDER) ? readdirSync(FOLDER).sort() : []

  it.each(files)('%s is run as it is', async (name) => {
    const { code, out } = await seatrial(['run', ...ONCE, path.join(FOLDER, name)])

    expect(out.split('\n')[0]).toMatch(/^(?:statefulset|daemonset)\/\S+ rolled out in /)
    expect(code).toBe(0)
  })
})
