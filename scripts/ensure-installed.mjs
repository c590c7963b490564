import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root, run } from './program.mjs'

const STAMP = path.join(root, 'node_modules/.seatrial-installed')

/**
 * Installs the dependencies with the pnpm that package.json names, unless this very set is there
 * already. npx brings pnpm along: corepack stumbles over registries that strip its signatures.
 * Resolves to the exit code.
 */
export async function ensureInstalled() {
  const wanted = fingerprint()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return 0

  const { packageManager } = JSON.parse(read('package.json'))
  const install = ['install', '--frozen-lockfile', '--reporter=append-only']
  const exitCode = await run('npx', ['--yes', '--prefer-offline', packageManager, ...install], {
    env: { ...process.env, CI: 'true' }, // never ask
    stdio: ['ignore', 2, 2], // standard output belongs to the command
    shell: process.platform === 'win32',
  })
  if (exitCode === 0) writeFileSync(STAMP, wanted)
  return exitCode
}

/** Everything that decides what an installation looks like, as one hash. */
function fingerprint() {
  const packages = readdirSync(path.join(root, 'packages')).sort()
  const files = [
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    'package.json',
    ...packages.map((name) => `packages/${name}/package.json`),
  ]
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`)
  for (const file of files) hash.update(`\0${file}\0${read(file)}`)
  return hash.digest('hex')
}

function read(file) {
  return readFileSync(path.join(root, file), 'utf8')
}
