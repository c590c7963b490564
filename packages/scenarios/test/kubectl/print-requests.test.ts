import { describe, expect, it } from 'vitest'
import { printRequestsOf } from '../../src/index.ts'

describe('command lines that only look', () => {
  it.each([
    ['kubectl get po -w', ['get po -w']],
    ['rollout status sts/web', ['rollout status sts/web']],
    ['kubectl rollout history ds/agent', ['rollout history ds/agent']],
    ['kubectl events --for sts/web', ['events --for sts/web']],
    ['kubectl rollout undo sts/web', []],
    ['delete pod web-0', []],
  ])('%s', (command, requests) => {
    expect(printRequestsOf({ type: 'kubectl', commands: [command] })).toEqual(requests)
  })
})
