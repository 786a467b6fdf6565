/**
 * What an account finds in a Region that it first uses with `--classiclink`: EC2-Classic, which it may be the first to use,
 * and its default group there; no default VPC. Source: EC2 User Guide, "EC2-Classic".
 */
import {
  allowsAllOut,
  type Birth,
  type DefaultBlocks,
  defaultDhcpOptions,
  newDefaultVpc,
  only,
} from './birth.ts'
import { nthBlock } from './cidr.ts'
import { amazonIn, classicIn } from './ec2-classic.ts'
import { CLASSIC_BLOCK } from './local-routes.ts'
import type { Document, Network } from './network.ts'
import { placeKey } from './owned.ts'
import { DEFAULT_GROUP, MOST_TCP_PORT, type Protocol, type SecurityGroupRule } from './security-group.ts'
import type { Vpc } from './vpc.ts'

export function openedClassicRegion(birth: Birth, network: Network): readonly Document[] {
  const { place } = birth
  const there = classicIn(network, place.region)
  const born = there ? [] : newClassic({ ...birth, place: amazonIn(place.region) })
  const classic = there ?? only(born, 'vpc')
  return [
    { kind: 'opened-region', id: placeKey(place), classic: true },
    defaultDhcpOptions(birth),
    ...born,
    ...defaultGroup(birth, classic),
  ]
}

/** It is where requests go that name no VPC, gives everything a public address and leads to the internet: a default VPC. */
function newClassic(birth: Birth): readonly Document[] {
  const options = defaultDhcpOptions(birth)
  return [options, ...newDefaultVpc(birth, options.id, CLASSIC_BLOCKS)]
}

/** A sixteenth of the addresses for each zone, but for the first, in which VPCs may be that are linked. */
const CLASSIC_BLOCKS: DefaultBlocks = {
  block: CLASSIC_BLOCK,
  ofZone: at => nthBlock(CLASSIC_BLOCK, CLASSIC_BLOCK.prefix + 4, at + 1),
}

/** Its rules are those that EC2-Classic knows: from itself, and by protocol. */
function defaultGroup(birth: Birth, { id: vpcId, ownerId, region }: Vpc): readonly Document[] {
  const { place, now, newId } = birth
  const groupId = newId('sg')
  const rule = (protocol: Protocol): SecurityGroupRule => ({
    kind: 'security-group-rule',
    id: newId('sgr'),
    ...place,
    groupId,
    vpcId,
    direction: 'ingress',
    protocol,
    peer: { kind: 'group', groupId, ownerId: place.ownerId, vpcId },
    createdAt: now,
    tags: {},
  })
  return [
    {
      kind: 'security-group',
      id: groupId,
      ...place,
      vpcId,
      name: DEFAULT_GROUP,
      description: 'default group',
      createdAt: now,
      tags: {},
    },
    rule({ name: 'tcp', from: 0, to: MOST_TCP_PORT }),
    rule({ name: 'udp', from: 0, to: MOST_TCP_PORT }),
    rule({ name: 'icmp', type: -1, code: -1 }),
    allowsAllOut({ ...birth, place: { ownerId, region } }, { groupId, vpcId }),
  ]
}
