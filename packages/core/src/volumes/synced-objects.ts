import type { ResourceTypes } from '../api/stored-object.ts'
import { ObjectWriter, type ObjectWriterOptions, type WrittenResource } from './object-writer.ts'
import { SyncQueue } from './sync-queue.ts'

/** What a controller does about the objects of one resource. */
export interface SyncedObjectsOptions<R extends WrittenResource> extends ObjectWriterOptions<R> {
  /** The name of its worker. */
  readonly worker: string
  /** Does the next thing about an object, which may be written. */
  readonly sync: (object: ResourceTypes[R]) => void
}

/**
 * The objects of one resource as one controller looks after them: those that a change may have made
 * unfinished wait in a queue, and each is looked at as it is then, and again after each write, until
 * nothing is left to do.
 */
export class SyncedObjects<R extends WrittenResource> extends ObjectWriter<R> {
  readonly #options: SyncedObjectsOptions<R>
  readonly #queue: SyncQueue

  constructor(options: SyncedObjectsOptions<R>) {
    super(options)
    this.#options = options
    this.#queue = new SyncQueue(options.simulation, options.worker, (namespace, name) =>
      this.sync(namespace, name),
    )
  }

  /** Has an object looked at when this instant is over. */
  queue({ metadata }: ResourceTypes[R]): void {
    this.#queue.add(metadata.namespace, metadata.name)
  }

  /** Has the object of that name looked at, if it is there then. */
  queueNamed(namespace: string, name: string): void {
    this.#queue.add(namespace, name)
  }

  /** Has everything looked at that is there. */
  queueAll(): void {
    for (const object of this.#options.informer.objects.values()) this.queue(object)
  }

  /** Looks at an object now. */
  sync(namespace: string, name: string): void {
    const object = this.newest(namespace, name)
    if (object !== undefined && this.canWrite(object)) this.#options.sync(object)
  }

  protected override written(namespace: string, name: string): void {
    this.sync(namespace, name)
  }
}
