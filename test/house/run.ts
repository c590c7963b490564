import { spawnSync } from 'node:child_process'

/** A registry that does not answer must fail the test, not hold it up. */
const TIMEOUT_MS = 100_000

/**
 * Runs a program in a folder as from a fresh shell and returns what it printed to standard output.
 * Throws with all of its output when it fails, and after 100 seconds.
 */
export function run(folder: string, file: string, args: readonly string[]): string {
  const { error, status, stdout, stderr } = spawnSync(file, args, {
    cwd: folder,
    env: freshEnvironment(),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: TIMEOUT_MS,
  })
  if (status !== 0) {
    const outcome = error?.message ?? `exited with ${status}`
    throw new Error(`${file} ${args.join(' ')}: ${outcome}\n${stdout}${stderr}`)
  }
  return stdout
}

/** The environment without what npm and vitest add to it; settings such as npm_config_cache stay. */
function freshEnvironment(): NodeJS.ProcessEnv {
  const added = /^(?:npm_(?!config_)|INIT_CWD$|NODE_ENV$|VITEST)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !added.test(name)))
}
