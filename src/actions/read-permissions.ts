/**
 * What a request wants a security group to let pass: from `IpPermissions`, or from the older members of a single
 * permission, to one protocol and one peer each. Groups and prefix lists are still as the request names
 * them.
 */
import type { IpPermission, UserIdGroupPair } from '@aws-sdk/client-ec2'
import { type Cidr, parseCidr } from '../model/cidr.ts'
import { whyNotRuleDescription } from '../model/group-text.ts'
import { Refusal, refuse } from '../model/refusals.ts'
import { readProtocol } from '../model/rule-protocol.ts'
import { MOST_TCP_PORT, type Protocol, type SecurityGroupRule } from '../model/security-group.ts'

export interface Permission {
  readonly protocol: Protocol
  readonly peer:
    | { readonly kind: 'cidr'; readonly cidr: Cidr }
    | { readonly kind: 'prefix-list'; readonly prefixListId: string }
    | { readonly kind: 'group'; readonly pair: UserIdGroupPair }
  readonly description?: string
}

/** The members by which a request can name permissions; those beside `IpPermissions` are of the way in only. */
export interface PermissionsInput extends SinglePermission {
  readonly IpPermissions?: readonly IpPermission[]
}

interface SinglePermission {
  readonly CidrIp?: string
  readonly FromPort?: number
  readonly IpProtocol?: string
  readonly SourceSecurityGroupName?: string
  readonly SourceSecurityGroupOwnerId?: string
  readonly ToPort?: number
}

const SINGLE = {
  CidrIp: 'cidrIp',
  FromPort: 'fromPort',
  IpProtocol: 'ipProtocol',
  SourceSecurityGroupName: 'sourceSecurityGroupName',
  SourceSecurityGroupOwnerId: 'sourceSecurityGroupOwnerId',
  ToPort: 'toPort',
} as const satisfies Record<keyof SinglePermission, string>

/** What a permission that names only a source group grants. */
const EVERYTHING: readonly IpPermission[] = [
  { IpProtocol: 'tcp', FromPort: 0, ToPort: MOST_TCP_PORT },
  { IpProtocol: 'udp', FromPort: 0, ToPort: MOST_TCP_PORT },
  { IpProtocol: 'icmp', FromPort: -1, ToPort: -1 },
]

/**
 * None, if the request names none. Refuses: UnknownParameter (older members for the way out),
 * InvalidParameterCombination, MissingParameter, InvalidParameterValue, InvalidPermission.Malformed.
 */
export function readPermissions(
  direction: SecurityGroupRule['direction'],
  input: PermissionsInput,
): readonly Permission[] {
  const { IpPermissions: listed = [] } = input
  const single = givenSingle(input)
  if (single && direction === 'egress') throw refuse('UnknownParameter', single)
  if (single && listed.length > 0)
    throw refuse('InvalidParameterCombination/together', single, 'ipPermissions')
  return (single ? fromSingle(input) : listed).flatMap(readPermission)
}

/** One of the older members that the request has, as AWS names it. */
function givenSingle(input: SinglePermission): string | undefined {
  const members = Object.keys(SINGLE) as (keyof SinglePermission)[]
  const given = members.find(member => input[member] !== undefined)
  return given && SINGLE[given]
}

function fromSingle(input: SinglePermission): readonly IpPermission[] {
  const { SourceSecurityGroupName: GroupName, SourceSecurityGroupOwnerId: UserId, ...rest } = input
  if (GroupName === undefined) {
    const { CidrIp, IpProtocol, FromPort, ToPort } = input
    return [{ IpProtocol, FromPort, ToPort, IpRanges: CidrIp === undefined ? [] : [{ CidrIp }] }]
  }
  const other = givenSingle(rest)
  if (other) throw refuse('InvalidParameterCombination/together', other, SINGLE.SourceSecurityGroupName)
  return EVERYTHING.map(permission => ({ ...permission, UserIdGroupPairs: [{ GroupName, UserId }] }))
}

function readPermission(permission: IpPermission): readonly Permission[] {
  const { IpProtocol, FromPort, ToPort } = permission
  const protocol = readProtocol({ protocol: IpProtocol, from: FromPort, to: ToPort })
  if (protocol instanceof Refusal) throw protocol
  const peers = readPeers(permission)
  if (peers.length === 0) throw refuse('MissingParameter/either', 'ipRanges', 'userIdGroupPairs')
  return peers.map(peer => ({ protocol, ...peer }))
}

const readPeers = (permission: IpPermission): readonly Omit<Permission, 'protocol'>[] => [
  ...(permission.IpRanges ?? []).map(range => readRange(4, range.CidrIp, range.Description)),
  ...(permission.Ipv6Ranges ?? []).map(range => readRange(6, range.CidrIpv6, range.Description)),
  ...(permission.UserIdGroupPairs ?? []).map(pair => ({
    peer: { kind: 'group', pair } as const,
    ...readDescription(pair.Description),
  })),
  ...(permission.PrefixListIds ?? []).map(({ PrefixListId: prefixListId = '', Description }) => ({
    peer: { kind: 'prefix-list', prefixListId } as const,
    ...readDescription(Description),
  })),
]

function readRange(
  version: 4 | 6,
  text: string | undefined,
  description: string | undefined,
): Omit<Permission, 'protocol'> {
  if (text === undefined) throw refuse('MissingParameter', version === 4 ? 'cidrIp' : 'cidrIpv6')
  const cidr = parseCidr(text)
  if (cidr?.version !== version) throw refuse('InvalidParameterValue/malformed-cidr', text)
  return { peer: { kind: 'cidr', cidr }, ...readDescription(description) }
}

function readDescription(text: string | undefined): Pick<Permission, 'description'> {
  const no = text === undefined ? undefined : whyNotRuleDescription(text)
  if (no) throw no
  return text ? { description: text } : {}
}
