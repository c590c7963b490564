import type { JsonObject } from '@seatrial/core'
import { containerNames, withImages } from '../../format/manifests/manifest-change.ts'
import type { CommandContext, CommandProgress } from '../command-context.ts'
import { handleEach } from '../handle-each.ts'
import { KubectlError } from '../kubectl-error.ts'
import { storedObject } from '../named-objects.ts'
import { selectedObjects } from '../selected-objects.ts'
import { tell } from '../tell.ts'

/** `kubectl set image KIND/NAME CONTAINER=IMAGE …`. */
export function setImage(context: CommandContext): CommandProgress {
  const { objects, line } = context
  const operands = line.words.slice(2)
  const changes = operands.filter((word) => word.includes('='))
  const named = operands.filter((word) => !word.includes('='))
  return handleEach(context, selectedObjects(context, named), (object) => {
    const stored = storedObject(context, object)
    const wanted = withImages(stored, imagesFor(stored, changes))
    if (objects.replace(object.names, stored, wanted) === 'changed') {
      tell(context, object, 'image updated')
    }
  })
}

/** The image of each container that the changes name; `*` means all of them. */
function imagesFor(stored: JsonObject, changes: readonly string[]): Record<string, string> {
  const known = containerNames(stored)
  const images: Record<string, string> = {}
  for (const change of changes) {
    const [container = '', image = ''] = change.split('=', 2)
    if (container !== '*' && !known.includes(container)) {
      throw new KubectlError(`error: unable to find container named "${container}"`)
    }
    for (const name of container === '*' ? known : [container]) images[name] = image
  }
  return images
}
