import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { type ExitCode, type Terminal, runCommandLine } from '../src/index.ts'

/** What a command did. */
export interface Outcome {
  readonly code: ExitCode
  /** What it wrote to standard output. */
  readonly out: string
  /** What it wrote to standard error. */
  readonly err: string
}

/** Runs `seatrial` with these arguments, in this process. */
export async function seatrial(
  args: readonly string[],
  { input = '', ...given }: Partial<Terminal> & { readonly input?: string | Uint8Array } = {},
): Promise<Outcome> {
  let out = ''
  let err = ''
  const code = await runCommandLine(args, {
    program: 'seatrial',
    hasColors: false,
    showsProgress: false,
    parallelism: 1,
    environment: {},
    write: (text) => void (out += text),
    writeError: (text) => void (err += text),
    readStandardInput: async () => (typeof input === 'string' ? Buffer.from(input) : input),
    now: () => 0,
    catchSignals: () => ({
      arrival: new Promise(() => {}),
      next: async () => undefined,
      release: () => {},
    }),
    ...given,
  })
  return { code, out, err }
}

/** For runs of which nobody asks how sure they are: the other ones would only take time. */
export const ONCE: readonly string[] = ['--replications', '1']

/** A folder for one test. */
export function aFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'seatrial-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

/** A file for one test, in a folder of its own. */
export function aFile(name: string, content: string | Uint8Array): string {
  const file = path.join(aFolder(), name)
  writeFileSync(file, content)
  return file
}
