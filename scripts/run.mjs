// The commands of package.json. They need Node and npm only: what is missing is installed first,
// what is outdated is built first, and nothing touches a file that git tracks (`format` apart).
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ensureInstalled } from './ensure-installed.mjs'
import { root, run, runNode } from './program.mjs'

const CONFORMANCE = '.tsbuild/conformance/main.js'

/** Each command as the steps that it runs in order until one fails. */
const COMMANDS = {
  start: (args) => [build(), ...seatrial(args)],
  test: (args) => [build(), typeCheckTests, node('node_modules/vitest/vitest.mjs', 'run', ...args)],
  check: () => [
    build(),
    typeCheckTests,
    node('node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'),
    prettier('--check'),
  ],
  bench: (args) => [build('bench'), node('.tsbuild/bench/main.js', ...args)],
  // Most of a replay is young objects: room for them halves its time.
  conformance: (args) => [
    build('test/conformance'),
    () => run(process.execPath, ['--max-semi-space-size=128', CONFORMANCE, ...args]),
  ],
  digests: (args) => [build(), node('scripts/digests.mjs', ...args)],
  format: () => [prettier('--write')],
}

const typeCheckTests = tsc('-p', 'tsconfig.tests.json')

process.exitCode = await runCommand(process.argv.slice(2))

async function runCommand([name, ...args]) {
  const { engines } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  const minimum = engines.node.replace('>=', '')
  if (isOlder(process.versions.node, minimum)) {
    console.error(`Seatrial needs Node ${minimum} or newer; this is ${process.versions.node}.`)
    return 1
  }
  if (!Object.hasOwn(COMMANDS, name ?? '')) {
    console.error(`usage: npm run ${Object.keys(COMMANDS).join(' | ')} [-- ARGUMENTS]`)
    return 2
  }
  return runInOrder([ensureInstalled, ...COMMANDS[name](args)])
}

async function runInOrder(steps) {
  for (const step of steps) {
    const exitCode = await step()
    if (exitCode !== 0) return exitCode
  }
  return 0
}

/** The arguments mean files relative to where the user stands, which npm hands on as INIT_CWD. */
function seatrial(args) {
  if (args.length === 0) return [node('scripts/default-jobs.mjs')]
  const cwd = process.env.INIT_CWD ?? root
  return [() => runNode('packages/cli/dist/main.js', args, { cwd })]
}

function build(...projects) {
  return tsc('-b', ...projects)
}

/** The compiler's words go to standard error: standard output belongs to the command. */
function tsc(...args) {
  return () => runNode('node_modules/typescript/bin/tsc', args, { stdio: ['ignore', 2, 2] })
}

function prettier(mode) {
  return node('node_modules/prettier/bin/prettier.cjs', mode, '--log-level=warn', '.')
}

function node(script, ...args) {
  return () => runNode(script, args)
}

function isOlder(version, minimum) {
  const [major, minor] = version.split('.').map(Number)
  const [minimumMajor, minimumMinor] = minimum.split('.').map(Number)
  return major < minimumMajor || (major === minimumMajor && minor < minimumMinor)
}
