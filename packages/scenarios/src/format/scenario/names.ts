import { z } from 'zod'
import { parseObjectReference } from '../language/object-reference.ts'
import { oneOrMore } from '../language/selection.ts'
import { workloadMap } from '../language/workload-map.ts'

const objectKey = z.string().check((context) => {
  if (parseObjectReference(context.value) !== undefined) return
  const message = 'an object such as pod/kafka-0 or statefulset/kafka'
  context.issues.push({ code: 'custom', input: context.value, message })
})

/** Texts by object; a list is for the objects that have that name one after another. */
const textsByObject = z
  .record(objectKey, oneOrMore(z.string().min(1)))
  .transform((map) =>
    Object.entries(map).map(([key, values]) => ({ object: parseObjectReference(key)!, values })),
  )

/** Names that a cluster makes up, given instead: for runs that must print what a real one printed. */
export const names = z
  .strictObject({
    uids: textsByObject.prefault({}).describe('Uids by object, in the order of its incarnations.'),
    suffixes: workloadMap(z.array(z.string().min(1)))
      .transform((entries) => entries.map(({ workload, value }) => ({ workload, suffixes: value })))
      .prefault({})
      .describe('The random ends of pod names by workload, in the order of creation.'),
    addresses: textsByObject
      .prefault({})
      .describe('Addresses by pod or node, in the order of its incarnations.'),
  })
  .describe('Uids, random name suffixes and addresses that are given instead of drawn.')
