import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Cidr, cidr, nthBlock, overlaps } from './cidr.ts'
import { type Document, LiveNetwork, type Network, put } from './network.ts'
import type { Peering, PeeringState } from './peering.ts'
import { limits } from './quotas.ts'
import type { Route } from './route-table.ts'
import type { Vpc } from './vpc.ts'
import { requestsFailedBy, whyNotAddBlock, whyNotGiveBack, whyNotVpcBlock } from './vpc-blocks.ts'

const place = { ownerId: '111111111111', region: 'us-east-1' }
const tags = {}
const quotas = limits('aws')

/** A VPC with these blocks, the first its primary one; association ids are `{id}-0`, `{id}-1` … */
function vpc(id: string, ...texts: readonly [string, ...string[]]): Vpc {
  const [primary, ...others] = texts.map((text, at) => ({ id: `${id}-${at}`, cidr: cidr(text) }))
  return {
    kind: 'vpc',
    id,
    ...place,
    isDefault: false,
    tenancy: 'default',
    dhcpOptionsId: 'dopt-1',
    blocks: [primary as Vpc['blocks'][0], ...others],
    ipv6Blocks: [],
    dnsSupport: true,
    dnsHostnames: false,
    addressUsageMetrics: false,
    createdAt: 0,
    tags,
  }
}

function network(...documents: readonly Document[]): Network {
  const live = new LiveNetwork()
  live.apply(1, documents.map(put))
  return live.view
}

const options = { dnsResolution: false, classicLinkToRemoteVpc: false, vpcToRemoteClassicLink: false }
const peering = (requester: string, accepter: string, state: PeeringState): Peering => ({
  kind: 'peering',
  id: 'pcx-1',
  state,
  since: 0,
  createdAt: 0,
  requester: { ...place, vpcId: requester, options },
  accepter: { ...place, vpcId: accepter, options },
  tags,
})

/** The code and the sentence of a refusal, or that there is none. */
const said = (no: { readonly code: string; readonly message: string } | undefined) =>
  no ? `${no.code}: ${no.message}` : 'fine'

describe('what any VPC may have', () => {
  test.each([
    ['10.0.0.0/15', false],
    ['10.0.0.0/16', true],
    ['10.0.0.0/28', true],
    ['10.0.0.0/29', false],
    ['0.1.0.0/16', false],
    ['8.8.0.0/16', true],
    ['100.64.0.0/16', true],
    ['127.0.0.0/16', false],
    ['169.254.0.0/16', false],
    ['169.254.128.0/24', false],
    ['223.255.0.0/16', true],
    ['224.0.0.0/16', false],
    ['255.255.255.0/24', false],
  ])('%s: %s', (text, may) => {
    expect(said(whyNotVpcBlock(cidr(text)))).toBe(
      may ? 'fine' : `InvalidVpc.Range: The CIDR '${text}' is invalid.`,
    )
  })
})

