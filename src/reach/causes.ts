/**
 * Why a packet does not arrive: the codes of AWS's Reachability Analyzer, each with a plain sentence and what to do
 * next. Source of the codes: Reachability Analyzer guide, "Explanation codes"; the sentences are ours.
 */

interface Cause {
  readonly sentence: string
  readonly next: string
}

export const causes = {
  NO_SOURCE_OR_DESTINATION: {
    sentence: 'There is no such source or destination.',
    next: 'Name an instance, a network interface or an IP address that exists.',
  },
  UNASSOCIATED_COMPONENT: {
    sentence: 'The network interface is attached to no instance, so nothing sends or answers there.',
    next: 'Attach it to an instance.',
  },
  BAD_STATE: {
    sentence: 'The instance is not running.',
    next: 'Start the instance.',
  },
  ENI_ADDRESS_RESTRICTION: {
    sentence: 'The source has no address of the same IP version as the destination.',
    next: 'Give the source such an address, or use the other address of the destination.',
  },
  SG_HAS_NO_RULES: {
    sentence:
      'The security groups of the network interface have no rules in this direction, so nothing passes.',
    next: 'Add a rule to one of the groups.',
  },
  ENI_SG_RULES_MISMATCH: {
    sentence: 'No rule of the security groups of the network interface lets this traffic pass.',
    next: 'Add a rule for this protocol, port and address (or group) to one of the groups.',
  },
  SUBNET_ACL_RESTRICTION: {
    sentence:
      'The network ACL of the subnet denies this packet. It keeps no state: replies need an entry, too.',
    next: 'Add an entry with a lower number that allows it.',
  },
  NO_ROUTE_TO_DESTINATION: {
    sentence: 'The route table of the subnet has no route that leads to this destination.',
    next: 'Add a route to the block of the destination, through a peering connection with its VPC.',
  },
  BAD_STATE_ROUTE: {
    sentence:
      'The route that wins is a blackhole: its target is gone or not active. No other route steps in.',
    next: 'Make the target active (accept the peering connection), or delete or replace the route.',
  },
  MORE_SPECIFIC_ROUTE: {
    sentence: 'A more specific route wins and leads to another VPC than the one that is meant.',
    next: 'Delete that route, or add a still more specific one through the right peering connection.',
  },
  NO_POSSIBLE_DESTINATION: {
    sentence: 'The target of the route that wins cannot deliver packets to this destination.',
    next: 'Use a route through a peering connection with the VPC of the destination.',
  },
  VPC_LOCAL_ROUTE_CIDR_RESTRICTION: {
    sentence:
      'The address is in the block of the own VPC, so the packet never leaves it: the local route wins over all others.',
    next: 'Two VPCs with the same addresses cannot reach each other: move one of them to another block.',
  },
  PCX_REQUIRES_ADDRESS_IN_VPC_CIDR: {
    sentence:
      'A peering connection carries only traffic between the addresses of its own two VPCs: not to a third VPC, nor to a gateway of the peer.',
    next: 'Peer with the VPC of the destination directly, and route to it there.',
  },
  UNKNOWN_DESTINATION: {
    sentence: 'The address is in the block of the VPC, but no network interface has it.',
    next: 'Check the address.',
  },
} as const satisfies Record<string, Cause>

export type CauseCode = keyof typeof causes
