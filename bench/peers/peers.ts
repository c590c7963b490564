import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import type { Work } from './work.ts'

/** A program that one would use instead of Seatrial's kernel, or Seatrial itself. */
export interface Peer {
  readonly name: string
  readonly does: readonly Work['type'][]
  /** Installs what it needs into the throw-away folder and returns the command that takes a work file. */
  prepare(): readonly string[]
}

/** The throw-away folder; git ignores it. */
export const PEERS_FOLDER: string = path.resolve('.bench-peers')

/** The comparison's measure. */
export const seatrial: Peer = {
  name: 'Seatrial',
  does: ['hold', 'mm1'],
  prepare: () => nodeProgram('seatrial.mjs'),
}

/** Those that it is compared with. */
export const peers: readonly Peer[] = [
  npmPeer('fastpriorityqueue', ['hold']),
  npmPeer('tinyqueue', ['hold']),
  npmPeer('flatqueue', ['hold']),
  npmPeer('simjs', ['hold', 'mm1']),
  { name: 'SimPy', does: ['hold', 'mm1'], prepare: simpyProgram },
  { name: 'Rust BinaryHeap', does: ['hold', 'mm1'], prepare: rustProgram },
]

function npmPeer(name: string, does: Peer['does']): Peer {
  return { name, does, prepare: () => nodeProgram(`${name}.mjs`) }
}

function nodeProgram(script: string): readonly string[] {
  const folder = path.join(PEERS_FOLDER, 'node')
  cpSync('bench/peers/node', folder, { recursive: true })
  if (!existsSync(path.join(folder, 'node_modules/@seatrial/core'))) {
    run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], folder)
    mkdirSync(path.join(folder, 'node_modules/@seatrial'))
    symlinkSync(path.resolve('packages/core'), path.join(folder, 'node_modules/@seatrial/core'))
  }
  return [process.execPath, path.join(folder, script)]
}

function simpyProgram(): readonly string[] {
  const folder = path.join(PEERS_FOLDER, 'python')
  const python = path.join(folder, 'bin/python')
  if (!existsSync(python)) run('python3', ['-m', 'venv', folder])
  run(python, ['-m', 'pip', 'install', '--quiet', '-r', 'bench/peers/python/requirements.txt'])
  return [python, path.resolve('bench/peers/python/simpy_peer.py')]
}

function rustProgram(): readonly string[] {
  const folder = path.join(PEERS_FOLDER, 'rust')
  const manifest = 'bench/peers/rust/Cargo.toml'
  run('cargo', [
    'build',
    '--quiet',
    '--release',
    '--manifest-path',
    manifest,
    '--target-dir',
    folder,
  ])
  return [path.join(folder, 'release/binary-heap')]
}

function run(command: string, args: readonly string[], cwd = '.'): void {
  const { error, status } = spawnSync(command, args, { cwd, stdio: ['ignore', 2, 2] })
  if (error !== undefined) throw new Error(`${command} cannot be run`, { cause: error })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed`)
}