describe('what may be added to a VPC', () => {
  const why = (own: readonly [string, ...string[]], added: string) => {
    const one = vpc('vpc-1', ...own)
    return said(whyNotAddBlock(network(one), one, cidr(added), quotas))
  }

  test.each<[own: readonly [string, ...string[]], refused: readonly string[], fine: readonly string[]]>([
    [
      ['10.2.0.0/16'],
      ['172.16.0.0/16', '172.31.0.0/16', '192.168.1.0/24', '198.19.0.0/20'],
      ['10.0.0.0/16', '10.1.0.0/16', '10.3.0.0/16', '100.64.0.0/16', '198.18.0.0/16', '8.8.8.0/24'],
    ],
    [['10.1.0.0/16'], ['10.0.0.0/16', '10.0.5.0/24'], ['10.2.0.0/16']],
    [['10.2.0.0/16', '10.1.1.0/24'], ['10.0.5.0/24'], ['10.1.2.0/24', '10.3.0.0/16']],
    [
      ['172.16.0.0/16'],
      ['10.0.0.0/16', '192.168.0.0/16', '172.31.0.0/16', '172.31.7.0/24', '198.19.0.0/16'],
      ['172.17.0.0/16', '172.30.0.0/16', '100.64.0.0/16', '172.32.0.0/16'],
    ],
    [
      ['192.168.0.0/24'],
      ['10.5.0.0/16', '172.16.0.0/16', '198.19.0.0/16'],
      ['192.168.1.0/24', '192.169.0.0/16', '100.127.0.0/16'],
    ],
    [
      ['198.19.0.0/20'],
      ['10.5.0.0/16', '172.16.0.0/16', '192.168.0.0/16'],
      ['198.19.16.0/20', '100.64.0.0/16', '8.8.0.0/16'],
    ],
    [
      ['100.64.0.0/16'],
      ['10.5.0.0/16', '172.16.0.0/16', '192.168.0.0/16', '198.19.0.0/16'],
      ['100.65.0.0/16', '8.8.0.0/16', '198.18.0.0/16'],
    ],
    // The primary block decides, whatever else there is.
    [['10.2.0.0/16', '100.64.0.0/16'], ['172.16.0.0/16'], ['10.3.0.0/16']],
  ])('%j', (own, refused, fine) => {
    for (const text of refused)
      expect.soft(why(own, text)).toMatch(new RegExp(`^InvalidVpc.Range: The CIDR '${text}' is restricted. `))
    for (const text of fine) expect.soft(why(own, text), text).toBe('fine')
  })

  test('nothing that the VPC has, in whole or in part', () => {
    const part = fc.record({ prefix: fc.integer({ min: 16, max: 28 }), at: fc.nat(0xfff) })
    fc.assert(
      fc.property(part, part, (one, other) => {
        const [own, added] = [one, other].map(({ prefix, at }) =>
          nthBlock(cidr('10.16.0.0/12'), prefix, at % 2 ** (prefix - 12)),
        ) as [Cidr, Cidr]
        const here = vpc('vpc-1', own.text)
        expect(whyNotAddBlock(network(here), here, added, quotas)?.code).toBe(
          overlaps(own, added) ? 'CidrConflict' : undefined,
        )
      }),
    )
  })

  test('one that was given back is no longer in the way, nor does it count', () => {
    const [primary] = vpc('vpc-1', '10.2.0.0/16').blocks
    const given = [3, 4, 5, 6].map(n => ({ id: `g-${n}`, cidr: cidr(`10.${n}.0.0/16`), disassociatedAt: 0 }))
    const here: Vpc = { ...vpc('vpc-1', '10.2.0.0/16'), blocks: [primary, ...given] }
    expect(whyNotAddBlock(network(here), here, cidr('10.3.0.0/16'), quotas)).toBeUndefined()
  })

  test('the quota counts the primary block', () => {
    const full = vpc('vpc-1', '10.2.0.0/16', '10.3.0.0/16', '10.4.0.0/16', '10.5.0.0/16', '10.6.0.0/16')
    expect(said(whyNotAddBlock(network(full), full, cidr('10.7.0.0/16'), quotas))).toBe(
      'CidrLimitExceeded: This network vpc-1 has met its maximum number of allowed CIDRs: 5',
    )
  })
})

describe('what routes allow', () => {
  const here = vpc('vpc-1', '10.2.0.0/16')
  const table = { kind: 'route-table', id: 'rtb-1', ...place, vpcId: 'vpc-1', createdAt: 0, tags } as const
  const routed = (text: string): Route => ({
    kind: 'route',
    id: `rtb-1|${text}`,
    ...place,
    vpcId: 'vpc-1',
    routeTableId: 'rtb-1',
    destination: cidr(text),
    target: { kind: 'peering', id: 'pcx-1' },
    createdAt: 0,
    tags,
  })

  test.each([
    ['10.3.0.0/16', '10.3.0.0/16', 'CidrConflict'],
    ['10.3.4.0/24', '10.3.0.0/16', 'CidrConflict'],
    ['10.3.0.0/16', '10.3.4.0/24', undefined],
    ['0.0.0.0/0', '10.3.0.0/16', undefined],
    ['10.4.0.0/16', '10.3.0.0/16', undefined],
  ])('with a route to %s, %s: %s', (destination, added, code) => {
    const seen = network(here, table, routed(destination))
    expect(whyNotAddBlock(seen, here, cidr(added), quotas)?.code).toBe(code)
  })
})

