/** Draws network ACLs and the rules of security groups out. */
import { cidr } from '../../src/model/cidr.ts'
import type { Document } from '../../src/model/network.ts'
import type { RulePeer, SecurityGroupRule } from '../../src/model/security-group.ts'
import { type Drawn, idOf, OWNER, pick } from './draw-vpc.ts'
import { type AclSketch, GROUPS_PER_VPC, type RuleSketch, type VpcSketch } from './sketch.ts'

const ANYWHERE = [cidr('0.0.0.0/0'), cidr('::/0')] as const
/** Of the entries for all: one for each family. */
const LAST_ENTRY = 32_766

/** A subnet's own ACL, in the place of the default one: its association keeps its id. */
export function drawAcl(sketch: AclSketch, vpcs: readonly Drawn[]): readonly Document[] {
  const { at, owned, subnets, blocks } = pick(vpcs, sketch.vpc)
  const n = sketch.subnet % subnets.length
  const id = idOf('acl', at, 100 + n)
  const entries = sketch.entries.map(({ direction, allow, protocol, cidr: block }, number) => ({
    egress: direction === 'egress',
    number: number + 1,
    allow,
    protocol,
    cidr: cidr(block),
  }))
  const rest = [true, false].flatMap(egress =>
    ANYWHERE.filter(({ version }) => blocks.some(block => block.version === version)).map(
      (block, family) => ({
        egress,
        number: LAST_ENTRY - family,
        allow: true,
        protocol: { name: 'all' } as const,
        cidr: block,
      }),
    ),
  )
  return [
    {
      kind: 'network-acl',
      id,
      ...owned,
      isDefault: false,
      entries: sketch.passesRest ? [...entries, ...rest] : entries,
    },
    {
      kind: 'network-acl-association',
      id: idOf('aclassoc', at, 100 + n),
      ...owned,
      networkAclId: id,
      subnetId: pick(subnets, n).id,
    },
  ]
}

/** What lets everything in to the default groups that are open; and out of the others, as AWS makes them. */
export const openings = (vpcs: readonly VpcSketch[]): readonly RuleSketch[] =>
  vpcs.flatMap(({ isOpen, isIpv6 }, at) => {
    const [byDefault, extra] = [at * GROUPS_PER_VPC, at * GROUPS_PER_VPC + 1]
    const families = ANYWHERE.slice(0, isIpv6 ? 2 : 1)
    const all = (group: number, direction: RuleSketch['direction']) =>
      families.map(({ text }) => ({
        group,
        direction,
        protocol: { name: 'all' } as const,
        peer: { cidr: text },
      }))
    return [...(isOpen ? all(byDefault, 'ingress') : []), ...all(extra, 'egress')]
  })

/** Where the numbers of rules begin, beyond those of the rules that are born with VPCs. */
const RULES_FROM = 0x100

export function drawRule(sketch: RuleSketch, at: number, vpcs: readonly Drawn[]): SecurityGroupRule {
  const [vpc, groupId] = pickGroup(vpcs, sketch.group)
  return {
    kind: 'security-group-rule',
    id: idOf('sgr', RULES_FROM + (sketch.group % (vpcs.length * GROUPS_PER_VPC)), at),
    ...vpc.owned,
    groupId,
    direction: sketch.direction,
    protocol: sketch.protocol,
    peer:
      'cidr' in sketch.peer
        ? { kind: 'cidr', cidr: cidr(sketch.peer.cidr) }
        : groupPeer(vpcs, sketch.peer.group),
    createdAt: 0,
  }
}

function groupPeer(vpcs: readonly Drawn[], n: number): RulePeer {
  const [{ id: vpcId }, groupId] = pickGroup(vpcs, n)
  return { kind: 'group', groupId, ownerId: OWNER, vpcId }
}

const pickGroup = (vpcs: readonly Drawn[], n: number): readonly [Drawn, string] => {
  const all = vpcs.flatMap(vpc => vpc.groups.map(group => [vpc, group] as const))
  return pick(all, n)
}
