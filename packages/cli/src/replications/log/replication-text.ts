import type { Replication, RunOutcome } from '@seatrial/scenarios'

const SEPARATOR = '\t'

/** A replication as one line of text, without its line end. All numbers come back as they are. */
export function replicationText(replication: Replication): string {
  const { variant, outcome, values, expectations, traceDigest } = replication
  return [
    variant,
    replication.replication,
    outcome,
    expectations.map(Number).join(''),
    traceDigest,
    ...values,
  ].join(SEPARATOR)
}

/** What such a line says. */
export function replicationFromText(text: string): Replication {
  const [variant, replication, outcome, expectations, traceDigest, ...values] =
    text.split(SEPARATOR)
  return {
    variant: Number(variant),
    replication: Number(replication),
    outcome: outcome as RunOutcome,
    values: values.map(Number),
    expectations: Array.from(expectations as string, (digit) => digit === '1'),
    traceDigest: traceDigest as string,
  }
}
