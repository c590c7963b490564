import { type JsonObject, apiServerConfiguration } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import type { Manifest } from '../../src/index.ts'
import { UserChanges } from '../../src/run/user-changes.ts'
import { Console, aStatefulSet } from '../kubectl/a-kubectl.ts'

const WEB = { kind: 'StatefulSet', namespace: 'default', name: 'web' } as const

describe('a manifest that is applied again', () => {
  it('takes back what it says no more, and leaves what others have written', () => {
    const { changes, console } = aUser()
    changes.apply(aManifest({ minReadySeconds: 30, revisionHistoryLimit: 3 }))
    console.run('kubectl label sts web team=shop')
    console.run('kubectl scale sts web --replicas=5')

    changes.apply(aManifest({ revisionHistoryLimit: 4 }))

    const set = console.cluster.server.get('statefulsets', 'default', 'web')
    expect(set?.metadata.labels).toEqual({ team: 'shop' })
    expect(set?.spec).toMatchObject({ replicas: 5, minReadySeconds: 0, revisionHistoryLimit: 4 })
  })
})

function aUser(): { readonly changes: UserChanges; readonly console: Console } {
  const console = new Console()
  const { server, options } = console.cluster
  const admission = { configuration: apiServerConfiguration('1.37'), epoch: options.epoch }
  return { changes: new UserChanges(server, admission), console }
}

/** The set `web` without a number of replicas, but with these fields. */
function aManifest(fields: JsonObject): Manifest {
  const { spec, ...rest } = aStatefulSet('web', 1)
  const { replicas: _, ...others } = spec as { readonly replicas: number }
  const object = { ...rest, spec: { ...others, ...fields } }
  return { ...WEB, apiVersion: 'apps/v1', object, origin: { file: 'web.yaml', path: [] } }
}