describe('what peerings allow', () => {
  const mine = vpc('vpc-1', '10.2.0.0/16')
  const theirs = vpc('vpc-2', '10.3.0.0/16', '10.4.0.0/16')
  const add = (state: PeeringState, as: 'requester' | 'accepter', text: string) => {
    const asked = as === 'requester' ? peering('vpc-1', 'vpc-2', state) : peering('vpc-2', 'vpc-1', state)
    const seen = network(mine, theirs, asked)
    const grown: Vpc = { ...mine, blocks: [...mine.blocks, { id: 'new', cidr: cidr(text) }] }
    const failed = requestsFailedBy(seen, grown, 7)
    return { no: whyNotAddBlock(seen, mine, cidr(text), quotas), failed, asked }
  }
  const OVERLAP = '10.4.128.0/17'
  const BESIDE = '10.5.0.0/16'

  test.each<[PeeringState, 'requester' | 'accepter', string, string]>([
    ['active', 'requester', OVERLAP, 'CidrConflict'],
    ['active', 'accepter', OVERLAP, 'CidrConflict'],
    ['provisioning', 'accepter', OVERLAP, 'CidrConflict'],
    ['active', 'requester', BESIDE, 'fine'],
    ['active', 'accepter', BESIDE, 'fine'],
    ['initiating-request', 'requester', BESIDE, 'CidrConflict'],
    ['pending-acceptance', 'requester', BESIDE, 'CidrConflict'],
    ['pending-acceptance', 'requester', OVERLAP, 'CidrConflict'],
    ['pending-acceptance', 'accepter', BESIDE, 'fine'],
    ['pending-acceptance', 'accepter', OVERLAP, 'fails'],
    ['initiating-request', 'accepter', OVERLAP, 'fails'],
    ['deleted', 'requester', OVERLAP, 'fine'],
    ['rejected', 'accepter', OVERLAP, 'fine'],
    ['expired', 'requester', OVERLAP, 'fine'],
    ['failed', 'requester', OVERLAP, 'fine'],
    ['deleting', 'accepter', OVERLAP, 'fine'],
  ])('%s, as its %s, %s: %s', (state, as, text, outcome) => {
    const { no, failed } = add(state, as, text)
    expect(no?.code ?? (failed.length > 0 ? 'fails' : 'fine')).toBe(outcome)
  })

  test('a request that fails says which blocks overlap', () => {
    const { failed, asked } = add('pending-acceptance', 'accepter', OVERLAP)
    expect(failed).toEqual([
      {
        ...asked,
        state: 'failed',
        since: 7,
        failure: { why: 'overlap', pairs: [[cidr('10.4.0.0/16'), cidr(OVERLAP)]] },
      },
    ])
  })
})

describe('what may be given back', () => {
  const here = vpc('vpc-1', '10.2.0.0/16', '10.3.0.0/16', '10.4.0.0/16')
  const subnet: Document = {
    kind: 'subnet',
    id: 'subnet-1',
    ...place,
    vpcId: 'vpc-1',
    zone: 'us-east-1a',
    cidr: cidr('10.3.1.0/24'),
    ipv6Blocks: [],
    isDefault: false,
    mapPublicIpOnLaunch: false,
    assignIpv6OnCreation: false,
    dns64: false,
    hostnameType: 'ip-name',
    resourceNameDnsA: false,
    resourceNameDnsAAAA: false,
    createdAt: 0,
    tags,
  }

  test.each([
    [
      'vpc-1-0',
      'OperationNotPermitted: The vpc CIDR block with association ID vpc-1-0 may not be disassociated. It is the primary IPv4 CIDR block of the VPC',
    ],
    ['vpc-1-1', 'InvalidCidrBlock.InUse: The vpc vpc-1 currently has a subnet within CIDR block 10.3.0.0/16'],
    ['vpc-1-2', 'fine'],
  ])('%s: %s', (id, outcome) => {
    expect(said(whyNotGiveBack(network(here, subnet), here, id))).toBe(outcome)
  })
})
