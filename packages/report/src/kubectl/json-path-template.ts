import type { JsonValue } from '@seatrial/core'
import { type JsonPath, jsonText, parseJsonPath, valuesAt } from '@seatrial/scenarios'

/** A template such as `{range .items[*]}{.metadata.name}{"\n"}{end}`. */
export type JsonPathTemplate = readonly Part[]

type Part =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'path'; readonly path: JsonPath }
  /** The body once for each value that the path leads to. */
  | { readonly type: 'range'; readonly path: JsonPath; readonly body: readonly Part[] }

const TOKEN = /[^{]+|\{((?:"[^"]*"|'[^']*'|[^}"'])*)\}/gy

/** Reads a template; undefined for what is none. */
export function parseJsonPathTemplate(text: string): JsonPathTemplate | undefined {
  const outermost: Part[] = []
  const open: Part[][] = [outermost]
  let end = 0
  for (const { 0: token, 1: action, index } of text.matchAll(TOKEN)) {
    end = index + token.length
    const [, rangePath] = /^range\s+(.+)$/.exec(action?.trim() ?? '') ?? []
    if (action?.trim() === 'end') {
      open.pop()
      if (open.length === 0) return undefined
    } else if (rangePath !== undefined) {
      const path = parseJsonPath(rangePath.trim())
      const body: Part[] = []
      if (path === undefined) return undefined
      open.at(-1)?.push({ type: 'range', path, body })
      open.push(body)
    } else {
      const part = action === undefined ? textPart(token) : actionPart(action.trim())
      if (part === undefined) return undefined
      open.at(-1)?.push(part)
    }
  }
  return end === text.length && open.length === 1 ? outermost : undefined
}

function textPart(text: string): Part {
  return { type: 'text', text }
}

/** What stands between braces: a text in quotes, or a path. */
function actionPart(action: string): Part | undefined {
  const [, , quoted] = /^(["'])(.*)\1$/s.exec(action) ?? []
  if (quoted !== undefined) return textPart(quoted.replace(/\\(.)/g, unescaped))
  const path = parseJsonPath(action.replace(/^@/, ''))
  return path === undefined ? undefined : { type: 'path', path }
}

function unescaped(_: string, letter: string): string {
  return { n: '\n', t: '\t', r: '\r' }[letter] ?? letter
}

/** What a template makes of an object; several values of one path have a blank between them. */
export function fillTemplate(template: JsonPathTemplate, root: JsonValue): string {
  return template
    .map((part) => {
      switch (part.type) {
        case 'text':
          return part.text
        case 'path':
          return valuesAt(root, part.path).map(jsonText).join(' ')
        case 'range':
          return valuesAt(root, part.path)
            .map((value) => fillTemplate(part.body, value))
            .join('')
      }
    })
    .join('')
}
