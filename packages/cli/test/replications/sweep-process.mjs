// node sweep-process.mjs FOLDER COUNT    runs so many replications of two variants, which cost next to
// nothing, and keeps them in the folder; it says when it begins, and may be killed at any moment
import { setImmediate } from 'node:timers/promises'
import { ReplicationStore } from '../../../scenarios/dist/experiments/replication-store.js'
import { FinishedReplications } from '../../dist/replications/finished-replications.js'
import { ReplicationLog } from '../../dist/replications/log/replication-log.js'
import { ReplicationOrder } from '../../dist/replications/replication-order.js'
import { runSweep } from '../../dist/replications/run-sweep.js'
import { WHOLE } from '../../dist/replications/shard.js'
import { Sweep } from '../../dist/replications/sweep.js'

const [folder, count] = process.argv.slice(2)
const MILLISECONDS_EACH = 0.1

const order = new ReplicationOrder(2)
const log = new ReplicationLog(folder, { engine: '0', study: '0', input: {} })
const finished = new FinishedReplications(new ReplicationStore(2))
finished.addFrom(folder, log.kept())
const sweep = new Sweep({
  order,
  shard: WHOLE,
  rule: { end: Number(count), accept: () => {} },
  finished,
  keep: (replications) => log.append(replications),
})

process.stdout.write('begun\n')
await runSweep(sweep, {
  runners: [{ ordersAtOnce: 1, run }],
  now: () => performance.now(),
  onProgress: () => {},
})
log.close()

async function run({ keys }) {
  await setImmediate()
  return keys.map(replicate)
}

function replicate({ variant, replication }) {
  for (const end = performance.now() + MILLISECONDS_EACH; performance.now() < end;);
  return {
    variant,
    replication,
    outcome: 'done',
    values: Array.from({ length: 9 }, (_, index) => (replication + index) / (variant + 3)),
    expectations: [],
    traceDigest: `${variant}-${replication}`,
  }
}
