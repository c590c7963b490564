import { describe, expect, it } from 'vitest'
import { Console } from './a-kubectl.ts'

/** A cluster with a bound claim of 1Gi, of a class that lets claims grow or does not. */
function aConsole(allowVolumeExpansion: boolean): Console {
  const console = new Console()
  console.run('kubectl create -f -', {
    kind: 'List',
    items: [
      {
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name: 'fast' },
        provisioner: 'disk.csi.example.com',
        allowVolumeExpansion,
      },
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data' },
        spec: {
          storageClassName: 'fast',
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage: '1Gi' } },
        },
      },
    ],
  })
  console.wait(30)
  return console
}

describe('a claim that is to have another size', () => {
  it.each([
    { allows: true, size: '2Gi', text: 'persistentvolumeclaim/data patched' },
    {
      allows: false,
      size: '2Gi',
      text: 'Error from server (Forbidden): persistentvolumeclaims "data" is forbidden: only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
    },
    {
      allows: true,
      size: '1Mi',
      text: 'The PersistentVolumeClaim "data" is invalid: spec.resources.requests.storage: Forbidden: field can not be less than status.capacity',
    },
  ])('$size where the class lets it grow ($allows)', ({ allows, size, text }) => {
    const patch = JSON.stringify({ spec: { resources: { requests: { storage: size } } } })

    expect(aConsole(allows).says(`kubectl patch pvc data --type=merge -p '${patch}'`)).toBe(text)
  })
})
