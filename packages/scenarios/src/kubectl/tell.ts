import { type CommandContext, dryRunSuffix } from './command-context.ts'
import { type NamedObject, labelOf } from './named-objects.ts'

/** Says what has become of an object: `statefulset.apps/web scaled`. With `-o name` that is its name. */
export function tell(
  context: CommandContext,
  object: Pick<NamedObject, 'names' | 'name'>,
  what: string,
): void {
  const label = labelOf(object)
  const line = context.isNameOnly ? label : `${label} ${what}${dryRunSuffix(context)}`
  context.output.print(line)
}
