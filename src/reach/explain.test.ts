import { describe, expect, test } from 'vitest'
import { networkOf } from '../../test/agreement/draw-network.ts'
import { idOf } from '../../test/agreement/draw-vpc.ts'
import { example, peering, vpc } from '../../test/agreement/example-sketch.ts'
import type { PeeringSketch, Sketch } from '../../test/agreement/sketch.ts'
import { cidr } from '../model/cidr.ts'
import type { Peering, PeeringFailure } from '../model/peering.ts'
import { limits } from '../model/quotas.ts'
import { explainPeering, explainText } from './explain.ts'

const [vpcA, vpcB] = [idOf('vpc', 0, 1), idOf('vpc', 1, 1)]
const pcx = idOf('pcx', 0, 1)

function explained(sketch: Sketch, change: (peering: Peering) => Peering = one => one) {
  const network = networkOf(sketch).view
  return explainPeering(network, change(network.peerings.get(pcx) as Peering))
}

const ofPeering = (more: Partial<PeeringSketch>): Sketch => ({ ...example, peerings: [peering(0, 1, more)] })

describe('explainPeering', () => {
  test('nothing is missing', () => {
    const side = (name: string, n: number, block: string) => ({
      side: name,
      vpcId: idOf('vpc', n, 1),
      routing: [
        {
          routeTableId: idOf('rtb', n, 3),
          subnetIds: [idOf('subnet', n, 100)],
          block,
          leads: 'wholly',
          through: [block],
          elsewhere: [],
        },
      ],
      letIn: [idOf('sgr', 0x100 + 2 * n, 2 * n)],
      hints: [],
    })
    expect(explained(example)).toEqual({
      peeringId: pcx,
      state: 'active',
      meaning: 'It is up: traffic flows where both sides have routes and their security groups let it pass.',
      reasons: [],
      next: [],
      sides: [side('requester', 0, '10.1.0.0/16'), side('accepter', 1, '10.0.0.0/16')],
    })
  })

  test('routes and rules are missing on one side', () => {
    const [table, subnet] = [idOf('rtb', 1, 3), idOf('subnet', 1, 100)]
    const sketch: Sketch = {
      ...ofPeering({ isRouted: false }),
      vpcs: [vpc('10.0.0.0/16'), vpc('10.1.0.0/16', { isOpen: false })],
      routes: [{ vpc: 0, table: 0, destination: '10.0.0.0/8', peering: 0 }],
    }
    const [requester, accepter] = explained(sketch).sides
    expect(requester?.hints).toEqual([])
    expect(accepter?.hints).toEqual([
      `${table} (${subnet}) does not lead to 10.0.0.0/16: create-route --route-table-id ${table} --destination-cidr-block 10.0.0.0/16 --vpc-peering-connection-id ${pcx}.`,
      `No security group in use in ${vpcB} lets anything in from the peer: add a rule to its groups.`,
    ])
  })

  test.each([
    ['10.1.0.0/24', 'partly'],
    ['10.0.0.0/15', 'wholly'],
    ['10.2.0.0/16', 'wholly'],
  ])('another route, to %s, leaves the block of the peer routed %s', (destination, leads) => {
    const sketch = { ...example, routes: [{ vpc: 0, table: 0, destination }] }
    expect(explained(sketch).sides[0]?.routing[0]?.leads).toBe(leads)
  })

  test('a blackhole that takes a part of the block is named', () => {
    const [side] = explained({ ...example, routes: [{ vpc: 0, table: 0, destination: '10.1.0.0/24' }] }).sides
    expect(side?.hints).toEqual([
      `${idOf('rtb', 0, 3)} (${idOf('subnet', 0, 100)}): the route 10.1.0.0/24 → igw-00000000000000000 is a blackhole and takes traffic to 10.1.0.0/16: replace it.`,
    ])
  })

  test.each([
    ['0.0.0.0/0', true],
    ['198.51.100.0/24', true],
    ['10.0.0.0/8', false],
  ])('a route to %s through the peering leads past the peer: %s', (destination, isNamed) => {
    const [side] = explained({ ...example, routes: [{ vpc: 0, table: 0, destination, peering: 0 }] }).sides
    const hint = `${idOf('rtb', 0, 3)}: the route ${destination} → ${pcx} reaches nothing but ${vpcB} itself, none of its gateways and peers: lead what is beyond elsewhere.`
    expect(side?.hints).toEqual(isNamed ? [hint] : [])
  })

  test.each<readonly [PeeringFailure, readonly string[]]>([
    [
      { why: 'overlap', pairs: [[cidr('10.0.0.0/16'), cidr('10.0.0.0/17')]] },
      [`10.0.0.0/16 of ${vpcA} overlaps 10.0.0.0/17 of ${vpcB}.`],
    ],
    [{ why: 'no such VPC' }, [`There is no ${vpcB} in account 111111111111, Region us-east-1.`]],
    [
      { why: 'wrong account', ownerId: '222222222222' },
      [`${vpcB} belongs to account 222222222222, not to 111111111111.`],
    ],
    [{ why: 'wrong Region', region: 'eu-west-1' }, [`${vpcB} is in Region eu-west-1, not in us-east-1.`]],
  ])('why it failed: $why', (failure, reasons) => {
    const { next, ...rest } = explained(example, one => ({ ...one, state: 'failed', failure }))
    expect(rest.reasons).toEqual(reasons)
    expect(next).toEqual(['Remove the reason, then create another peering connection.'])
  })

  test('as text: who must accept, and whose quota is in the way', () => {
    const network = networkOf(ofPeering({ state: 'pending-acceptance' })).view
    const pending = network.peerings.get(pcx) as Peering
    expect(explainText(explainPeering(network, pending, limits('aws', { 'peerings-per-vpc': 0 })))).toBe(
      [
        `${pcx} is pending-acceptance. The owner of the accepter VPC has been asked, and has 7 days to answer. No traffic flows.`,
        `Next: Account 111111111111 accepts it in us-east-1: accept-vpc-peering-connection --vpc-peering-connection-id ${pcx}.`,
        `Next: ${vpcA} has 0 active peering connections, as many as its quota allows: delete one first.`,
        `Next: ${vpcB} has 0 active peering connections, as many as its quota allows: delete one first.`,
      ].join('\n'),
    )
  })

  test('as text: an active one, side by side', () => {
    expect(explainText(explained(ofPeering({ isRouted: false })))).toMatchInlineSnapshot(`
      "pcx-00000000000000001 is active. It is up: traffic flows where both sides have routes and their security groups let it pass.
      requester vpc-00000000000000001
        rtb-00000000000000003 (subnet-00000000000000064) does not lead to 10.1.0.0/16
        The peer is let in by sgr-00000000001000000
        Next: rtb-00000000000000003 (subnet-00000000000000064) does not lead to 10.1.0.0/16: create-route --route-table-id rtb-00000000000000003 --destination-cidr-block 10.1.0.0/16 --vpc-peering-connection-id pcx-00000000000000001.
      accepter vpc-00000000000010001
        rtb-00000000000010003 (subnet-00000000000010064) does not lead to 10.0.0.0/16
        The peer is let in by sgr-00000000001020002
        Next: rtb-00000000000010003 (subnet-00000000000010064) does not lead to 10.0.0.0/16: create-route --route-table-id rtb-00000000000010003 --destination-cidr-block 10.0.0.0/16 --vpc-peering-connection-id pcx-00000000000000001."
    `)
  })
})
