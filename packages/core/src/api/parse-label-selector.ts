import type { LabelRequirement } from './label-requirement.ts'
import { LabelSelector } from './label-selector.ts'

/**
 * Reads a label selector as it is written for `-l`: requirements joined by commas, each
 * `key=value`, `key==value`, `key!=value`, `key in (a,b)`, `key notin (a,b)`, `key` or `!key`.
 * An empty text selects everything. Returns `undefined` for a text that is none.
 */
export function parseLabelSelector(text: string): LabelSelector | undefined {
  if (text.trim() === '') return new LabelSelector([])
  const requirements: LabelRequirement[] = []
  for (const part of text.split(COMMA_OUTSIDE_OF_LISTS)) {
    const requirement = parseRequirement(part.trim())
    if (requirement === undefined) return undefined
    requirements.push(requirement)
  }
  return new LabelSelector(requirements)
}

const COMMA_OUTSIDE_OF_LISTS = /,(?![^(]*\))/

const KEY = String.raw`([A-Za-z0-9](?:[-\w./]*[A-Za-z0-9])?)`
const VALUE = String.raw`([-\w.]*)`
const EQUALITY = new RegExp(String.raw`^${KEY}\s*(==?|!=)\s*${VALUE}$`)
const MEMBERSHIP = new RegExp(String.raw`^${KEY}\s+(in|notin)\s+\(([-\w.,\s]*)\)$`)
const EXISTENCE = new RegExp(String.raw`^(!?)\s*${KEY}$`)

function parseRequirement(text: string): LabelRequirement | undefined {
  return parseEquality(text) ?? parseMembership(text) ?? parseExistence(text)
}

/** `!=` also holds where the label is missing, as NotIn does. */
function parseEquality(text: string): LabelRequirement | undefined {
  const match = EQUALITY.exec(text)
  if (match === null) return undefined
  const [, key = '', sign, value = ''] = match
  if (sign === '!=') return { operator: 'NotIn', key, values: [value] }
  return { operator: 'Equals', key, value }
}

function parseMembership(text: string): LabelRequirement | undefined {
  const match = MEMBERSHIP.exec(text)
  if (match === null) return undefined
  const [, key = '', word, list = ''] = match
  const values = list.split(',').map((value) => value.trim())
  return { operator: word === 'in' ? 'In' : 'NotIn', key, values }
}

function parseExistence(text: string): LabelRequirement | undefined {
  const match = EXISTENCE.exec(text)
  if (match === null) return undefined
  const [, not, key = ''] = match
  return { operator: not === '!' ? 'DoesNotExist' : 'Exists', key }
}
