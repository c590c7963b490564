// npm run digests -- 20 22 24    runs the golden scenarios on other Node versions and compares
// npm run digests                the same on this Node
// npm run digests -- --update    takes this Node's digests as the golden ones
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root, run } from './program.mjs'

const GOLDEN = path.join(root, 'test/golden/digests.json')
const SEATRIAL = path.join(root, 'packages/cli/dist/main.js')

/** Outside of the checkout, so that nothing here is mistaken for a part of it. */
const CACHE = path.join(tmpdir(), 'seatrial-nodes')

process.exitCode = await main(process.argv.slice(2))

async function main(args) {
  const golden = JSON.parse(readFileSync(GOLDEN, 'utf8'))
  if (args.includes('--update')) return update(Object.keys(golden))

  const nodes = args.length === 0 ? [process.execPath] : await fetchNodes(args)
  let differences = 0
  for (const node of nodes) {
    const version = versionOf(node)
    for (const [scenario, expected] of Object.entries(golden)) {
      const digest = digestOf(node, scenario)
      const verdict = digest === expected ? 'same' : `${digest}, not ${expected}`
      if (digest !== expected) differences++
      console.log([version.padEnd(10), scenario.padEnd(48), verdict].join(' '))
    }
  }
  console.log(differences === 0 ? 'All digests are the golden ones.' : `${differences} differ.`)
  return differences === 0 ? 0 : 1
}

function update(scenarios) {
  const digests = scenarios.map((scenario) => [scenario, digestOf(process.execPath, scenario)])
  writeFileSync(GOLDEN, `${JSON.stringify(Object.fromEntries(digests), null, 2)}\n`)
  return 0
}

/** The binaries of these Node versions, one after the other through the npm package `node`. */
async function fetchNodes(versions) {
  const nodes = []
  for (const version of versions) nodes.push(await fetchNode(version))
  return nodes
}

async function fetchNode(version) {
  const folder = path.join(CACHE, version)
  const node = path.join(folder, 'node_modules/node/bin/node')
  if (existsSync(node)) return node

  mkdirSync(folder, { recursive: true })
  const install = ['install', '--no-audit', '--no-fund', '--prefix', folder, `node@${version}`]
  const exitCode = await run('npm', install, { cwd: folder, stdio: ['ignore', 2, 2] })
  if (exitCode !== 0 || !existsSync(node)) throw new Error(`npm could not install node@${version}`)
  return node
}

function versionOf(node) {
  return spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim()
}

/** The trace digest of a scenario, or the first line of why there is none. */
function digestOf(node, scenario) {
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 }
  const { stdout, stderr } = spawnSync(node, [SEATRIAL, 'run', scenario, '--json'], options)
  try {
    return JSON.parse(stdout).trace.digest
  } catch {
    return `no digest (${stderr.split('\n', 1)[0]})`
  }
}
