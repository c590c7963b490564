import { z } from 'zod'
import { type WorkloadReference, parseWorkloadReference, workloadWord } from './object-reference.ts'

/** What was said about one workload. */
export interface WorkloadEntry<Value> {
  readonly workload: WorkloadReference
  readonly value: Value
}

/** The key of a map by workload; the reference that it means is parsed once the map is read. */
const workloadKey = z.string().check((context) => {
  const { error } = workloadWord.safeParse(context.value)
  if (error === undefined) return
  const [issue] = error.issues
  const params = issue?.code === 'custom' ? issue.params : {}
  context.issues.push({ code: 'custom', input: context.value, message: issue!.message, params })
})

/** A map from workloads to values, as a list in the order of the file. */
export function workloadMap<Value, Input>(
  valueSchema: z.ZodType<Value, Input>,
): z.ZodType<readonly WorkloadEntry<Value>[], Readonly<Record<string, Input>>> {
  return z.record(workloadKey, valueSchema).transform((map) =>
    Object.entries(map).map(([key, value]) => ({
      workload: parseWorkloadReference(key)!,
      value,
    })),
  ) as z.ZodType<readonly WorkloadEntry<Value>[], Readonly<Record<string, Input>>>
}
