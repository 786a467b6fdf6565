import { EventEmitter } from 'node:events'
import type { Server } from 'node:net'
import { beforeEach, expect, test } from 'vitest'
import type { SocketAddress } from '../drivers/driver.ts'
import type { Gateway, Part, PartId } from '../fabric/fabric.ts'
import { Doorkeeper } from './doorkeeper.ts'

/** A data plane in which parts have namespaces, and namespaces sockets. A namespace that is made anew has none. */
let namespaces: Map<string, Set<string>>
/** What the attendants are told: `open` and `close` with a part's address. */
let events: string[]
let keeper: Doorkeeper

beforeEach(() => {
  namespaces = new Map()
  events = []
  keeper = new Doorkeeper(listen, door => {
    events.push(`open ${door.address}:${door.port}`)
    return () => events.push(`close ${door.address}:${door.port}`)
  })
})

const textOf = ({ protocol, address, port }: SocketAddress) => `${protocol} ${address}:${port}`

async function listen(part: PartId, at: SocketAddress, hostId = ''): Promise<Server> {
  const sockets = namespaces.get(`${part} ${hostId}`.trim())
  if (!sockets) throw new Error('no such namespace')
  if (sockets.has(textOf(at))) throw new Error('address already in use')
  sockets.add(textOf(at))
  return Object.assign(new EventEmitter(), { close: () => sockets.delete(textOf(at)) }) as unknown as Server
}

const part = 'gateway/vpce-1' as const
const gateway = (...addresses: readonly string[]): Gateway => ({
  part,
  id: 'vpce-1',
  kind: 'endpoint',
  vpcId: 'vpc-1',
  mtu: 8500,
  routes: [],
  sites: [],
  service: { name: 's3', addresses },
})
const real = (is: Part | undefined, touched: boolean) =>
  keeper.tend(new Map([[part, is]]), new Set(touched ? [part] : []))
const told = () => events.splice(0)

test('doors are opened once, follow the part, and close with it', async () => {
  namespaces.set(part, new Set())
  expect(await real(gateway('52.216.0.1'), true)).toEqual([])
  expect(told()).toEqual(['open 52.216.0.1:80', 'open 52.216.0.1:443'])
  await real(gateway('52.216.0.1'), false)
  await real(gateway('52.216.0.1'), true)
  expect(told()).toEqual([])
  await real(gateway('54.231.0.1'), true)
  expect(told()).toEqual([
    'close 52.216.0.1:80',
    'close 52.216.0.1:443',
    'open 54.231.0.1:80',
    'open 54.231.0.1:443',
  ])
  await real(undefined, true)
  expect(told()).toEqual(['close 54.231.0.1:80', 'close 54.231.0.1:443'])
})

test('a part that was built anew has its doors opened anew', async () => {
  namespaces.set(part, new Set())
  await real(gateway('52.216.0.1'), true)
  told()
  namespaces.set(part, new Set())
  await real(gateway('52.216.0.1'), true)
  expect(told()).toEqual([
    'close 52.216.0.1:80',
    'close 52.216.0.1:443',
    'open 52.216.0.1:80',
    'open 52.216.0.1:443',
  ])
})

test('what cannot be opened is a failure of its part, and is tried again', async () => {
  const failure = [{ part, reason: 'cannot listen: no such namespace' }]
  expect(await real(gateway('52.216.0.1'), true)).toEqual(failure)
  namespaces.set(part, new Set())
  expect(await real(gateway('52.216.0.1'), false)).toEqual([])
  expect(told()).toEqual(['open 52.216.0.1:80', 'open 52.216.0.1:443'])
})

test('closing closes all, also what is being opened', async () => {
  namespaces.set(part, new Set())
  const opening = real(gateway('52.216.0.1'), true)
  keeper.close()
  await opening
  expect(told().sort()).toEqual([
    'close 52.216.0.1:443',
    'close 52.216.0.1:80',
    'open 52.216.0.1:443',
    'open 52.216.0.1:80',
  ])
})

test('a data plane without sockets has no doors, and nothing fails', async () => {
  keeper = new Doorkeeper(undefined, () => () => undefined)
  expect(await real(gateway('52.216.0.1'), true)).toEqual([])
})
