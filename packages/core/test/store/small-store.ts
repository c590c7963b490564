import { UNSET } from '../../src/api/api-time.ts'
import type { ControllerRevision } from '../../src/api/controller-revision.ts'
import { Simulation } from '../../src/kernel/simulation.ts'
import { type Duration, NEVER } from '../../src/kernel/time.ts'
import { RandomStreams } from '../../src/kernel/random-streams.ts'
import { ApiServer } from '../../src/store/api-server.ts'
import { Informer } from '../../src/store/informer.ts'
import { KeyedNames } from '../../src/store/keyed-names.ts'
import type { StoredChange } from '../../src/store/stored-change.ts'

const CAUSE = { by: 'test', why: '' }

/** A store of ControllerRevisions in which something is written by hand, and somebody who watches it. */
export class SmallStore {
  readonly simulation = new Simulation()
  readonly server = new ApiServer({
    clock: this.simulation,
    names: new KeyedNames(new RandomStreams('test', 0)),
    writesBeforeRemoval: true,
    protectsClaims: false,
    deletionRaisesGeneration: true,
  })
  /** What the handlers of the watchers made by `watch` were told, in few words. */
  readonly told: string[] = []

  watch(delay = 10): Informer<'controllerrevisions'> {
    const informer = new Informer({
      simulation: this.simulation,
      server: this.server,
      resource: 'controllerrevisions',
      delay: { delayOf: () => delay as Duration },
      keepsObjects: true,
    })
    informer.addHandler({ changed: (change) => this.told.push(inFewWords(change)) })
    return informer
  }

  /** Writes the object with that number, new or not. */
  write(name: string, revision: number): void {
    const stored = this.server.get('controllerrevisions', 'default', name)
    if (stored === undefined) this.server.create(aRevision(name, revision), CAUSE)
    else this.server.update({ ...stored, revision }, CAUSE)
  }

  delete(name: string): void {
    this.server.delete('controllerrevisions', 'default', name, {}, CAUSE)
  }

  /** Has everything happen that is on its way. */
  settle(): void {
    this.simulation.runUntil(NEVER)
  }
}

/** The names and numbers that a watcher knows. */
export function known(informer: Informer<'controllerrevisions'>): Record<string, number> {
  return Object.fromEntries(
    [...informer.objects.values()].map(({ metadata, revision }) => [metadata.name, revision]),
  )
}

function inFewWords({ type, object, previous }: StoredChange): string {
  const { metadata, revision } = object as ControllerRevision
  const before = previous === undefined ? '' : ` was ${(previous as ControllerRevision).revision}`
  return `${type} ${metadata.name} ${revision}${before}`
}

function aRevision(name: string, revision: number): ControllerRevision {
  return {
    kind: 'ControllerRevision',
    metadata: {
      name,
      namespace: 'default',
      uid: '',
      resourceVersion: 0,
      generation: 0,
      creationTimestamp: UNSET,
      deletionTimestamp: UNSET,
      labels: {},
      annotations: {},
      ownerReferences: [],
      finalizers: [],
    },
    revision,
    data: '',
    content: undefined,
  }
}
