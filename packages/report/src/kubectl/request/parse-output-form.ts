import { nearestWord } from '@seatrial/core'
import { parseJsonPath } from '@seatrial/scenarios'
import { parseJsonPathTemplate } from '../json-path-template.ts'
import { type CustomColumn, type OutputForm, TABLE } from './output-form.ts'
import { PrintRequestError } from './print-request.ts'
import type { RequestParts } from './request-parts.ts'

const FORMS = ['wide', 'name', 'json', 'yaml', 'jsonpath=', 'custom-columns='] as const

/** Reads what was given for `-o`. Throws `PrintRequestError`. */
export function parseOutputForm({ request, flags }: RequestParts): OutputForm {
  const word = flags.get('output')?.value
  if (word === undefined) return TABLE
  const [, form, details = ''] = /^([^=]*=?)(.*)$/s.exec(word.text) ?? []
  const refused = (expected: string, nearest?: string): PrintRequestError =>
    new PrintRequestError(request, word, expected, nearest)
  switch (form) {
    case 'wide':
      return { type: 'table', wide: true }
    case 'name':
    case 'json':
    case 'yaml':
      return { type: form }
    case 'jsonpath=': {
      const template = parseJsonPathTemplate(details)
      if (template === undefined) throw refused('a JSONPath template such as {.metadata.name}')
      return { type: 'jsonpath', template }
    }
    case 'custom-columns=': {
      const columns = details.split(',').map(parseColumn)
      if (!columns.every((column) => column !== undefined)) {
        throw refused('columns such as NAME:.metadata.name')
      }
      return { type: 'custom-columns', columns }
    }
    default:
      throw refused(`one of ${FORMS.join(', ')}`, nearestWord(word.text, FORMS))
  }
}

/** `NAME:.metadata.name`. */
function parseColumn(text: string): CustomColumn | undefined {
  const [, header, written = ''] = /^([^:]+):(.+)$/s.exec(text) ?? []
  const path = parseJsonPath(written.replace(/^\{(.*)\}$/s, '$1'))
  return header === undefined || path === undefined ? undefined : { header, path }
}
