/**
 * Every "no" that Isthmus says on the wire: EC2 code → sentence. One catalogue, so that the API, `isthmus explain`
 * and the console say the same thing. A key may carry a case after a slash (`InvalidParameterValue/local-target`):
 * the code on the wire is what stands before the slash.
 *
 * Checks named `whyNot…` return a `Refusal`; only an action throws one. Anything else that is thrown is a bug.
 * Sources: the EC2 API Reference's error-code page and messages seen from AWS (docs/errors.md says which).
 */

export class Refusal extends Error {
  readonly code: string
  readonly status: number
  constructor(code: string, message: string) {
    super(message)
    this.name = 'Refusal'
    this.code = code
    this.status = statuses[code] ?? 400
  }
}

/** HTTP statuses other than 400. */
const statuses: Readonly<Record<string, number>> = {
  AuthFailure: 401,
  DryRunOperation: 412,
  InternalError: 500,
  InvalidClientTokenId: 403,
  MissingAuthenticationToken: 403,
  OptInRequired: 403,
  RequestLimitExceeded: 503,
  ServiceUnavailable: 503,
  SignatureDoesNotMatch: 403,
  UnauthorizedOperation: 403,
}

const malformedId = (id: string, prefix: string) => `Invalid id: "${id}" (expecting "${prefix}-...")`
/** `of` names the members: `of a, b or c`. */
const exactlyOne = (of: string) => `The request must contain exactly one ${of}`

