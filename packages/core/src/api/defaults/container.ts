import type { JsonObject } from '../json.ts'
import { fieldSourceDefaults } from './field-source.ts'
import { changeList, changeObject, fillEmpty } from './fill.ts'
import { defaultImagePullPolicy } from './image-pull-policy.ts'
import { handlerDefaults, probeDefaults } from './probe.ts'

/** A container of any sort: main, init or ephemeral. */
export function containerDefaults(container: JsonObject): JsonObject {
  const image = typeof container['image'] === 'string' ? container['image'] : ''
  let filled = fillEmpty(container, {
    imagePullPolicy: defaultImagePullPolicy(image),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  })
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    filled = changeObject(filled, probe, probeDefaults)
  }
  filled = changeObject(filled, 'lifecycle', lifecycleDefaults)
  filled = changeList(filled, 'ports', (port) => fillEmpty(port, { protocol: 'TCP' }))
  return changeList(filled, 'env', (variable) =>
    changeObject(variable, 'valueFrom', fieldSourceDefaults),
  )
}

function lifecycleDefaults(lifecycle: JsonObject): JsonObject {
  return changeObject(
    changeObject(lifecycle, 'postStart', handlerDefaults),
    'preStop',
    handlerDefaults,
  )
}
