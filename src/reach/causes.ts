/**
 * Why a packet does not arrive: the codes of AWS's Reachability Analyzer, each with a plain sentence and what to do
 * next. Source of the codes: Reachability Analyzer guide, "Explanation codes"; the sentences are ours, and so are the codes
 * of ClassicLink, which that analyser never knew.
 */

interface Cause {
  readonly sentence: string
  readonly next: string
}

export const causes = {
  NO_SOURCE_OR_DESTINATION: {
    sentence: 'There is no such source or destination.',
    next: 'Name an instance, a network interface, a VPN connection or an IP address that exists.',
  },
  UNASSOCIATED_COMPONENT: {
    sentence: 'The network interface is attached to no instance, so nothing sends or answers there.',
    next: 'Attach it to an instance.',
  },
  BAD_STATE: {
    sentence: 'The instance, or whatever else has the network interface, is not running.',
    next: 'Start the instance.',
  },
  BAD_STATE_ATTACHMENT: {
    sentence: 'The virtual private gateway is attached to no VPC.',
    next: 'Attach it to the VPC of the destination.',
  },
  BAD_STATE_VPN: {
    sentence: 'The VPN connection is not available.',
    next: 'Wait until it is, or make another one.',
  },
  ENI_ADDRESS_RESTRICTION: {
    sentence: 'The network interface has no address of the IP version of the destination.',
    next: 'Give it such an address, or use the other address of the destination.',
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
  HIGHER_PRIORITY_ROUTE: {
    sentence: 'The gateway prefers another VPN connection for this destination.',
    next: 'Take the route of the other connection away, or give this one a more specific route.',
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
    sentence: 'The gateway cannot deliver this packet to any possible destination.',
    next: 'Look at what is behind it: nothing may lead on, or lead back to it, or only replies may pass.',
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
  NO_CLASSIC_LINK: {
    sentence: 'The instance of EC2-Classic is not linked to this VPC, nor to one that is peered with it.',
    next: 'Enable the VPC for ClassicLink, and link the instance to it while it is running.',
  },
  CLASSIC_LINK_OPTION_OFF: {
    sentence: 'The VPC peering connection does not let this traffic of a linked EC2-Classic instance leave.',
    next:
      'Allow it on both sides (modify-vpc-peering-connection-options): AllowEgressFromLocalClassicLinkToRemoteVpc where ' +
      'the instance is linked, AllowEgressFromLocalVpcToRemoteClassicLink on the other.',
  },
  UNKNOWN_DESTINATION: {
    sentence: 'Nobody there has the address: no network interface, no host.',
    next: 'Check the address. The resolver of a VPC answers only inside it.',
  },
  ENI_SOURCE_DEST_CHECK_RESTRICTION: {
    sentence:
      'The network interface that the route leads to takes only packets to its own addresses: its source/destination check is on.',
    next: 'Turn it off: modify-network-interface-attribute --no-source-dest-check.',
  },
  PROTOCOL_RESTRICTION: {
    sentence: 'Only certain protocols are taken here, and this is none of them.',
    next: 'Ask a resolver at port 53 and the instance metadata at TCP port 80; a NAT gateway takes IPv4; out to the network of the machine go TCP and UDP, and pings by IPv4.',
  },
  GATEWAY_REJECTS_SPOOFED_TRAFFIC: {
    sentence: 'The packet comes in through a gateway, but its source is an address of the VPC itself.',
    next: 'The network beyond the gateway needs another block than the VPC.',
  },
  IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS: {
    sentence:
      'The route leads to an internet gateway, but the source has no public address, so nothing leaves.',
    next: 'Associate an elastic address with it, or route its subnet to a NAT gateway.',
  },
  IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS: {
    sentence: 'From the Internet only public addresses are reached, and the destination has none.',
    next: 'Associate an elastic address with its network interface.',
  },
  IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS: {
    sentence: 'The route leads to an internet gateway, which rejects private addresses (RFC 1918).',
    next: 'Route the block of the destination elsewhere, through a peering connection or a virtual private gateway.',
  },
  IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS: {
    sentence: 'The route leads to an internet gateway, which rejects shared addresses (RFC 6598).',
    next: 'Route the block of the destination elsewhere, through a peering connection or a virtual private gateway.',
  },
  IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS: {
    sentence: 'An internet gateway rejects what comes from a private address (RFC 1918).',
    next: 'Name a public address as the source.',
  },
  IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS: {
    sentence: 'An internet gateway rejects what comes from a shared address (RFC 6598).',
    next: 'Name a public address as the source.',
  },
  NGW_REQUIRES_SOURCE_IN_VPC: {
    sentence:
      'A NAT gateway takes only what the network interfaces of its own VPC send: nothing from the Internet, from peers or over VPN.',
    next: 'Ask the instance itself, which needs a public address for that, or a peering connection.',
  },
  NGW_DEST_ADDRESS_PRESERVATION: {
    sentence:
      'The packet is meant for the NAT gateway itself, which takes replies only and has nobody to send it on to.',
    next: 'Ask the instance itself.',
  },
  NGW_SOURCE_ADDRESS_REASSIGN: {
    sentence:
      'The reply leaves through a NAT gateway, which would put its own address in the place of the one that was asked.',
    next: 'Let the subnet route to the gateway through which the packet came in.',
  },
  VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS: {
    sentence:
      'From a virtual private gateway only the network interfaces of its own VPC are reached: no peer, no other gateway.',
    next: 'Check the address. A peer needs a VPN connection of its own.',
  },
  VPCE_INTRA_VPC_TRAFFIC: {
    sentence: 'A VPC endpoint answers; it begins nothing itself.',
    next: 'Ask in the other direction.',
  },
  VPCE_GATEWAY_PROTOCOL_RESTRICTION: {
    sentence: 'A gateway endpoint takes only TCP and ICMP echo.',
    next: 'Ask the service by TCP.',
  },
} as const satisfies Record<string, Cause>

export type CauseCode = keyof typeof causes
