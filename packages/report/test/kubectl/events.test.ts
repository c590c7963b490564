import { type Scenario, parseScenario, simulate } from '@seatrial/scenarios'
import { describe, expect, it } from 'vitest'
import { TranscriptRecorder } from '../../src/kubectl/transcripts/transcript-recorder.ts'

const FORBIDDEN =
  'Create Pod web-1 in StatefulSet web failed error: pods "web-1" is forbidden: ' +
  'exceeded quota: few, requested: pods=1, used: pods=1, limited: pods=1'

describe('kubectl get events', () => {
  it('lists by name, so object by object, each with when it was seen last', () => {
    const [table] = printed(['get events --field-selector involvedObject.kind!=Node'])
    const rows = table!.split('\n').map((row) => row.split(/ {2,}/))

    expect(rows[0]).toEqual(['LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'])
    expect(rows.slice(1).map(([, type, reason, object]) => [type, reason, object])).toEqual([
      ['Normal', 'Scheduled', 'pod/web-0'],
      ['Normal', 'SuccessfulCreate', 'statefulset/web'],
      ['Warning', 'FailedCreate', 'statefulset/web'],
      [undefined, undefined, undefined],
    ])
    expect(rows[3]?.[4]).toBe(FORBIDDEN)
  })

  it('tells with -o wide how often and since when', () => {
    const [table] = printed(['get ev -o wide --field-selector reason=FailedCreate'])
    const [, row] = table!.split('\n').map((line) => line.split(/ {2,}/))

    expect(row?.slice(0, 4)).toEqual(['2s', 'Warning', 'FailedCreate', 'statefulset/web'])
    expect(row?.slice(4)).toEqual([
      'statefulset-controller',
      FORBIDDEN,
      '7s',
      expect.stringMatching(/^1[01]$/),
      expect.stringMatching(/^web\.[0-9a-f]{16}$/),
    ])
  })

  it('watches each write of an Event', () => {
    const [text] = printed([
      'get ev -w --output-watch-events --no-headers --field-selector reason=FailedCreate',
    ])
    const types = text!.split('\n').map((line) => line.split(' ')[0])

    expect(types.slice(0, 3)).toEqual(['ADDED', 'MODIFIED', 'MODIFIED'])
  })

  it('is asked for by the timeline on its way', () => {
    const asked = "{ at: 4s, then: { kubectl: 'kubectl get events --no-headers' } }"
    const [text] = printed([], ['get events --no-headers'], asked)

    expect(text).toContain('SuccessfulCreate')
  })
})

describe('kubectl events', () => {
  it('lists in order of time, with how often since when', () => {
    const [text] = printed(['events --for sts/web'])
    const rows = text!.split('\n').map((row) => row.split(/ {2,}/))

    expect(rows.slice(0, 3)).toEqual([
      ['LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'],
      [
        expect.stringMatching(/^\d+s$/),
        'Normal',
        'SuccessfulCreate',
        'statefulset/web',
        'Create Pod web-0 in StatefulSet web successful',
      ],
      [
        expect.stringMatching(/^2s \(x1[01] over 7s\)$/),
        'Warning',
        'FailedCreate',
        'statefulset/web',
        FORBIDDEN,
      ],
    ])
  })

  it('says that there are none', () => {
    expect(printed(['events -n shop', 'events -A --types Warning --for pod/web-0'])).toEqual([
      'No events found in shop namespace.\n',
      'No events found.\n',
    ])
  })

  it('names the namespaces of all', () => {
    const [text] = printed(['events -A --types=normal --no-headers'])

    expect(text!.split('\n')[0]).toMatch(/^default {3}\d+s {2,}Normal {3,}/)
  })
})

/** What requests show of a set of two in a namespace for one pod, ten seconds after its start. */
function printed(
  requests: readonly string[],
  later: readonly string[] = [],
  timeline = '',
): readonly string[] {
  const recorder = new TranscriptRecorder(requests, later)
  simulate(aHeldUpSet(timeline), { observers: [recorder] })
  return recorder.transcripts.map(({ text }) => text)
}

function aHeldUpSet(timeline: string): Scenario {
  const manifests = `
    - { apiVersion: v1, kind: ResourceQuota, metadata: { name: few }, spec: { hard: { pods: "1" } } }
    - apiVersion: apps/v1
      kind: StatefulSet
      metadata: { name: web }
      spec:
        replicas: 2
        serviceName: web
        selector: { matchLabels: { app: web } }
        template:
          metadata: { labels: { app: web } }
          spec: { containers: [{ name: app, image: "app:1" }] }`
  const text = `
kind: Scenario
metadata: { name: held-up }
spec:
  cluster: { profile: kind-dev, nodes: [{ name: node, count: 1 }] }
  manifests: ${manifests}
  timeline: [${timeline}]
  until: { at: 10s }`
  return parseScenario(text, { file: 'held-up.yaml', readFile: () => '' })
}
