import type { JsonObject } from '@seatrial/core'
import { type Difference, compareJson } from '../compare-json.ts'
import type { Decision, OpenChoice, RevisionDecision, RevisionShape } from './decision-case.ts'

/**
 * Where a decision differs from the recorded one. Lists are compared as sets; of an open choice only
 * how many were taken is compared.
 */
export function compareDecision(expected: Decision, got: Decision): Difference[] {
  return compareJson(inOrder(expected), inOrder(withChoicesOf(expected, got)))
}

/** The decision told with the open choices of the expected one: who is chosen moves into its choice. */
function withChoicesOf(expected: Decision, got: Decision): Decision {
  const creates = takeChoices(got.creates, expected.creates, expected.createsChoose)
  const deletes = takeChoices(got.deletes, expected.deletes, expected.deletesChoose)
  const revisions = takeChoices(
    got.revisions?.deletes,
    expected.revisions?.deletes,
    expected.revisions?.deletesChoose,
  )
  return {
    ...got,
    creates: creates.fixed,
    createsChoose: creates.choices,
    deletes: deletes.fixed,
    deletesChoose: deletes.choices,
    revisions: { ...got.revisions, deletes: revisions.fixed, deletesChoose: revisions.choices },
  }
}

function takeChoices(
  names: readonly string[] = [],
  fixed: readonly string[] = [],
  choices: readonly OpenChoice[] = [],
): { readonly fixed: readonly string[]; readonly choices: readonly OpenChoice[] } {
  const left = new Set(names)
  const certain = new Set(fixed)
  const taken = choices.map(({ from }) => {
    const chosen = from.filter((name) => left.has(name) && !certain.has(name))
    for (const name of chosen) left.delete(name)
    return { n: chosen.length, from }
  })
  return { fixed: [...left], choices: taken }
}

/** The decision with nothing left out and every list in order. */
function inOrder(decision: Decision): JsonObject {
  const { creates, deletes, adopts, releases, createsChoose, deletesChoose } = decision
  const whole = {
    ...decision,
    creates: sorted(creates),
    deletes: sorted(deletes),
    createsChoose: sortedChoices(createsChoose),
    deletesChoose: sortedChoices(deletesChoose),
    adopts: sorted(adopts),
    releases: sorted(releases),
    relabels: decision.relabels ?? {},
    revisions: revisionsInOrder(decision.revisions ?? {}),
    statusAttempts: decision.statusAttempts ?? 1,
    steps: decision.steps ?? [],
    expectationsLeft: decision.expectationsLeft ?? { creates: 0, deletes: 0 },
    events: decision.events ?? {},
  }
  return whole as unknown as JsonObject
}

function revisionsInOrder(revisions: RevisionDecision): RevisionDecision {
  const { creates, updates, adopts, releases, deletes, deletesChoose } = revisions
  return {
    creates: sortedShapes(creates),
    updates: sortedShapes(updates),
    adopts: sorted(adopts),
    releases: sorted(releases),
    deletes: sorted(deletes),
    deletesChoose: sortedChoices(deletesChoose),
  }
}

function sorted(names: readonly string[] = []): readonly string[] {
  return [...names].sort()
}

function sortedShapes(shapes: readonly RevisionShape[] = []): readonly RevisionShape[] {
  return shapes.toSorted((one, other) =>
    one.name === other.name ? one.revision - other.revision : one.name < other.name ? -1 : 1,
  )
}

function sortedChoices(choices: readonly OpenChoice[] = []): readonly OpenChoice[] {
  return choices
    .map(({ n, from }) => ({ n, from: sorted(from) }))
    .sort((one, other) => ((one.from[0] ?? '') < (other.from[0] ?? '') ? -1 : 1))
}
