/** Rules as `IpPermissions`: those of the same protocol and ports together, in the order in which they came. */
import type { IpPermission, UserIdGroupPair } from '@aws-sdk/client-ec2'
import type { RuleMatter } from '../model/group-change.ts'
import { protocolText } from '../model/rule-protocol.ts'

type Shown = RuleMatter & { readonly description?: string }
type GroupPeerOf<R extends Shown> = Extract<R['peer'], { readonly kind: 'group' }>

export function showPermissions<R extends Shown>(
  rules: readonly R[],
  showPair: (peer: GroupPeerOf<R>, rule: R) => UserIdGroupPair,
): IpPermission[] {
  const alike = Map.groupBy(rules, rule => JSON.stringify(protocolText(rule.protocol)))
  return [...alike.values()].map(group => showPermission(group, showPair))
}

function showPermission<R extends Shown>(
  rules: readonly R[],
  showPair: (peer: GroupPeerOf<R>, rule: R) => UserIdGroupPair,
): IpPermission {
  const { protocol, from, to } = protocolText((rules[0] as R).protocol)
  return {
    IpProtocol: protocol,
    ...(from !== undefined && { FromPort: from, ToPort: to }),
    UserIdGroupPairs: rules.flatMap(rule =>
      rule.peer.kind === 'group'
        ? { ...showPair(rule.peer as GroupPeerOf<R>, rule), ...description(rule) }
        : [],
    ),
    IpRanges: blocks(rules, 4).map(({ text, ...rest }) => ({ CidrIp: text, ...rest })),
    Ipv6Ranges: blocks(rules, 6).map(({ text, ...rest }) => ({ CidrIpv6: text, ...rest })),
    PrefixListIds: rules.flatMap(({ peer, ...rule }) =>
      peer.kind === 'prefix-list' ? { PrefixListId: peer.prefixListId, ...description(rule) } : [],
    ),
  }
}

const blocks = (rules: readonly Shown[], version: 4 | 6) =>
  rules.flatMap(({ peer, ...rule }) =>
    peer.kind === 'cidr' && peer.cidr.version === version
      ? { text: peer.cidr.text, ...description(rule) }
      : [],
  )

const description = ({ description: Description }: { readonly description?: string }) =>
  Description === undefined ? {} : { Description }
