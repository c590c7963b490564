import type { JsonObject } from '@seatrial/core'
import { containerNames, withValueAt } from '../../format/manifests/manifest-change.ts'
import { type CommandContext, type CommandProgress, flag } from '../command-context.ts'
import { handleEach } from '../handle-each.ts'
import { KubectlError } from '../kubectl-error.ts'
import { storedObject } from '../named-objects.ts'
import { selectedObjects } from '../selected-objects.ts'
import { tell } from '../tell.ts'
import { withContainers } from '../template-containers.ts'

/** `kubectl set resources KIND/NAME --limits=cpu=1,memory=1Gi --requests=…`: of all containers, or of `-c` only. */
export function setResources(context: CommandContext): CommandProgress {
  const limits = amountsIn(context, 'limits')
  const requests = amountsIn(context, 'requests')
  if (limits === undefined && requests === undefined) {
    throw new KubectlError(
      'error: you must specify an update to requests or limits (in the form of --requests/--limits)',
    )
  }
  const chosen = flag(context, 'containers') ?? '*'
  return handleEach(context, selectedObjects(context, context.line.words.slice(2)), (object) => {
    const stored = storedObject(context, object)
    if (chosen !== '*' && !containerNames(stored).includes(chosen)) {
      throw new KubectlError(`error: unable to find container named ${chosen}`)
    }
    const wanted = withContainers(stored, (container) =>
      chosen === '*' || container['name'] === chosen
        ? withAmounts(withAmounts(container, 'limits', limits), 'requests', requests)
        : container,
    )
    context.objects.replace(object.names, stored, wanted)
    tell(context, object, 'resource requirements updated')
  })
}

function amountsIn(context: CommandContext, name: 'limits' | 'requests'): JsonObject | undefined {
  const text = flag(context, name)
  if (text === undefined) return undefined
  const pairs = text.split(',').map((pair) => pair.split('='))
  const wrong = pairs.find((pair) => pair.length !== 2 || pair[0] === '')
  if (wrong === undefined) return Object.fromEntries(pairs) as JsonObject
  throw new KubectlError(
    `error: invalid argument syntax ${wrong.join('=')}, expected <resource>=<quantity>`,
  )
}

/** Resources that are not named keep their amounts; `0` takes one away. */
function withAmounts(
  container: JsonObject,
  name: 'limits' | 'requests',
  amounts: JsonObject = {},
): JsonObject {
  return Object.entries(amounts).reduce(
    (changed, [resource, amount]) =>
      withValueAt(changed, ['resources', name, resource], amount === '0' ? null : (amount ?? null)),
    container,
  )
}