const sentences = {
  // ── requests ──────────────────────────────────────────────────────────────────────────────────────────────────
  DryRunOperation: () => 'Request would have succeeded, but DryRun flag is set.',
  IdempotentParameterMismatch: (token: string) =>
    `The client token '${token}' was already used with different parameters.`,
  InvalidAction: (action: string) => `The action ${action} is not valid for this web service.`,
  'InvalidAction/sts': (action: string, version: string) =>
    `Could not find operation ${action} for version ${version}`,
  MalformedQueryString: (why: string) => `The query string contains a syntax error: ${why}`,
  NoSuchVersion: (version: string) => `The requested version (${version}) is not valid.`,
  'InvalidParameterValue/enumeration': (value: string, member: string) =>
    `Invalid value '${value}' for ${member}.`,
  'InvalidParameterValue/scalar': (value: string, parameter: string, expected: string) =>
    `Value (${value}) for parameter ${parameter} is invalid. Expecting ${expected}.`,
  'InvalidParameterValue/too-small': (value: number, parameter: string, least: number) =>
    `Value ( ${value} ) for parameter ${parameter} is invalid. Expecting a value greater than ${least}.`,
  'InvalidParameterValue/too-large': (value: number, parameter: string, most: number) =>
    `Value ( ${value} ) for parameter ${parameter} is invalid. Expecting a value smaller than or equal to ${most}.`,
  'InvalidParameterValue/filter': (name: string) => `The filter '${name}' is invalid`,
  FilterLimitExceeded: () => 'The maximum number of filter values specified on a single call is 200.',
  InvalidNextToken: () => 'The token is not valid.',
  InternalError: (requestId: string) => `An internal error has occurred (request ${requestId}).`,
  MissingAction: () => 'The request must contain the parameter Action',
  MissingParameter: (name: string) => `The request must contain the parameter ${name}`,
  UnknownParameter: (name: string) => `The parameter ${name} is not recognized`,
  UnsupportedOperation: (action: string) =>
    `The operation ${action} is part of Amazon EC2, but Isthmus does not have it yet.`,
  'InvalidParameterCombination/max-results-with-ids': (ids: string) =>
    `The parameter ${ids} cannot be used with the parameter maxResults`,
  'InvalidParameterCombination/fields': () => 'Fields for multiple attribute types specified',

  // ── signatures (wire/sigv4.ts) ────────────────────────────────────────────────────────────────────────────────
  AuthFailure: () => 'AWS was not able to validate the provided access credentials',
  IncompleteSignature: (why: string) => why,
  InvalidClientTokenId: () => 'The security token included in the request is invalid.',
  MissingAuthenticationToken: () => 'Request is missing Authentication Token',
  RequestExpired: () => 'Request has expired.',
  'SignatureDoesNotMatch/region': (region: string) =>
    `Credential should be scoped to a valid region, not '${region}'.`,
  SignatureDoesNotMatch: () =>
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  'SignatureDoesNotMatch/scope': () => "Credential should be scoped to correct service: 'ec2' or 'sts'.",
  'SignatureDoesNotMatch/scope-date': (scopeDate: string, signedAt: string) =>
    `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scopeDate}' != '${signedAt}'.`,
  'SignatureDoesNotMatch/unsigned-header': (header: string) =>
    `'${header}' must be a 'SignedHeader' in the AWS Authorization.`,
  'SignatureDoesNotMatch/expired': (signedAt: string, earliest: string) =>
    `Signature expired: ${signedAt} is now earlier than ${earliest}`,
  'SignatureDoesNotMatch/not-yet-current': (signedAt: string, latest: string) =>
    `Signature not yet current: ${signedAt} is still later than ${latest}`,
  XAmzContentSHA256Mismatch: () =>
    "The provided 'x-amz-content-sha256' header does not match what was computed.",

  // ── quotas (model/quotas.ts) ─────────────────────────────────────────────────────────────────────────────────
  VpcLimitExceeded: () => 'The maximum number of VPCs has been reached.',
  CidrLimitExceeded: (vpcId: string, most: number) =>
    `This network ${vpcId} has met its maximum number of allowed CIDRs: ${most}`,
  SubnetLimitExceeded: () => 'The maximum number of subnets has been reached.',
  RouteTableLimitExceeded: () => 'The maximum number of route tables has been reached.',
  RouteLimitExceeded: () => 'The maximum number of routes has been reached.',
  InternetGatewayLimitExceeded: () => 'The maximum number of internet gateways has been reached.',
  ActiveVpcPeeringConnectionPerVpcLimitExceeded: (vpcId: string) =>
    `The maximum number of active VPC peering connections has been reached for ${vpcId}.`,
  OutstandingVpcPeeringConnectionLimitExceeded: () => 'Vpc peering connection request limit exceeded.',
  SecurityGroupLimitExceeded: () => 'The maximum number of security groups has been reached.',
  RulesPerSecurityGroupLimitExceeded: () =>
    'The maximum number of rules per security group has been reached.',
  SecurityGroupsPerInterfaceLimitExceeded: () =>
    'The maximum number of security groups per interface has been reached.',
  NetworkInterfaceLimitExceeded: () => 'The maximum number of network interfaces has been reached.',

  // ── ids (model/identities.ts) ────────────────────────────────────────────────────────────────────────────────
  'InvalidVpcId.Malformed': malformedId,
  'InvalidVpcID.NotFound': (id: string) => `The vpc ID '${id}' does not exist`,
  'InvalidSubnetId.Malformed': malformedId,
  'InvalidSubnetID.NotFound': (id: string) => `The subnet ID '${id}' does not exist`,
  'InvalidRouteTableId.Malformed': malformedId,
  'InvalidRouteTableID.NotFound': (id: string) => `The routeTable ID '${id}' does not exist`,
  'InvalidAssociationId.Malformed': malformedId,
  'InvalidAssociationID.NotFound': (id: string) => `The association ID '${id}' does not exist`,
  'InvalidVpcPeeringConnectionId.Malformed': malformedId,
  'InvalidVpcPeeringConnectionID.NotFound': (id: string) =>
    `The vpcPeeringConnection ID '${id}' does not exist`,
  'InvalidInternetGatewayId.Malformed': malformedId,
  'InvalidInternetGatewayID.NotFound': (id: string) => `The internetGateway ID '${id}' does not exist`,
  'InvalidGroupId.Malformed': malformedId,
  'InvalidGroup.NotFound': (id: string) => `The security group '${id}' does not exist`,
  'InvalidSecurityGroupRuleId.Malformed': malformedId,
  'InvalidSecurityGroupRuleId.NotFound': (id: string) => `The security group rule ID '${id}' does not exist`,
  'InvalidNetworkAclId.Malformed': malformedId,
  'InvalidNetworkAclID.NotFound': (id: string) => `The network acl ID '${id}' does not exist`,
  'InvalidNetworkInterfaceId.Malformed': malformedId,
  'InvalidNetworkInterfaceID.NotFound': (id: string) => `The networkInterface ID '${id}' does not exist`,
  'InvalidInstanceID.Malformed': malformedId,
  'InvalidInstanceID.NotFound': (id: string) => `The instance ID '${id}' does not exist`,

  // ── VPCs and blocks ───────────────────────────────────────────────────────────────────────────────────────────
  DependencyViolation: (what: string, id: string) =>
    `The ${what} '${id}' has dependencies and cannot be deleted.`,
  'InvalidVpc.Range': (text: string) => `The CIDR '${text}' is invalid.`,
  'InvalidParameterValue/cidr': (text: string, parameter: string) =>
    `Value (${text}) for parameter ${parameter} is invalid. This is not a valid CIDR block.`,
  'InvalidVpc.Range/restricted': (text: string) =>
    `The CIDR '${text}' is restricted. Use a CIDR from the same private address range as the current VPC CIDR, ` +
    'or use a publicly-routable CIDR. For additional restrictions, see ' +
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html',
  CidrConflict: (text: string, other: string, vpcId: string) =>
    `The CIDR '${text}' conflicts with the CIDR '${other}' of ${vpcId}.`,
  'CidrConflict/route': (text: string, destination: string, tableId: string) =>
    `The CIDR '${text}' conflicts with the route to ${destination} in ${tableId}.`,
  'CidrConflict/pending': (vpcId: string, peeringId: string) =>
    `No CIDR can be added to ${vpcId} while its request for ${peeringId} is pending.`,
  'InvalidVpcCidrBlockAssociationID.Malformed': malformedId,
  'InvalidVpcCidrBlockAssociationID.NotFound': (id: string) =>
    `The vpc CIDR block association ID '${id}' does not exist`,
  'OperationNotPermitted/primary-block': (id: string) =>
    `The vpc CIDR block with association ID ${id} may not be disassociated. It is the primary IPv4 CIDR block of the VPC`,
  'InvalidCidrBlock.InUse': (vpcId: string, text: string) =>
    `The vpc ${vpcId} currently has a subnet within CIDR block ${text}`,
  'InvalidIpamPoolId.NotFound': (id: string) => `The ipam-pool ID '${id}' does not exist`,
  'InvalidPoolID.NotFound': (id: string) => `The pool ID '${id}' does not exist`,
  'InvalidParameterCombination/border-group': () =>
    'The parameter ipv6CidrBlockNetworkBorderGroup can be used only with amazonProvidedIpv6CidrBlock',
  'InvalidParameterValue/border-group': (group: string) =>
    `Value (${group}) for parameter ipv6CidrBlockNetworkBorderGroup is invalid. The network border group does not exist.`,
  UnsupportedTenancy: (tenancy: string) => `The tenancy '${tenancy}' is not supported for a VPC.`,
  'InvalidParameterValue/dns-hostnames': (vpcId: string) =>
    `Invalid value for parameter enableDnsHostnames. DNS hostnames in ${vpcId} need DNS support.`,
  'InvalidParameterValue/dns-support': (vpcId: string) =>
    `Invalid value for parameter enableDnsSupport. DNS support in ${vpcId} is needed by its DNS hostnames.`,
  'InvalidParameterValue/attribute': (name: string) =>
    `Value (${name}) for parameter attribute is invalid. Unknown attribute.`,
  'MissingParameter/attribute': () => 'The request must contain an attribute to modify',

  // ── subnets (model/subnet-blocks.ts) ─────────────────────────────────────────────────────────────────────────
  'InvalidSubnet.Range': (text: string) => `The CIDR '${text}' is invalid.`,
  'InvalidSubnet.Conflict': (text: string) => `The CIDR '${text}' conflicts with another subnet`,
  'InvalidParameterValue/zone': (zone: string, parameter: string, zones: readonly string[]) =>
    `Value (${zone}) for parameter ${parameter} is invalid. ` +
    `Subnets can currently only be created in the following availability zones: ${zones.join(', ')}.`,
  'InvalidParameterCombination/zone': () =>
    'The parameter availabilityZone cannot be used with the parameter availabilityZoneId',
  'InvalidParameterValue/subnet-without-ipv6': (subnetId: string, parameter: string) =>
    `Invalid value for parameter ${parameter}. The subnet '${subnetId}' has no IPv6 CIDR block.`,

  // ── internet gateways ─────────────────────────────────────────────────────────────────────────────────────────
  'Resource.AlreadyAssociated/gateway': (gatewayId: string, vpcId: string) =>
    `resource ${gatewayId} is already attached to network ${vpcId}`,
  'InvalidParameterValue/second-gateway': (vpcId: string) =>
    `Network ${vpcId} already has an internet gateway attached`,
  'Gateway.NotAttached': (gatewayId: string, vpcId: string) =>
    `resource ${gatewayId} is not attached to network ${vpcId}`,

  // ── Regions, zones, accounts ──────────────────────────────────────────────────────────────────────────────────
  'InvalidParameterValue/region': (name: string) => `Invalid region: [${name}]`,
  'InvalidParameterValue/availability-zone': (name: string) => `Invalid availability zone: [${name}]`,
  'InvalidParameterValue/availability-zone-id': (id: string) => `Invalid availability zone-id: [${id}]`,
  'InvalidParameterValue/account-attribute': (name: string) =>
    `Value (${name}) for parameter attributeName is invalid. Unknown attribute.`,

  // ── peerings ──────────────────────────────────────────────────────────────────────────────────────────────────
  InvalidStateTransition: (id: string, from: string, to: string) =>
    `Invalid state transition for ${id}, attempted to transition from ${from} to ${to}`,
  'OperationNotPermitted/not-a-party': (account: string, verb: string, id: string) =>
    `User ${account} cannot ${verb} peering ${id}`,
  'OperationNotPermitted/accept-region': (called: string, id: string, region: string) =>
    `Incorrect region (${called}) specified for this request. VPC peering connection ${id} must be accepted in region ${region}`,
  'OperationNotPermitted/reject-region': (called: string, id: string, region: string) =>
    `Incorrect region (${called}) specified for this request. VPC peering connection ${id} must be accepted or rejected in region ${region}`,
  'OperationNotPermitted/not-active': (id: string) =>
    `Peering ${id} is not active. Peering options can be added only to active peerings.`,
  'OperationNotPermitted/other-side': (account: string, side: string) =>
    `User ${account} does not have permission to modify the ${side} side peering options`,
  'OperationNotPermitted/classic-link-between-regions': () =>
    'Modifying VPC peering connection options AllowEgressFromLocalClassicLinkToRemoteVpc, AllowEgressFromLocalVpcToRemoteClassicLink is not supported for cross-region VPC peering connections',
  'UnsupportedOperation/classic-link': () =>
    'EC2-Classic has been retired: AllowEgressFromLocalClassicLinkToRemoteVpc and AllowEgressFromLocalVpcToRemoteClassicLink can only be false.',
  'InvalidVpcPeeringConnectionState.DnsHostnamesDisabled': () =>
    'To enable DNS hostname resolution for the VPC peering connection, DNS hostname support must be enabled for the VPCs.',
  VpcPeeringConnectionAlreadyExists: (id: string) =>
    `The vpc peering connection identified by ${id} already exists.`,
  'InvalidParameterValue/self-peering': (id: string) =>
    `Invalid value '${id}' for peerVpcId. Both vpcId and peerVpcId values must be different.`,
  'InvalidParameterValue/account': (id: string, parameter: string) =>
    `Value (${id}) for parameter ${parameter} is invalid. An account id has 12 digits.`,

  // ── route tables and routes (model/routes.ts) ────────────────────────────────────────────────────────────────
  RouteAlreadyExists: (destination: string) => `The route identified by ${destination} already exists.`,
  'InvalidRoute.NotFound': (destination: string, version: 4 | 6, tableId: string) =>
    `no route with destination-${version === 6 ? 'ipv6-' : ''}cidr-block ${destination} in route table ${tableId}`,
  'InvalidParameterValue/different-networks': (one: string, other: string) =>
    `${one} and ${other} belong to different networks`,
  'InvalidParameterValue/route-inside-vpc': (destination: string) =>
    `The destination CIDR block ${destination} is equal to or more specific than one of this VPC's CIDR blocks. ` +
    'This route can target only an interface or an instance.',
  'InvalidParameterValue/route-not-a-subnet': () => "Route destination doesn't match any subnet CIDR blocks.",
  'InvalidParameterValue/route-reserved': (destination: string, reserved: string) =>
    `The destination CIDR block ${destination} is within the range ${reserved}, which is reserved for AWS services.`,
  'InvalidParameterValue/no-route-to-replace': (destination: string) =>
    `There is no route defined for '${destination}' in the route table. Use CreateRoute instead.`,
  'InvalidParameterValue/local-target': () =>
    'local-target only allowed with network local destination CIDRs',
  'InvalidParameterValue/local-route': (destination: string, tableId: string) =>
    `cannot remove local route ${destination} in route table ${tableId}`,
  'UnsupportedOperation/route-inside-vpc': (destination: string) =>
    `Amazon EC2 can lead ${destination}, inside the VPC, through an interface, but Isthmus does not do that yet.`,
  'UnsupportedOperation/edge-association': () =>
    'Amazon EC2 can associate a route table with a gateway, but Isthmus does not do that yet.',
  'InvalidParameterValue/main-association': (id: string) =>
    `cannot disassociate the main route table association ${id}`,
  'Resource.AlreadyAssociated/route-table': (tableId: string) =>
    `the specified association for route table ${tableId} conflicts with an existing association`,
  'InvalidInstanceID/interfaces': (id: string) =>
    `There are multiple interfaces attached to instance '${id}'. ` +
    'Please specify an interface ID for the operation instead.',
  'InvalidParameterValue/instance-without-interface': (id: string) =>
    `Invalid value '${id}' for instance ID. Instance is not in a VPC.`,
  'MissingParameter/exactly-one': exactlyOne,
  'InvalidParameterCombination/exactly-one': exactlyOne,

  // ── what AWS has and Isthmus does not have yet: none can exist, so none is found ─────────────────────────────
  'InvalidGatewayID.NotFound': (id: string) => `The gateway ID '${id}' does not exist`,
  'InvalidNatGatewayID.NotFound': (id: string) => `The NAT gateway ID '${id}' does not exist`,
  'InvalidTransitGatewayID.NotFound': (id: string) => `Transit Gateway ${id} was deleted or does not exist.`,
  'InvalidLocalGatewayID.NotFound': (id: string) => `The local gateway ID '${id}' does not exist`,
  'InvalidCarrierGatewayID.NotFound': (id: string) => `The carrier gateway ID '${id}' does not exist`,
  'InvalidVpcEndpointId.NotFound': (id: string) => `The Vpc Endpoint Id '${id}' does not exist`,
  'InvalidCoreNetworkArn.NotFound': (arn: string) => `The core network '${arn}' does not exist`,
  'InvalidOdbNetworkArn.NotFound': (arn: string) => `The ODB network '${arn}' does not exist`,
  'InvalidPrefixListId.Malformed': malformedId,
  'InvalidPrefixListID.NotFound': (id: string) => `The prefix list ID '${id}' does not exist`,
  'InvalidPublicIpv4PoolID.NotFound': (id: string) => `The public IPv4 pool ID '${id}' does not exist`,

  // ── security groups (model/group-*.ts, model/rule-protocol.ts) ───────────────────────────────────────────────
  CannotDelete: (id: string, name: string) =>
    `the specified group: "${id}" name: "${name}" cannot be deleted by a user`,
  'DependencyViolation/security-group': (id: string) => `resource ${id} has a dependent object`,
  'InvalidGroup.Duplicate': (name: string, vpcId: string) =>
    `The security group '${name}' already exists for VPC '${vpcId}'`,
  'InvalidGroup.NotFound/default-vpc': (name: string, vpcId: string) =>
    `The security group '${name}' does not exist in default VPC '${vpcId}'`,
  'InvalidGroup.NotFound/different-networks': () =>
    'You have specified two resources that belong to different networks.',
  'InvalidParameterValue/not-ascii': (text: string, parameter: string) =>
    `Value (${text}) for parameter ${parameter} is invalid. Character sets beyond ASCII are not supported.`,
  'InvalidParameterValue/group-text': (what: 'name' | 'description') =>
    `Invalid security group ${what}. Valid ${what}s are strings less than 256 characters from the following set: ` +
    'a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*',
  'InvalidParameterValue/rule-description': () =>
    'Invalid rule description. Valid descriptions are strings less than 256 characters from the following set: ' +
    'a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*',
  'InvalidParameterValue/group-name-like-id': () => 'Group names may not be in the format sg-*.',
  'InvalidParameterValue/group-name-reserved': (name: string) =>
    `Cannot use reserved security group name: ${name}`,
  'InvalidParameterValue/group-by-name': (name: string) =>
    `Invalid value '${name}' for groupName. You may not reference Amazon VPC security groups by name. ` +
    'Please use the corresponding id for this operation.',
  'InvalidParameterValue/malformed-cidr': (text: string) => `CIDR block ${text} is malformed`,
  'InvalidParameterValue/protocol': (text: string) =>
    `Invalid value '${text}' for IP protocol. Unknown protocol.`,
  'InvalidParameterValue/port-range': (protocol: 'TCP/UDP' | 'ICMP') =>
    `Invalid value for portRange. Must specify both from and to ports with ${protocol}.`,
  'InvalidParameterValue/port-order': (from: number, to: number) =>
    `Invalid TCP/UDP port range (${from}:${to})`,
  'InvalidParameterValue/icmp': (what: 'type' | 'code', number: number) =>
    `ICMP ${what} (${number}) out of range`,
  'InvalidParameterValue/same-permission': () => 'The same permission must not appear multiple times',
  'InvalidPermission.Duplicate': (rule: string) => `the specified rule "${rule}" already exists`,
  'InvalidPermission.Malformed/port': (port: number) => `TCP/UDP port (${port}) out of range`,
  'InvalidPermission.NotFound': () => 'The specified rule does not exist in this security group.',
  'MissingParameter/either': (one: string, other: string) =>
    `Either '${one}' or '${other}' should be provided.`,
  'InvalidParameterCombination/together': (one: string, other: string) =>
    `The parameter ${one} cannot be used with the parameter ${other}`,

  // ── instances and their interfaces (model/instance-lifecycle.ts, model/subnet-addresses.ts) ──────────────────
  'IncorrectInstanceState/start': (id: string) =>
    `The instance '${id}' is not in a state from which it can be started.`,
  'IncorrectInstanceState/stop': (id: string) =>
    `This instance '${id}' is not in a state from which it can be stopped.`,
  'IncorrectInstanceState/never-running': (id: string) =>
    `Instance '${id}' cannot be stopped as it has never reached the 'running' state.`,
  'OperationNotPermitted/terminate': (id: string) =>
    `The instance '${id}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`,
  'OperationNotPermitted/stop': (id: string) =>
    `The instance '${id}' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.`,
  'InvalidInstanceID.NotFound/several': (ids: readonly string[]) =>
    `The instance IDs '${ids.join(', ')}' do not exist`,
  InsufficientFreeAddressesInSubnet: () =>
    'The specified subnet does not have enough free addresses to satisfy the request.',
  'InvalidAMIID.Malformed': malformedId,
  'InvalidIPAddress.InUse': (text: string) => `Address ${text} is in use.`,
  'InvalidKeyPair.NotFound': (name: string) => `The key pair '${name}' does not exist`,
  'InvalidParameter/group-and-subnet': (groupId: string, subnetId: string) =>
    `Security group ${groupId} and subnet ${subnetId} belong to different networks.`,
  'InvalidParameterCombination/interface-and': (what: string) =>
    `Network interfaces and an instance-level ${what} may not be specified on the same request`,
  'InvalidParameterCombination/address-of-several': () =>
    'A private IP address can be specified only when one instance is launched',
  'InvalidParameterCombination/subnet-and-zone': (subnetId: string, zone: string) =>
    `The subnet '${subnetId}' is not in the availability zone '${zone}'`,
  'InvalidParameterCombination/counts': (least: number, most: number) =>
    `The minimum count ${least} is larger than the maximum count ${most}`,
  'InvalidParameterValue/address': (text: string, parameter: string) =>
    `Value (${text}) for parameter ${parameter} is invalid. This is not a valid IPv4 address.`,
  'InvalidParameterValue/address-outside': (text: string) =>
    `Address ${text} does not fall within the subnet's address range`,
  'InvalidParameterValue/address-reserved': (text: string) =>
    `Address ${text} is in subnet's reserved address range`,
  'InvalidParameterValue/device-index': () => 'Each network interface requires a device index.',
  'InvalidParameterValue/launch-zone': (zone: string) => `Invalid availability zone: [${zone}]`,
  'InvalidInput/no-default-subnet': (zone: string) => `No default subnet for availability zone: '${zone}'.`,
  'MissingInput/no-default-subnet': (vpcId: string) =>
    `No subnets found for the default VPC '${vpcId}'. Please specify a subnet.`,
  'UnsupportedOperation/parameter': (parameter: string) =>
    `Amazon EC2 takes the parameter ${parameter} here, but Isthmus does not do that yet.`,
  VPCIdNotSpecified: () => 'No default VPC for this user',

  // ── tags ──────────────────────────────────────────────────────────────────────────────────────────────────────
  InvalidID: (id: string) => `The ID '${id}' is not valid`,
  TagLimitExceeded: () => 'The maximum number of Tags for a resource has been reached.',
  'InvalidParameterValue/tag-reserved': () => "Tag keys starting with 'aws:' are reserved for internal use",
  'InvalidParameterValue/tag-key': (key: string, most: number) =>
    `Tag key exceeds the maximum length of ${most} characters: ${key}`,
  'InvalidParameterValue/tag-value': (value: string, most: number) =>
    `Tag value exceeds the maximum length of ${most} characters: ${value}`,
  'InvalidParameterValue/taggable': (type: string) =>
    `'${type}' is not a valid taggable resource type for this operation.`,
} as const satisfies Record<string, (...args: never[]) => string>

export type RefusalCase = keyof typeof sentences

/** A refusal from the catalogue; the arguments are those of its sentence. */
export function refuse<C extends RefusalCase>(
  refusal: C,
  ...args: Parameters<(typeof sentences)[C]>
): Refusal {
  const sentence = sentences[refusal] as (...args: unknown[]) => string
  return new Refusal(refusal.split('/', 1)[0] ?? refusal, sentence(...args))
}
