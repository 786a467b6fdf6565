import { expect, test } from 'vitest'
import { createKeys } from './keys.ts'
import { lineOf, parseTunnelLine, settingOf, tunnelLine } from './tunnel-line.ts'
import type { Peer, Setting, Shown } from './wg.ts'

const keys = createKeys('secret', () => 0)
const end = { namespace: 'isthmus-00ff00-vpc-1', device: 'pcx-1' }

test('a line has the blocks in one order, and no key', () =>
  expect(tunnelLine({ side: 'accepter', end }, 20_783, ['2600:1f18::/56', '10.1.0.0/16'])).toBe(
    'tunnel accepter at isthmus-00ff00-vpc-1/pcx-1 keys 20783 allowed 10.1.0.0/16 2600:1f18::/56',
  ))

test('each side has the key that the other knows it by, and waits where the other sends; one begins', () => {
  const [requester, accepter] = (['requester', 'accepter'] as const).map(side =>
    settingOf('pcx-1', keys, { side, day: 1, allowed: [] }),
  )
  expect(requester?.privateKey).toBe(keys.of('pcx-1', 'requester', 1).private)
  expect(accepter?.peer.publicKey).toBe(keys.of('pcx-1', 'requester', 1).public)
  expect(accepter?.peer.endpoint).toBe(`127.0.0.1:${requester?.port}`)
  expect([requester?.begins, accepter?.begins]).toEqual([true, false])
})

const mouth = { side: 'requester', end } as const
const allowed = ['10.2.0.0/16']
const settingFor = (day: number) => settingOf('pcx-1', keys, { side: 'requester', day, allowed })
const answer = ({ privateKey, port }: Setting, ...peers: readonly Peer[]): Shown => ({
  privateKey,
  port,
  peers: peers.map(peer => ({ ...peer, hasMet: false })),
})
const [today, tomorrow] = [settingFor(0), settingFor(1)]
const { peer } = today

test.each<readonly [string, number | 'unknown', Shown]>([
  ['as it should be', 0, answer(today, peer)],
  ['another private key', 'unknown', answer(tomorrow, peer)],
  ['another port', 'unknown', answer({ ...today, port: 1 }, peer)],
  ['a peer with another key', 'unknown', answer(today, tomorrow.peer)],
  ['a peer elsewhere', 'unknown', answer(today, { ...peer, endpoint: '127.0.0.1:1' })],
  ['a second peer', 'unknown', answer(today, peer, { ...tomorrow.peer, allowed: [] })],
])('the line of what a side answers: %s', (_, day, shown) =>
  expect(lineOf('pcx-1', keys, mouth, shown)).toBe(tunnelLine(mouth, day, allowed)),
)

test('a line is understood again', () =>
  expect(parseTunnelLine(tunnelLine(mouth, 7, allowed).slice('tunnel '.length))).toEqual({
    ...mouth,
    day: 7,
    allowed,
  }))
