import path from 'node:path'
import { STANDARD_INPUT } from '../../../files/read-input-files.ts'

/** A file of a study as it comes into a container. */
export interface ContainerFile {
  /** Under `INPUT_FOLDER`, with slashes. */
  readonly path: string
  readonly text: string
}

/** The files of a study for a container, and what they are called there. */
export interface ContainerFiles {
  readonly files: readonly ContainerFile[]
  /** What a file is called in the container. */
  readonly nameOf: (file: string) => string
}

/** The folder of the inputs in the folder where a container works. */
export const INPUT_FOLDER = 'inputs'

const PIPED = 'standard-input.yaml'

/**
 * Lays files out for a container as they lie to each other, so that what names another one still finds
 * it, in a folder of their own.
 */
export function containerFiles(texts: Readonly<Record<string, string>>): ContainerFiles {
  const names = Object.keys(texts)
  const root = sharedFolder(names.filter((name) => name !== STANDARD_INPUT))
  const pathOf = (name: string): string =>
    name === STANDARD_INPUT
      ? PIPED
      : path.relative(root, path.resolve(name)).split(path.sep).join('/')
  return {
    files: names.map((name) => ({ path: pathOf(name), text: texts[name] as string })),
    nameOf: (name) => `${INPUT_FOLDER}/${pathOf(name)}`,
  }
}

/** The deepest folder that holds all files. */
function sharedFolder(names: readonly string[]): string {
  const [first = path.resolve('.'), ...others] = names.map((name) =>
    path.dirname(path.resolve(name)),
  )
  return others.reduce(sharedParent, first)
}

function sharedParent(one: string, other: string): string {
  let folder = one
  while (path.relative(folder, other).startsWith('..')) folder = path.dirname(folder)
  return folder
}

/** The key of a file in a ConfigMap, where keys have no slashes. */
export function keyOf({ path: name }: ContainerFile, index: number): string {
  return `${index}-${path.posix.basename(name).replaceAll(/[^-.\w]/g, '-')}`
}
