import type { StudyFlags } from '../../../study/study-flags.ts'

/** Flags as the words of a command line that means the same. */
export function flagWords(flags: StudyFlags): readonly string[] {
  return Object.entries(flags).flatMap(([name, value]: [string, FlagValue]) => {
    const flag = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    if (typeof value === 'boolean') return value ? [flag] : []
    const values = typeof value === 'string' ? [value] : value
    return values.flatMap((each) => [flag, each])
  })
}

type FlagValue = string | boolean | readonly string[]
