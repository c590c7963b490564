import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import {
  type Measurement,
  type ProgramQuestion,
  type Question,
  type Row,
  type Suite,
  type Target,
  answerTo,
  suite,
} from '../harness.ts'
import { PEERS_FOLDER, type Peer, peers, seatrial } from './peers.ts'
import { type Work, workFile, works } from './work.ts'

/**
 * How do Seatrial and its peers do at the same work, in the same session? They need the network and
 * other tools, so they run only when they are named: `npm run bench -- peers`.
 */
export const peerSuites: readonly Suite[] = works.map((work) =>
  suite(`peers/${work.name}`, [
    programQuestion(seatrial, work),
    ...peers.filter(({ does }) => does.includes(work.type)).flatMap(questionsOf(work)),
  ]),
)

function questionsOf(work: Work): (peer: Peer) => readonly Question[] {
  return (peer) => {
    const target = targetOf(work, peer)
    return [
      programQuestion(peer, work),
      {
        type: 'value',
        name: `${peer.name} ÷ Seatrial`,
        unit: '×',
        ...(target === undefined ? {} : { target }),
        measure: (answered) => ratioOf(peer, answered),
      },
    ]
  }
}

/** How many times better Seatrial must be. */
function targetOf({ type, size }: Work, { name }: Peer): Target | undefined {
  if (type === 'mm1' && name === 'SimPy') return { atLeast: 40 }
  if (type === 'mm1' && name === 'simjs') return { atLeast: 6 }
  if (size >= 10_000 && name === 'fastpriorityqueue') return { atLeast: 4 }
  return undefined
}

/** Undefined where the peer could not be run. */
function ratioOf({ name }: Peer, answered: readonly Row[]): number | undefined {
  if (!answered.some(({ question }) => question === name)) return undefined
  return answerTo(answered, name) / answerTo(answered, seatrial.name)
}

function programQuestion(peer: Peer, work: Work): ProgramQuestion {
  const { unit } = work
  return { type: 'program', name: peer.name, unit, measure: (rows) => measure(peer, work, rows) }
}

/** Has a peer do the work; all must come to the checksum of the first. */
function measure(peer: Peer, work: Work, answered: readonly Row[]): Measurement | undefined {
  const command = commandOf(peer)
  if (command === undefined) return undefined
  mkdirSync(PEERS_FOLDER, { recursive: true })
  const file = path.join(PEERS_FOLDER, `${work.name}.txt`)
  writeFileSync(file, workFile(work))
  const [program = '', ...args] = command
  const { status, stdout } = spawnSync(program, [...args, file], { stdio: ['ignore', 'pipe', 2] })
  if (status !== 0) throw new Error(`${peer.name} failed`)
  const answer = JSON.parse(stdout.toString()) as Answer
  const expected = answered[0]?.counts['checksum'] ?? answer.checksum
  if (answer.checksum !== expected) throw new Error(`${peer.name} did other work`)
  return {
    program: answer.program,
    samples: answer.nanoseconds,
    counts: { checksum: answer.checksum },
  }
}

/** What a peer's program prints. */
interface Answer {
  readonly program: string
  readonly checksum: number
  /** For each round, by unit of work. */
  readonly nanoseconds: readonly number[]
}

function commandOf(peer: Peer): readonly string[] | undefined {
  try {
    return peer.prepare()
  } catch (error) {
    console.error(`without ${peer.name}: ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  }
}
