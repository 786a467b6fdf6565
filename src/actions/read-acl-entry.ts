/** An entry of a network ACL, as CreateNetworkAclEntry and ReplaceNetworkAclEntry describe it. */
import { readEntryProtocol } from '../model/acl-protocol.ts'
import type { Cidr } from '../model/cidr.ts'
import type { EntryPlace, NetworkAclEntry } from '../model/network-acl.ts'
import { Refusal, refuse } from '../model/refusals.ts'
import type { Input } from './decide.ts'
import { exactlyOne } from './exactly-one.ts'
import { readCidr } from './read-cidr.ts'

/** Refuses: MissingParameter, InvalidParameterCombination (both blocks), InvalidParameterValue. */
export function readAclEntry(
  input: Input<'CreateNetworkAclEntry' | 'ReplaceNetworkAclEntry'>,
): NetworkAclEntry {
  const place = readEntryPlace(input)
  const { RuleAction: action, Protocol, PortRange: ports, IcmpTypeCode: icmp } = input
  if (action === undefined) throw refuse('MissingParameter', 'ruleAction')
  const cidr = readBlock(input)
  const protocol = readEntryProtocol({ protocol: Protocol, ports, icmp }, cidr.version)
  if (protocol instanceof Refusal) throw protocol
  return { ...place, allow: action === 'allow', protocol, cidr }
}

/** Refuses: MissingParameter. */
export function readEntryPlace({
  RuleNumber: number,
  Egress: egress,
}: Input<'DeleteNetworkAclEntry'>): EntryPlace {
  if (number === undefined) throw refuse('MissingParameter', 'ruleNumber')
  if (egress === undefined) throw refuse('MissingParameter', 'egress')
  return { egress, number }
}

function readBlock(input: Input<'CreateNetworkAclEntry' | 'ReplaceNetworkAclEntry'>): Cidr {
  const member = exactlyOne(input, ['CidrBlock', 'Ipv6CidrBlock'], 'of: cidrBlock, ipv6CidrBlock')
  return member === 'CidrBlock'
    ? readCidr(input.CidrBlock, 4, 'cidrBlock')
    : readCidr(input.Ipv6CidrBlock, 6, 'ipv6CidrBlock')
}
