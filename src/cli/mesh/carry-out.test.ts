/** Plans carried out upon a client that answers as it is told: what takes long, comes in an order, or never happens. */
import { EC2Client } from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import type { Call } from '../../mesh/plan.ts'
import type { PeeringState } from '../../model/peering.ts'
import { carryOut, type Errand } from './carry-out.ts'

const HERE = { ownerId: '111111111111', region: 'us-east-1' }

/** A pair that is asked for, accepted and routed. */
function pair(n: number): readonly Call[] {
  const frame = { place: HERE, pair: `pair-${n}` }
  const goes = { peeringGoesTo: 'VpcPeeringConnectionId' as const }
  const route = { RouteTableId: `rtb-${n}`, DestinationCidrBlock: `10.${n}.0.0/16` }
  const VpcPeeringConnectionId = undefined
  return [
    {
      ...frame,
      key: `ask ${n}`,
      what: `ask ${n}`,
      operation: 'CreateVpcPeeringConnection',
      input: { VpcId: `vpc-${n}`, PeerVpcId: 'vpc-0' },
      after: [],
    },
    {
      ...frame,
      ...goes,
      key: `accept ${n}`,
      what: `accept ${n}`,
      operation: 'AcceptVpcPeeringConnection',
      input: { VpcPeeringConnectionId },
      after: [`ask ${n}`],
    },
    {
      ...frame,
      ...goes,
      key: `route ${n}`,
      what: `route ${n}`,
      operation: 'CreateRoute',
      input: route,
      after: [`accept ${n}`],
    },
  ]
}

const refusal = (code: string) => Object.assign(new Error(`${code}!`), { name: code, $metadata: {} })

interface Script {
  /** The state of every peering once it is accepted. */
  readonly becomes?: PeeringState
  /** What a call is refused with, the n-th time that it is made, from 1. */
  refuses?(operation: string, time: number): string | undefined
}

/** Everything that is sent, but for questions, in `sent`. */
function scripted({ becomes = 'active', refuses = () => undefined }: Script) {
  const states = new Map<string, PeeringState>()
  const sent: string[] = []
  const answer = (operation: string, input: Readonly<Record<string, string>>) => {
    const id = input.VpcPeeringConnectionId ?? `pcx-${input.VpcId}`
    if (operation === 'DescribeVpcPeeringConnections')
      return {
        VpcPeeringConnections: [...states].map(([VpcPeeringConnectionId, Code]) => ({
          VpcPeeringConnectionId,
          Status: { Code },
        })),
      }
    sent.push(`${operation} ${id}`)
    const code = refuses(operation, sent.filter(one => one === `${operation} ${id}`).length)
    if (code) throw refusal(code)
    if (operation === 'CreateVpcPeeringConnection') states.set(id, 'pending-acceptance')
    if (operation === 'AcceptVpcPeeringConnection') states.set(id, becomes)
    return { VpcPeeringConnection: { VpcPeeringConnectionId: id } }
  }
  const client = new EC2Client({ region: 'us-east-1' })
  const send = async (command: { constructor: { name: string }; input: Record<string, string> }) =>
    answer(command.constructor.name.replace(/Command$/, ''), command.input)
  return { client: Object.assign(client, { send }), sent }
}

const errand = (client: EC2Client, more: Partial<Errand> = {}): Errand => ({
  ec2: () => client,
  parallel: 16,
  outstanding: () => 16,
  unsettled: [],
  signal: new AbortController().signal,
  onSettled: () => undefined,
  patience: { first: 1, most: 2, inAll: 60_000 },
  ...more,
})

test('whoever has begun a pair finishes it, with as many requests open as the account may have', async () => {
  const { client, sent } = scripted({})
  const calls = [1, 2, 3].flatMap(pair)
  const results = await carryOut(calls, errand(client, { parallel: 1, outstanding: () => 1 }))
  expect(results).toEqual(calls.map(call => ({ call, why: undefined })))
  const asked = sent.filter(one => one.startsWith('Create') || one.startsWith('Accept'))
  expect(asked.filter(one => !one.startsWith('CreateRoute'))).toEqual(
    [1, 2, 3].flatMap(n => [
      `CreateVpcPeeringConnection pcx-vpc-${n}`,
      `AcceptVpcPeeringConnection pcx-vpc-${n}`,
    ]),
  )
})

test('what takes too long is left, and what needs it', async () => {
  const { client } = scripted({ becomes: 'provisioning' })
  const patience = { first: 1, most: 2, inAll: 20 }
  expect(await carryOut(pair(1), errand(client, { patience }))).toMatchObject([
    { call: { key: 'ask 1' }, why: undefined },
    { call: { key: 'accept 1' }, why: undefined },
    {
      call: { key: 'route 1' },
      why: 'pcx-vpc-1 is still provisioning. Run it again later: it goes on from here.',
    },
  ])
})

test.each<{ code: string; of: string; times: number }>([
  { code: 'RequestLimitExceeded', of: 'CreateRoute', times: 3 },
  { code: 'InvalidVpcPeeringConnectionID.NotFound', of: 'CreateRoute', times: 3 },
  { code: 'InvalidVpcPeeringConnectionID.NotFound', of: 'AcceptVpcPeeringConnection', times: 3 },
])('$code is asked again: $of', async ({ code, of, times }) => {
  const refuses = (operation: string, time: number) => (operation === of && time <= times ? code : undefined)
  const { client, sent } = scripted({ refuses })
  const results = await carryOut(pair(1), errand(client))
  expect(results.map(result => result.why)).toEqual([undefined, undefined, undefined])
  expect(sent.filter(one => one.startsWith(of)).length).toBeGreaterThanOrEqual(times + 1)
})

test('what is refused for good is left with AWS’s words, and told as it happens', async () => {
  const refuses = (operation: string) => (operation === 'AcceptVpcPeeringConnection' ? 'Blocked' : undefined)
  const { client } = scripted({ refuses })
  const told: (string | undefined)[] = []
  const results = await carryOut(
    pair(1),
    errand(client, { onSettled: result => void told.push(result.needs) }),
  )
  expect(results).toMatchObject([
    { why: undefined },
    { why: 'Blocked: Blocked!' },
    { why: 'It needs what is left: accept 1', needs: 'accept 1' },
  ])
  expect(told).toEqual([undefined, undefined, 'accept 1'])
})

test('interrupted before it begins, it does nothing', async () => {
  const { client, sent } = scripted({})
  const results = await carryOut(pair(1), errand(client, { signal: AbortSignal.abort() }))
  expect(results.map(result => result.why)).toEqual([
    'Interrupted.',
    'It needs what is left: ask 1',
    'It needs what is left: accept 1',
  ])
  expect(sent).toEqual([])
})
