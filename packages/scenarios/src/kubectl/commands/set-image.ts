import { containerNames, withImages } from '../../format/manifests/manifest-change.ts'
import type { CommandContext, CommandProgress } from '../command-context.ts'
import { KubectlError } from '../kubectl-error.ts'
import { firstNamedObject, labelOf, storedObject } from '../named-objects.ts'

/** `kubectl set image KIND/NAME CONTAINER=IMAGE …`. */
export function setImage(context: CommandContext): CommandProgress {
  const { objects, line, output } = context
  const { object, rest } = firstNamedObject(line.words.slice(2))
  const stored = storedObject(context, object)
  const known = containerNames(stored)
  const images: Record<string, string> = {}
  for (const word of rest) {
    const [container = '', image = ''] = word.split('=', 2)
    for (const name of container === '*' ? known : [container]) images[name] = image
    if (container === '*' || known.includes(container)) continue
    throw new KubectlError(`error: unable to find container named "${container}"`)
  }
  const outcome = objects.replace(object.names, stored, withImages(stored, images))
  if (outcome === 'changed') output.print(`${labelOf(object)} image updated`)
  return 'done'
}
