import { fileURLToPath } from 'node:url'
import { KUBERNETES_PROFILES } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { countOutcomes } from './conformance/count-outcomes.ts'
import { formatRecording } from './conformance/format-results.ts'
import { kindOf, readCases, recordingsIn } from './conformance/recordings.ts'
import { replayerOf } from './conformance/registry.ts'
import { replayCases } from './conformance/replay-recording.ts'

const selection = recordingsIn(fileURLToPath(new URL('conformance/selection', import.meta.url)))

describe('the selected recordings of the real controllers', () => {
  const replayable = (selection ?? []).filter((file) => replayerOf(kindOf(file)) !== undefined)

  it.each(replayable.map((file) => ({ kind: kindOf(file), file })))(
    'are decided alike: $kind',
    ({ kind, file }) => {
      const results = replayCases(readCases(file), replayerOf(kind), KUBERNETES_PROFILES)

      const { passed, failed } = countOutcomes(results).total

      expect(passed).toBeGreaterThan(0)
      expect(failed, formatRecording({ kind, file, replayed: true, results })).toBe(0)
    },
  )
})
