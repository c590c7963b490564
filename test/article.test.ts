import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { TranscriptRecorder } from '@seatrial/report'
import { simulate } from '@seatrial/scenarios'
import { describe, expect, it } from 'vitest'
import { root } from './house/repository.ts'
import { readScenario } from './scenario-files.ts'

/** The article's transcripts lie beside the checkout; elsewhere these tests say that they were skipped. */
const SEED = path.join(root, '../shared/fixtures/seed')

const CASES = [
  ['create-watch', 'transcript-create-watch.txt', ['get po -w']],
  ['create-watch', 'transcript-get-sts.txt', ['get sts']],
  ['update-watch', 'transcript-update-watch.txt', ['get po -w']],
  ['claims-survive-deletion', 'transcript-get-pv-pvc-after-delete.txt', ['get pv,pvc']],
  ['daemon-set-wide', 'transcript-get-ds-and-pod-wide.txt', ['get ds', 'get po -o wide']],
] as const

describe.skipIf(!existsSync(SEED))('the article (skipped where its transcripts are not)', () => {
  it.each(CASES)('%s prints %s byte for byte', (name, transcript, commands) => {
    const scenario = readScenario(`scenarios/article/${name}.yaml`)
    const recorder = new TranscriptRecorder(scenario.print)

    simulate(scenario, { observers: [recorder] })

    const shown = recorder.transcripts.filter(({ command }) =>
      (commands as readonly string[]).includes(command),
    )
    expect(shown.map(({ text }) => text).join('')).toBe(withoutPrompts(transcript))
  })
})

function withoutPrompts(transcript: string): string {
  return readFileSync(path.join(SEED, transcript), 'utf8').replace(/^\$ .*\n/gm, '')
}
