/**
 * What an account finds in a Region that it first uses with `--classiclink`: EC2-Classic, which it may be the first to use,
 * and its default group there; no default VPC. Source: EC2 User Guide, "EC2-Classic".
 */
import { allowsAllOut, type Birth, defaultDhcpOptions, newSubnet, newVpc, only } from './birth.ts'
import { type Cidr, nthBlock } from './cidr.ts'
import { amazonIn, classicIn } from './ec2-classic.ts'
import { CLASSIC_BLOCK } from './local-routes.ts'
import type { Document, Network } from './network.ts'
import { placeKey } from './owned.ts'
import { zonesOf } from './regions.ts'
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

/** It is the default of all who name no VPC, and gives everything a public address, as a default VPC does. */
function newClassic(birth: Birth): readonly Document[] {
  const [vpc, ...rest] = newVpc(birth, { block: CLASSIC_BLOCK, isDefault: true })
  const networkAclId = only(rest, 'network-acl').id
  const subnets = zonesOf(birth.place.region).flatMap(({ name: zone }, at) =>
    newSubnet(birth, { vpcId: vpc.id, zone, cidr: blockOfZone(at), networkAclId, isDefault: true }),
  )
  return [vpc, ...rest, ...subnets]
}

/** A sixteenth of the addresses for each zone, but the first, in which VPCs may be that are linked. */
const blockOfZone = (at: number): Cidr => nthBlock(CLASSIC_BLOCK, CLASSIC_BLOCK.prefix + 4, at + 1)

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
