import { type PlainObject, UNSET } from '@seatrial/core'

/** The classes of the recordings: the default one binds at once, the other one for a pod's node. */
export const STORAGE_CLASSES: readonly PlainObject[] = [
  storageClass('standard', 'Immediate', true),
  storageClass('late', 'WaitForFirstConsumer', false),
]

function storageClass(name: string, volumeBindingMode: string, isDefault: boolean): PlainObject {
  return {
    kind: 'StorageClass',
    metadata: {
      name,
      namespace: '',
      uid: '',
      resourceVersion: 0,
      generation: 0,
      creationTimestamp: UNSET,
      deletionTimestamp: UNSET,
      labels: {},
      annotations: isDefault ? { 'storageclass.kubernetes.io/is-default-class': 'true' } : {},
      ownerReferences: [],
      finalizers: [],
    },
    content: { provisioner: 'example.com/fake', volumeBindingMode, reclaimPolicy: 'Delete' },
  }
}
