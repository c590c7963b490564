import { jsonAt, writeObject } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { Console, aStatefulSet } from './a-kubectl.ts'

describe('kubectl replace', () => {
  it('leaves nothing that the manifest does not say', () => {
    const console = new Console()
    console.run('kubectl apply -f -', aStatefulSet('web', 1))
    console.run('kubectl label sts web team=shop')

    expect(console.says('kubectl replace -f -', aStatefulSet('web', 2))).toBe(
      'statefulset.apps/web replaced',
    )
    expect(setIn(console)).toMatchObject({ spec: { replicas: 2 }, metadata: { generation: 2 } })
    expect(jsonAt(setIn(console), 'metadata', 'labels')).toBeUndefined()
  })

  it('needs something to replace', () => {
    const console = new Console()

    expect(console.says('kubectl replace -f -', aStatefulSet('web', 2))).toBe(
      'Error from server (NotFound): error when replacing "STDIN": statefulsets.apps "web" not found',
    )
  })

  it('makes the object anew with --force', () => {
    const console = new Console()
    console.run('kubectl apply -f -', aStatefulSet('web', 1))
    const before = jsonAt(setIn(console), 'metadata', 'uid')

    expect(console.says('kubectl replace --force -f -', aStatefulSet('web', 1))).toBe(
      'statefulset.apps "web" deleted from default namespace\nstatefulset.apps/web replaced',
    )
    expect(jsonAt(setIn(console), 'metadata', 'uid')).not.toBe(before)
  })
})

function setIn({ cluster: { server, options } }: Console): ReturnType<typeof writeObject> {
  return writeObject(server.get('statefulsets', 'default', 'web')!, options.epoch)
}
