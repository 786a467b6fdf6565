/**
 * What differs from a wish that has been applied: nothing but what a plan would do, in the words of what is wrong. A pair that is
 * not joined is one difference, whatever has to be done for it.
 */
import type { IpPermission } from '@aws-sdk/client-ec2'
import type { Call, MeshOperation, Plan, PlannedLink } from './plan.ts'
import { trafficText } from './rule-text.ts'
import type { Member } from './wish.ts'

export type DriftCode =
  /** A member that nothing joins to the mesh yet: a new VPC with the tag. */
  | 'new-member'
  | 'peering-gone'
  /** A peering that is there and is not accepted, or not the mesh's yet. */
  | 'peering-waits'
  | 'peering-found'
  | 'route-gone'
  /** It leads to a peering that has ended. */
  | 'route-stale'
  | 'option-changed'
  | 'rule-gone'
  | 'tags-changed'
  /** It is the mesh's, and nothing needs it any more. */
  | 'not-wanted'

export interface Difference {
  readonly code: DriftCode
  /** One sentence. */
  readonly what: string
  /** The pair that it is about, if it is about one. */
  readonly pair?: string
  /** The keys of the calls that put it right. */
  readonly calls: readonly string[]
}

/** Empty if all is as wished. New members first, then pair by pair, then what is not wanted any more. */
export function driftOf(plan: Plan): readonly Difference[] {
  const fresh = newMembers(plan)
  const calls = Map.groupBy(plan.calls, call => call.pair ?? '')
  const perPair = plan.links.flatMap(link => linkDrift(link, fresh, calls.get(link.link.pair) ?? []))
  const rest = calls.get('') ?? []
  return [...memberDrift(plan, fresh), ...perPair, ...rest.map(unwanted)]
}

/** Those whose pairs all lack a peering and show no trace of an earlier one. */
function newMembers({ links, calls }: Plan): ReadonlyMap<string, Member> {
  const ends = (some: readonly PlannedLink[]) =>
    new Map(
      some.flatMap(({ link }) => [link.requester.member, link.accepter.member]).map(one => [one.vpcId, one]),
    )
  const stale = new Set(calls.filter(call => call.operation === 'ReplaceRoute').map(call => call.pair))
  const joined = ends(links.filter(({ link, deed }) => deed !== 'create' || stale.has(link.pair)))
  return new Map([...ends(links)].filter(([vpcId]) => !joined.has(vpcId)))
}

function memberDrift({ links }: Plan, fresh: ReadonlyMap<string, Member>): readonly Difference[] {
  return [...fresh.values()].map(({ vpcId, label }) => ({
    code: 'new-member',
    what: `${label} is not connected yet`,
    calls: links.filter(({ link }) => touches(link, vpcId)).flatMap(({ calls }) => calls),
  }))
}

const touches = ({ requester, accepter }: PlannedLink['link'], vpcId: string): boolean =>
  requester.member.vpcId === vpcId || accepter.member.vpcId === vpcId

function linkDrift(
  { link, deed, calls: keys }: PlannedLink,
  fresh: ReadonlyMap<string, Member>,
  calls: readonly Call[],
): readonly Difference[] {
  const { pair, requester, accepter } = link
  const [a, b] = [requester.member, accepter.member]
  const names = `${a.label} and ${b.label}`
  if (fresh.has(a.vpcId) || fresh.has(b.vpcId)) return []
  switch (deed) {
    case 'create':
      return [{ code: 'peering-gone', what: `no peering joins ${names}`, pair, calls: keys }]
    case 'accept':
      return [
        { code: 'peering-waits', what: `the peering of ${names} waits to be accepted`, pair, calls: keys },
      ]
    case 'adopt':
      return [
        { code: 'peering-found', what: `the peering of ${names} is not the mesh's yet`, pair, calls: keys },
      ]
    case 'keep':
      return matters(calls).map(call => ({ ...wrong(call, names), pair, calls: [call.key] }))
  }
}

/** Tags are written down for the sake of what else is done; alone, they are what is wrong. */
function matters(calls: readonly Call[]): readonly Call[] {
  const deeds = calls.filter(({ operation }) => operation !== 'CreateTags' && operation !== 'DeleteTags')
  return deeds.length > 0 ? deeds : calls
}

/** What is wrong where a call is needed for a pair that is joined. */
const wrongs: Readonly<Partial<Record<MeshOperation, readonly [code: DriftCode, what: string]>>> = {
  CreateRoute: ['route-gone', 'is missing'],
  ReplaceRoute: ['route-stale', 'is a blackhole'],
  ModifyVpcPeeringConnectionOptions: ['option-changed', 'is not as wished'],
  AuthorizeSecurityGroupIngress: ['rule-gone', 'is missing'],
  CreateTags: ['tags-changed', 'are not as they should be'],
}

function wrong(call: Call, names: string): Pick<Difference, 'code' | 'what'> {
  const [code, how] = wrongs[call.operation] ?? (['not-wanted', 'is not wanted any more'] as const)
  return { code, what: `${subject(call, names)} ${how}` }
}

function subject(call: Call, names: string): string {
  switch (call.operation) {
    case 'CreateRoute':
    case 'ReplaceRoute':
    case 'DeleteRoute':
      return `the route ${call.input.DestinationCidrBlock ?? call.input.DestinationIpv6CidrBlock} in ${call.input.RouteTableId}`
    case 'AuthorizeSecurityGroupIngress': {
      const [permission] = call.input.IpPermissions ?? []
      const from = permission?.IpRanges?.[0]?.CidrIp ?? permission?.Ipv6Ranges?.[0]?.CidrIpv6
      return `the rule of ${call.input.GroupId} for ${trafficOf(permission)} from ${from}`
    }
    case 'RevokeSecurityGroupIngress':
      return `the rule ${call.input.SecurityGroupRuleIds?.join(', ')} of ${call.input.GroupId}`
    case 'DeleteVpcPeeringConnection':
      return `the peering ${call.input.VpcPeeringConnectionId}`
    case 'CreateTags':
    case 'DeleteTags':
      return `the tags of ${call.input.Resources?.join(', ')}`
    default:
      return `DNS resolution between ${names}`
  }
}

const trafficOf = ({ IpProtocol, FromPort, ToPort }: IpPermission = {}): string =>
  trafficText({
    protocol: IpProtocol ?? '-1',
    ...(FromPort !== undefined && { fromPort: FromPort }),
    ...(ToPort !== undefined && { toPort: ToPort }),
  })

const unwanted = (call: Call): Difference => ({
  code: 'not-wanted',
  what: `${subject(call, '')} is not wanted any more`,
  calls: [call.key],
})
