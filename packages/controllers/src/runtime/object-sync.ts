import { Sync } from './controller-loop.ts'

/** An object as the keys of work queues name it. */
export interface ObjectName {
  readonly namespace: string
  readonly name: string
}

/** Takes a key of the form `NAMESPACE/NAME` apart. */
export function objectNameOf(key: string): ObjectName {
  const slash = key.indexOf('/')
  return { namespace: key.slice(0, slash), name: key.slice(slash + 1) }
}

/** One pass over the object that its key names. */
export abstract class ObjectSync extends Sync implements ObjectName {
  readonly namespace: string
  readonly name: string

  constructor(key: string) {
    super(key)
    const { namespace, name } = objectNameOf(key)
    this.namespace = namespace
    this.name = name
  }
}
