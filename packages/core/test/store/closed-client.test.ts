import { expect, it } from 'vitest'
import type { ApiRequest } from '../../src/store/api-request.ts'
import { LimitedClient } from '../../src/store/limited-client.ts'
import { RequestQueue } from '../../src/store/request-queue.ts'
import { TokenBucket } from '../../src/kernel/token-bucket.ts'
import { type SimTime, milliseconds, seconds } from '../../src/kernel/time.ts'
import { SmallStore } from './small-store.ts'

it('a process that ends takes back what it has not sent, and hears no answers', () => {
  const store = new SmallStore()
  for (const name of ['sent', 'held back', 'too late']) store.write(name, 1)
  const client = new LimitedClient({
    simulation: store.simulation,
    requests: new RequestQueue(store.simulation, store.server),
    by: 'controller',
    latency: { latencyOf: () => milliseconds(10) },
    bucket: new TokenBucket({ qps: 1, burst: 1 }),
  })
  const answered: string[] = []
  const requester = { answered: ({ name }: ApiRequest) => answered.push(name) }

  client.send(deletionOf('sent'), requester)
  client.send(deletionOf('held back'), requester)
  store.simulation.runUntil(milliseconds(5) as number as SimTime)
  client.close()
  client.send(deletionOf('too late'), requester)
  store.simulation.runUntil(seconds(10) as number as SimTime)

  const left = [...store.server.list('controllerrevisions').values()]
  expect(left.map(({ metadata }) => metadata.name)).toEqual(['held back', 'too late'])
  expect(answered).toEqual([])
})

function deletionOf(name: string): ApiRequest {
  const target = { namespace: 'default', name, subresource: '', why: '' } as const
  return { verb: 'delete', resource: 'controllerrevisions', ...target }
}
