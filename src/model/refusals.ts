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
  constructor(code: string, message: string, status = statuses[code] ?? 400) {
    super(message)
    this.name = 'Refusal'
    this.code = code
    this.status = status
  }
}

/** HTTP statuses of codes, where they are not 400, and of single cases that differ from their code. */
const statuses: Readonly<Record<string, number>> = {
  AccessDenied: 403,
  AuthFailure: 401,
  'AuthFailure/managed': 400,
  'AuthFailure/not-owner': 400,
  DryRunOperation: 412,
  ExpiredToken: 403,
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
  'UnsupportedOperation/region': () => 'The functionality you requested is not available in this region.',
  'UnsupportedOperation/latest-console': () =>
    'This instance type does not support retrieving the latest console logs. Only supported on Nitro-based instance types.',
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
  'SignatureDoesNotMatch/scope': () =>
    "Credential should be scoped to correct service: 'ec2', 'sts' or 'ssm'.",
  'SignatureDoesNotMatch/scope-ssm': () => "Credential should be scoped to correct service: 'ssm'.",
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

  // ── who may do what (model/policy*.ts, model/role-session.ts) ─────────────────────────────────────────────────
  /** `on`: ` on resource: …`, or nothing; `because`: AWS's words for which policies said so. */
  UnauthorizedOperation: (user: string, action: string, on: string, because: string, message?: string) =>
    `You are not authorized to perform this operation. User: ${user} is not authorized to perform: ${action}${on} ${because}` +
    (message === undefined ? '' : `. Encoded authorization failure message: ${message}`),
  AccessDenied: (user: string, action: string, on: string, because: string) =>
    `User: ${user} is not authorized to perform: ${action}${on}${because}`,
  'AccessDenied/session-credentials': () => 'Cannot call GetSessionToken with session credentials',
  'AccessDenied/mfa': () => 'MultiFactorAuthentication failed with invalid MFA one time pass code.',
  'UnsupportedOperation/sts-parameter': (parameter: string) =>
    `AWS STS takes the parameter ${parameter} here, but Isthmus does not do that yet.`,
  ExpiredToken: () => 'The security token included in the request is expired',
  InvalidAuthorizationMessageException: () => 'Message is not valid',
  MalformedPolicyDocument: (why: string) => why,
  PackedPolicyTooLarge: (percent: number) =>
    `Packed policy consumes ${percent}% of allotted space, please use smaller policy.`,
  'ValidationError/arn': (arn: string) => `${arn} is invalid`,
  'ValidationError/role-arn': (arn: string) => `Invalid role ARN: ${arn}`,
  'ValidationError/access-key': (id: string) => `Invalid access key ID: ${id}`,
  'ValidationError/pattern': (value: string, member: string, pattern: string) =>
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ` +
    `Member must satisfy regular expression pattern: ${pattern}`,
  'ValidationError/duration': (value: number, than: 'greater' | 'less', limit: number) =>
    `1 validation error detected: Value '${value}' at 'durationSeconds' failed to satisfy constraint: ` +
    `Member must have value ${than} than or equal to ${limit}`,
  'ValidationError/longest-session': () =>
    'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
  'ValidationError/role-chaining': () =>
    'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',

  // ── quotas (model/quotas.ts) ─────────────────────────────────────────────────────────────────────────────────
  VpcLimitExceeded: () => 'The maximum number of VPCs has been reached.',
  CidrLimitExceeded: (vpcId: string, most: number) =>
    `This network ${vpcId} has met its maximum number of allowed CIDRs: ${most}`,
  SubnetLimitExceeded: () => 'The maximum number of subnets has been reached.',
  RouteTableLimitExceeded: () => 'The maximum number of route tables has been reached.',
  RouteLimitExceeded: () => 'The maximum number of routes has been reached.',
  InternetGatewayLimitExceeded: () => 'The maximum number of internet gateways has been reached.',
  VpnGatewayLimitExceeded: () => 'The maximum number of virtual private gateways has been reached.',
  CustomerGatewayLimitExceeded: () => 'The maximum number of customer gateways has been reached.',
  VpnConnectionLimitExceeded: () => 'The maximum number of VPN connections has been reached.',
  NatGatewayLimitExceeded: (most: number) =>
    `Performing this operation would exceed the limit of ${most} NAT gateways`,
  AddressLimitExceeded: () => 'The maximum number of addresses has been reached.',
  ActiveVpcPeeringConnectionPerVpcLimitExceeded: (vpcId: string) =>
    `The maximum number of active VPC peering connections has been reached for ${vpcId}.`,
  OutstandingVpcPeeringConnectionLimitExceeded: () => 'Vpc peering connection request limit exceeded.',
  SecurityGroupLimitExceeded: () => 'The maximum number of security groups has been reached.',
  RulesPerSecurityGroupLimitExceeded: () =>
    'The maximum number of rules per security group has been reached.',
  SecurityGroupsPerInterfaceLimitExceeded: () =>
    'The maximum number of security groups per interface has been reached.',
  NetworkAclLimitExceeded: () => 'The maximum number of network acls has been reached.',
  NetworkAclEntryLimitExceeded: () => 'The maximum number of network acl entries has been reached.',
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
  'InvalidEgressOnlyInternetGatewayId.Malformed': malformedId,
  NatGatewayMalformed: malformedId,
  NatGatewayNotFound: (id: string) => `NAT gateway ${id} was not found`,
  'InvalidVpnGatewayId.Malformed': malformedId,
  'InvalidVpnGatewayID.NotFound': (id: string) => `The vpnGateway ID '${id}' does not exist`,
  'InvalidCustomerGatewayId.Malformed': malformedId,
  'InvalidCustomerGatewayID.NotFound': (id: string) => `The customerGateway ID '${id}' does not exist`,
  'InvalidVpnConnectionId.Malformed': malformedId,
  'InvalidVpnConnectionID.NotFound': (id: string) => `The vpnConnection ID '${id}' does not exist`,
  'InvalidAllocationId.Malformed': malformedId,
  'InvalidAllocationID.NotFound': (id: string) => `The allocation ID '${id}' does not exist`,
  'InvalidAllocationID.NotFound/several': (ids: readonly string[]) =>
    `The allocation IDs '${ids.join(', ')}' do not exist`,
  'InvalidGroupId.Malformed': malformedId,
  'InvalidGroup.NotFound': (id: string) => `The security group '${id}' does not exist`,
  'InvalidSecurityGroupRuleId.Malformed': malformedId,
  'InvalidSecurityGroupRuleId.NotFound': (id: string) => `The security group rule ID '${id}' does not exist`,
  'InvalidNetworkAclId.Malformed': malformedId,
  'InvalidNetworkAclID.NotFound': (id: string) => `The networkAcl ID '${id}' does not exist`,
  'InvalidNetworkInterfaceId.Malformed': malformedId,
  'InvalidNetworkInterfaceID.NotFound': (id: string) => `The networkInterface ID '${id}' does not exist`,
  'InvalidInstanceID.Malformed': malformedId,
  'InvalidInstanceID.NotFound': (id: string) => `The instance ID '${id}' does not exist`,
  'InvalidNetworkInterfacePermissionId.Malformed': malformedId,
  'InvalidPermissionID.NotFound': (id: string) =>
    `The network interface permission ID '${id}' does not exist`,
  'InvalidKeyPairId.Malformed': malformedId,
  'InvalidKeyPair.NotFound/id': (id: string) => `The key pair ID '${id}' does not exist`,

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

  'DependencyViolation/public-addresses': (vpcId: string) =>
    `Network ${vpcId} has some mapped public address(es). ` +
    'Please unmap those public address(es) before detaching the gateway.',
  'InvalidParameterValue/second-egress-only': (vpcId: string) =>
    `Network ${vpcId} already has an egress-only internet gateway attached`,

  // ── elastic addresses (model/address-rules.ts) ───────────────────────────────────────────────────────────────
  'AuthFailure/managed': () => 'You do not have permission to access the specified resource.',
  'Gateway.NotAttached/address': (vpcId: string) =>
    `Network ${vpcId} is not attached to any internet gateway`,
  InsufficientAddressCapacity: () => 'Not enough available addresses to satisfy your minimum request.',
  'InvalidAddress.Locked': (id: string) =>
    `The address with allocation id ${id} cannot be released because it is locked to your account.`,
  'InvalidAddress.Malformed': (text: string) => `Invalid IPv4 address: ${text}`,
  'InvalidAddress.NotFound': (text: string) => `Address '${text}' not found.`,
  'InvalidInstanceID/state': (state: string, id: string) =>
    `The ${state} instance '${id}' is not in a valid state for this operation.`,
  'InvalidParameterCombination/address-and-classic': (id: string) =>
    `The instance '${id}' is in EC2-Classic: addresses for use in a VPC cannot be associated with it.`,
  'InvalidParameterCombination/allocation-to-map': () =>
    'You must specify an allocation id when mapping an address to a VPC instance',
  'InvalidParameterValue/allocation-to-release': () =>
    'You must specify an allocation id when releasing a VPC elastic IP address',
  'InvalidParameterValue/association-to-unmap': () =>
    'You must specify an association id when unmapping an address from a VPC instance',
  'InvalidParameterValue/domain-name': (name: string) =>
    `Value (${name}) for parameter domainName is invalid. This is not a valid domain name.`,
  'InvalidParameterValue/network-border-group': (group: string) =>
    `Value (${group}) for parameter networkBorderGroup is invalid. The network border group does not exist.`,
  'InvalidParameterValue/not-on-interface': (text: string, id: string) =>
    `The private IP address ${text} is not assigned to network interface ${id}`,
  'Resource.AlreadyAssociated/address': (id: string, associationId: string) =>
    `resource ${id} is already associated with associate-id ${associationId}`,
  'Resource.AlreadyAssociated/interface': (id: string, associationId: string) =>
    `resource ${id} is already associated with associate-id ${associationId}`,
  'UnsupportedOperation/classic': () => 'EC2-Classic has been retired: addresses are for use in a VPC only.',

  // ── NAT gateways (model/nat-gateway-rules.ts) ────────────────────────────────────────────────────────────────
  'InvalidElasticIpID.NotFound': (id: string) => `The elasticIp ID '${id}' does not exist`,
  'InvalidParameterCombination/private-nat': (parameter: string) =>
    `The parameter ${parameter} cannot be used with a private NAT gateway`,
  'InvalidParameterCombination/public-nat': (parameter: string) =>
    `The parameter ${parameter} cannot be used with a public NAT gateway`,
  'InvalidParameterCombination/nat-addresses': () =>
    'Each private IP address of a public NAT gateway needs an Elastic IP address',
  'InvalidParameterValue/nat-connectivity': (id: string, connectivity: 'public' | 'private') =>
    `NAT gateway ${id} is ${connectivity}, which this operation is not for`,
  'InvalidParameterValue/nat-primary': (id: string) =>
    `The primary address of NAT gateway ${id} cannot be taken from it`,
  'InvalidParameterValue/not-on-nat': (text: string, id: string) =>
    `The private IP address ${text} is not assigned to NAT gateway ${id}`,

  // ── virtual private gateways, customer gateways, VPN connections (model/vpn-rules.ts, model/vpn-tunnel-rules.ts) ──
  'IncorrectState/vpn-gateway': () => 'The VPN gateway is in use.',
  'IncorrectState/customer-gateway': () => 'The customer gateway is in use.',
  'InvalidVpcState/gateway': (vpcId: string) =>
    `VPC ${vpcId} is currently attached to the Virtual Private Gateway.`,
  VpnGatewayAttachmentLimitExceeded: (id: string, vpcId: string) =>
    `The virtual private gateway ${id} is attached to ${vpcId}; it can be attached to one VPC at a time.`,
  'InvalidVpnGatewayAttachment.NotFound': (id: string, vpcId: string) =>
    `The attachment with vpn gateway ID '${id}' and vpc ID '${vpcId}' does not exist`,
  'InvalidCustomerGateway.DuplicateIpAddress': () =>
    'There is a conflict among the specified gateway IP addresses.',
  'InvalidParameterCombination/customer-asn': () => 'Only one of BgpAsn and BgpAsnExtended can be specified',
  'InvalidParameterValue/asn': (asn: number, parameter: string) =>
    `Value (${asn}) for parameter ${parameter} is invalid. This is not an ASN that can be used here.`,
  'InvalidVpnConnection.InvalidState': (id: string) =>
    `The VPN connection ${id} must be in the available state to complete the request.`,
  'InvalidVpnConnection.InvalidType': () => 'The specified VPN connection does not support static routes.',
  'InvalidRoute.NotFound/vpn': (destination: string, id: string) =>
    `no static route with destination-cidr-block ${destination} in VPN connection ${id}`,
  'InvalidParameterValue/vpn-type': (type: string) => `Invalid value '${type}' for type. Expecting ipsec.1.`,
  'InvalidParameterValue/tunnel': (value: string, parameter: string, expected: string) =>
    `Invalid value '${value}' for ${parameter}. Expecting ${expected}.`,
  'InvalidParameterValue/tunnels': () =>
    'A VPN connection has two tunnels: at most two tunnel options can be given.',
  'InvalidParameterValue/tunnel-address': (address: string, id: string) =>
    `Invalid value '${address}' for vpnTunnelOutsideIpAddress. No tunnel of ${id} has this address.`,
  'InvalidVpnConcentratorID.NotFound': (id: string) => `The VPN concentrator ID '${id}' does not exist`,
  'InvalidParameterValue/propagation-edge': (tableId: string) =>
    `Route propagation cannot be enabled for route table ${tableId}, which is associated with a gateway`,

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
  'InvalidVpcState/classic-link-dedicated': (vpcId: string) =>
    `The VPC ${vpcId} has dedicated tenancy and cannot be enabled for ClassicLink.`,
  'InvalidVpcState/classic-link-block': (vpcId: string, block: string) =>
    `The CIDR block ${block} of the VPC ${vpcId} conflicts with the EC2-Classic range 10.0.0.0/8.`,
  'InvalidVpcState/classic-link-route': (vpcId: string, destination: string, tableId: string) =>
    `The route to ${destination} in ${tableId} of the VPC ${vpcId} conflicts with the EC2-Classic range 10.0.0.0/8.`,
  'DependencyViolation/classic-link': (vpcId: string) =>
    `EC2-Classic instances are linked to the VPC ${vpcId}: it cannot be disabled for ClassicLink.`,
  'IncorrectInstanceState/not-linked': (id: string, vpcId: string) =>
    `The instance '${id}' is not linked to the VPC ${vpcId}.`,
  'InvalidInstanceID.InstanceAlreadyLinked': (id: string, vpcId: string) =>
    `The instance '${id}' is already linked to the VPC ${vpcId}.`,
  'InvalidInstanceID.NotLinkable': (id: string, vpcId: string) =>
    `The instance '${id}' cannot be linked to the VPC ${vpcId}: it must be a running EC2-Classic instance.`,
  'InvalidVpcState/classic-link-off': (vpcId: string) => `The VPC ${vpcId} is not enabled for ClassicLink.`,
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
  'InvalidRoute.NotFound': (
    kind: 'cidr-block' | 'ipv6-cidr-block' | 'prefix-list-id',
    destination: string,
    tableId: string,
  ) => `no route with destination-${kind} ${destination} in route table ${tableId}`,
  'InvalidParameterValue/endpoint-route': (prefixListId: string, tableId: string) =>
    `cannot remove VPC endpoint route ${prefixListId} in route table ${tableId}`,
  'InvalidParameterValue/endpoint-route-change': (prefixListId: string, tableId: string) =>
    `cannot modify VPC endpoint route ${prefixListId} in route table ${tableId}`,
  RouteNotSupported: (endpointId: string) =>
    `Route table contains unsupported route target: ${endpointId}. ` +
    'VPC Endpoints of this type cannot be used as route targets.',
  'InvalidParameterValue/different-networks': (one: string, other: string) =>
    `${one} and ${other} belong to different networks`,
  'InvalidParameterValue/route-inside-vpc': (destination: string) =>
    `The destination CIDR block ${destination} is equal to or more specific than one of this VPC's CIDR blocks. ` +
    'This route can target only an interface or an instance.',
  'InvalidParameterValue/egress-only-ipv4': (destination: string, id: string) =>
    `The egress-only internet gateway ${id} is for IPv6 only and cannot be the target of a route to ${destination}`,
  'InvalidParameterValue/route-not-a-subnet': () => "Route destination doesn't match any subnet CIDR blocks.",
  'InvalidParameterValue/route-reserved': (destination: string, reserved: string) =>
    `The destination CIDR block ${destination} is within the range ${reserved}, which is reserved for AWS services.`,
  'InvalidParameterValue/no-route-to-replace': (destination: string) =>
    `There is no route defined for '${destination}' in the route table. Use CreateRoute instead.`,
  'InvalidParameterValue/local-target': () =>
    'local-target only allowed with network local destination CIDRs',
  'InvalidParameterValue/local-route': (destination: string, tableId: string) =>
    `cannot remove local route ${destination} in route table ${tableId}`,
  'InvalidParameterValue/edge-main': (tableId: string) =>
    `The main route table ${tableId} cannot be associated with a gateway`,
  'InvalidParameterValue/edge-propagation': (tableId: string) =>
    `Route table ${tableId} cannot be associated with a gateway while route propagation is enabled for it`,
  'InvalidParameterValue/edge-route': (tableId: string, destination: string) =>
    `The route to ${destination} is not supported in route table ${tableId}, which is associated with a gateway: ` +
    'its destinations are within the VPC, its targets network interfaces, Gateway Load Balancer endpoints or local.',
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
  'InvalidGroup.Duplicate/classic': (name: string) => `The security group '${name}' already exists`,
  'InvalidGroup.InUse': (name: string) =>
    `There are active instances or rules using security group '${name}'`,
  'InvalidGroup.Reserved': (name: string) => `The security group '${name}' is reserved`,
  'InvalidGroup.NotFound/default-vpc': (name: string, vpcId: string) =>
    `The security group '${name}' does not exist in default VPC '${vpcId}'`,
  'InvalidGroup.NotFound/vpc': (id: string, vpcId: string) =>
    `The security group '${id}' does not exist in VPC '${vpcId}'`,
  'InvalidGroup.NotFound/different-networks': () =>
    'You have specified two resources that belong to different networks.',
  'InvalidParameterValue/classic-egress': () =>
    'Security groups of EC2-Classic have no rules for outbound traffic.',
  'InvalidParameterValue/classic-protocol': (protocol: string) =>
    `Invalid value '${protocol}' for protocol. Rules of EC2-Classic security groups are for tcp, udp or icmp.`,
  'InvalidParameterValue/classic-peer': () =>
    'Rules of EC2-Classic security groups name IPv4 CIDR blocks or EC2-Classic security groups.',
  'UnsupportedOperation/associate-default-group': (id: string) =>
    `The default security group ${id} cannot be associated with other VPCs.`,
  'UnsupportedOperation/associate-classic': (id: string) =>
    `The security group ${id} is of EC2-Classic and cannot be associated with a VPC.`,
  'UnsupportedOperation/associate-default-vpc': (id: string) =>
    `Security groups cannot be associated with or from the default VPC ${id}.`,
  'InvalidParameterValue/associate-own-vpc': (id: string, vpcId: string) =>
    `The security group ${id} belongs to ${vpcId} and needs no association with it.`,
  'Resource.AlreadyAssociated/security-group': (id: string, vpcId: string) =>
    `The security group ${id} is already associated with ${vpcId}.`,
  'InvalidAssociationID.NotFound/security-group': (id: string, vpcId: string) =>
    `The security group ${id} is not associated with ${vpcId}.`,
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

  'InvalidParameterValue/rule-type': (other: string, own: string) =>
    `You may not specify ${other} for an existing ${own} rule.`,

  // ── network ACLs (model/acl-change.ts, model/acl-protocol.ts) ────────────────────────────────────────────────
  NetworkAclEntryAlreadyExists: (number: number) =>
    `The network acl entry identified by ${number} already exists.`,
  'InvalidNetworkAclEntry.NotFound': (way: 'ingress' | 'egress', number: number) =>
    `no ${way} entry with number ${number}`,
  'InvalidParameterValue/entry-number': (number: number, most: number) =>
    `Value (${number}) for parameter ruleNumber is invalid. Rulenumber must be in range 1..${most}`,
  'InvalidParameterValue/default-acl': (id: string) => `cannot delete default network ACL ${id}`,

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
  'InvalidParameterCombination/public-of-several': () =>
    'The associatePublicIPAddress parameter cannot be specified when launching with multiple network interfaces.',
  'InvalidParameterCombination/subnet-and-zone': (subnetId: string, zone: string) =>
    `The subnet '${subnetId}' is not in the availability zone '${zone}'`,
  'InvalidParameterCombination/counts': (least: number, most: number) =>
    `The minimum count ${least} is larger than the maximum count ${most}`,
  'InvalidParameterValue/address': (text: string, parameter: string) =>
    `Value (${text}) for parameter ${parameter} is invalid. This is not a valid IPv4 address.`,
  'InvalidParameterValue/ipv6-address': (text: string, parameter: string) =>
    `Value (${text}) for parameter ${parameter} is invalid. This is not a valid IPv6 address.`,
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
  'InvalidParameterCombination/classic-launch': (parameter: string) =>
    `The parameter ${parameter} may not be used for a non-VPC launch`,
  'InvalidParameterCombination/vpc-groups': () => 'VPC security groups may not be used for a non-VPC launch',
  'InvalidParameterCombination/vpc-attribute': (verb: string, name: string) =>
    `You may only ${verb} the ${name} attribute for VPC instances`,
  VPCResourceNotSpecified: () =>
    'The specified instance type can only be used in a VPC. A subnet ID or network interface ID is required to carry out the request.',
  VPCIdNotSpecified: () => 'No default VPC for this user',
  'AuthFailure/not-owner': (id: string) => `Not authorized for image: ${id}`,
  'InvalidAMIID.NotFound': (ids: readonly string[]) =>
    ids.length > 1
      ? `The image ids '[${ids.join(', ')}]' do not exist`
      : `The image id '[${ids[0] ?? ''}]' does not exist`,
  'InvalidParameterValue/architecture': (typeHas: string, imageHas: string) =>
    `The architecture '${typeHas}' of the specified instance type does not match the architecture '${imageHas}' of ` +
    'the specified AMI. Specify an instance type and an AMI that have matching architectures, and try again.',
  'InvalidParameterValue/no-primary-device': () =>
    'A network interface with device index 0 is required, and device indexes may be used once only.',
  'InvalidParameterCombination/interface-of-several': () =>
    'A network interface ID or a private IP address may be specified only when one instance is launched',
  'InvalidParameterCombination/existing-interface': (member: string) =>
    `The parameter ${member} cannot be used with a network interface ID`,
  'InvalidParameterValue/two-primary-addresses': () => 'Only one private IP address may be the primary one',
  'InvalidParameterValue/instance-attribute': (name: string) =>
    `Value (${name}) for parameter attribute is invalid. The attribute cannot be used with this operation.`,
  IncorrectInstanceState: (id: string) => `The instance '${id}' is not in the 'stopped' state.`,
  'IncorrectInstanceState/attach': (id: string, state: string) =>
    `Instance '${id}' is not 'running' or 'stopped': it is '${state}'.`,
  'IncorrectInstanceState/modify': (id: string, state: string) =>
    `The instance '${id}' cannot be modified or rebooted: it is '${state}'.`,

  // ── network interfaces (model/interface-rules.ts) ────────────────────────────────────────────────────────────
  'InvalidAttachmentID.Malformed': malformedId,
  'InvalidAttachmentID.NotFound': (id: string) => `The network interface attachment '${id}' does not exist.`,
  AttachmentLimitExceeded: (count: number, type: string) =>
    `Interface count ${count} exceeds the limit for ${type}`,
  PrivateIpAddressLimitExceeded: () => 'Number of private addresses will exceed limit.',
  'InvalidNetworkInterface.InUse': (id: string) => `Interface: [${id}] in use.`,
  'InvalidParameterCombination/attach-zone': () =>
    'You may not attach a network interface to an instance if they are not in the same availability zone',
  'InvalidParameterValue/interface-in-use': (id: string) => `Network interface '${id}' is currently in use.`,
  'InvalidParameterValue/device-in-use': (id: string, deviceIndex: number) =>
    `Instance '${id}' already has an interface attached at device index '${deviceIndex}'.`,
  'InvalidParameterValue/address-taken': (texts: readonly string[]) =>
    `[${texts.join(', ')}] assigned, but move is not allowed.`,
  'InvalidParameterValue/address-primary': (text: string) =>
    `Address ${text} is the primary address of its interface and cannot be moved or unassigned.`,
  'InvalidParameterValue/not-its-address': (text: string, id: string) =>
    `Some of the addresses are not assigned to interface ${id}: ${text}`,
  'InvalidParameterValue/primary-ipv6': (id: string) =>
    `Network interface '${id}' has no IPv6 address that could be the primary one.`,
  'OperationNotPermitted/detach-primary': () => 'The network interface at device index 0 cannot be detached.',
  'OperationNotPermitted/primary-ipv6': () =>
    'The primary IPv6 address of a network interface cannot be disabled or unassigned.',
  'InvalidParameterCombination/grantee': () => 'Exactly one of awsAccountId and awsService must be specified',

  // ── blocks of subnets (model/subnet-blocks.ts) ───────────────────────────────────────────────────────────────
  'CidrLimitExceeded/subnet': (subnetId: string) =>
    `This subnet ${subnetId} has met its maximum number of allowed IPv6 CIDRs: 1`,
  'InvalidSubnetCidrBlockAssociationID.Malformed': malformedId,
  'InvalidSubnetCidrBlockAssociationID.NotFound': (id: string) =>
    `The subnet CIDR block association ID '${id}' does not exist`,
  'InvalidCidrBlock.InUse/subnet': (subnetId: string, text: string) =>
    `The subnet ${subnetId} has network interfaces with addresses of CIDR block ${text}`,

  // ── key pairs ─────────────────────────────────────────────────────────────────────────────────────────────────
  'InvalidKeyPair.Duplicate': (name: string) => `The keypair '${name}' already exists.`,
  'InvalidKey.Format': () => 'Key is not in valid OpenSSH public key format',
  'InvalidParameterValue/key-name': () =>
    'Value for parameter keyName is invalid. A name has 1 to 255 ASCII characters, none of them blank at an end.',

  // ── instance types, volumes ───────────────────────────────────────────────────────────────────────────────────
  'InvalidUserData.Malformed': () => 'Invalid BASE64 encoding of user data.',
  'InvalidParameterValue/user-data-size': (most: number) => `User data is limited to ${most} bytes`,
  'InvalidParameterValue/credits': (text: string) =>
    `Value (${text}) for parameter cpuCredits is invalid. Expecting 'standard' or 'unlimited'.`,
  'InvalidParameterValue/shutdown-behaviour': (text: string) =>
    `Value (${text}) for parameter instanceInitiatedShutdownBehavior is invalid. Expecting 'stop' or 'terminate'.`,
  'InvalidParameterValue/instance-type': (text: string) => `Invalid value '${text}' for InstanceType.`,
  InvalidInstanceType: (names: readonly string[]) =>
    `The following supplied instance types do not exist: [${names.join(', ')}]`,
  'InvalidVolumeID.Malformed': malformedId,
  'InvalidVolume.NotFound': (id: string) => `The volume '${id}' does not exist.`,
  'UnsupportedOperation/no-credits': (id: string) => `The instance '${id}' is of a type without CPU credits.`,

  // ── DHCP options (model/dhcp-rules.ts) ───────────────────────────────────────────────────────────────────────
  'InvalidDhcpOptionsId.Malformed': malformedId,
  'InvalidDhcpOptionID.NotFound': (id: string) => `The dhcpOption ID '${id}' does not exist`,
  'InvalidParameterValue/dhcp-option': (key: string) =>
    `Value (${key}) for parameter name is invalid. Unknown DHCP option`,
  'InvalidParameterValue/dhcp-value': (value: string, key: string) =>
    `Value (${value}) for parameter ${key} is invalid.`,
  'InvalidParameterValue/dhcp-values': (key: string, most: number) =>
    `The DHCP option ${key} takes from 1 to ${most} values.`,
  'InvalidParameterValue/dhcp-twice': (key: string) => `The DHCP option ${key} is specified more than once.`,

  // ── default VPC and subnets ──────────────────────────────────────────────────────────────────────────────────
  'OperationNotPermitted/default-vpc': () =>
    'The account has EC2-Classic in this Region, and cannot have a default VPC in it.',
  DefaultVpcAlreadyExists: () => 'A Default VPC already exists for this account in this region.',
  DefaultVpcDoesNotExist: () => 'There is no default VPC for this account in this region.',
  DefaultSubnetAlreadyExistsInAvailabilityZone: (subnetId: string, zone: string) =>
    `'${subnetId}' is already the default subnet in ${zone}.`,
  InsufficientCidrBlocks: (prefix: number) =>
    `There is no free CIDR block with the prefix length /${prefix} in the default VPC.`,

  // ── managed prefix lists (model/prefix-list-rules.ts) ────────────────────────────────────────────────────────
  PrefixListVersionMismatch: () => 'The prefix list has the incorrect version number.',
  'InvalidParameterValue/prefix-list-version': (version: number) =>
    `The specified value for version is not valid. The value must be greater than (${version}).`,
  'InvalidPrefixListVersion.NotFound': (id: string, version: number) =>
    `The version ${version} of the prefix list '${id}' does not exist`,
  'InvalidPrefixListModification/exists': (text: string, description: string) =>
    `An entry with the CIDR (${text}) and description (${description}) already exists.`,
  'InvalidPrefixListModification/absent': (text: string) => `There is no entry with the CIDR (${text}).`,
  'InvalidPrefixListModification/twice': (text: string) =>
    `The CIDR (${text}) cannot appear more than once in the same request.`,
  'InvalidParameterCombination/entries-and-size': () =>
    'You cannot modify the entries and the maximum entries for the prefix list in the same request.',
  'InvalidParameterValue/prefix-list-name': (name: string) =>
    `Value (${name}) for parameter prefixListName is invalid. ` +
    'Names have from 1 to 255 characters and do not start with com.amazonaws.',
  'InvalidParameterValue/address-family': (text: string) =>
    `Value (${text}) for parameter addressFamily is invalid. Valid values: IPv4, IPv6.`,
  'InvalidParameterValue/entry-family': (text: string, family: string) =>
    `The CIDR (${text}) is not of the address family of the prefix list (${family}).`,
  'InvalidParameterValue/entry-description': () => 'Descriptions of entries have at most 255 characters.',
  'InvalidParameterValue/entries-in-request': (most: number) =>
    `At most ${most} entries can be added or removed in one request.`,
  PrefixListMaxEntriesExceeded: (most: number) =>
    `The prefix list cannot have more than its maximum number of entries (${most}).`,
  PrefixListLimitExceeded: () => 'The maximum number of prefix lists has been reached.',
  'OperationNotPermitted/amazon-prefix-list': (id: string) =>
    `The prefix list ${id} is managed by AWS and cannot be changed.`,

  // ── VPC endpoints (model/endpoint-rules.ts) ──────────────────────────────────────────────────────────────────
  'InvalidVpcEndpointId.Malformed': malformedId,
  VpcEndpointLimitExceeded: () => 'The maximum number of VPC endpoints has been reached.',
  InvalidServiceName: (name: string) => `The Vpc Endpoint Service '${name}' does not exist`,
  'InvalidParameter/endpoint-type': (type: string, types: readonly string[]) =>
    `Endpoint type (${type}) does not match available service types ([${types.join(', ')}]).`,
  'RouteAlreadyExists/prefix-list': (prefixListId: string, tableId: string) =>
    `route table ${tableId} already has a route with destination-prefix-list-id ${prefixListId}`,
  'InvalidVpcEndpoint.NotFound': (id: string) => `The VpcEndPoint ID '${id}' does not exist`,
  'InvalidParameter/endpoint-member': (parameter: string, type: string) =>
    `The parameter ${parameter} is not supported for ${type} endpoints.`,
  'InvalidParameter/endpoint-subnet': (subnetId: string, vpcId: string) =>
    `The subnet ${subnetId} does not belong to ${vpcId}.`,
  'InvalidParameter/endpoint-group': (groupId: string, vpcId: string) =>
    `The security group ${groupId} does not belong to ${vpcId}.`,
  'InvalidParameter/endpoint-groups': () => 'An interface endpoint has at least one security group.',
  'InvalidParameter/endpoint-table': (tableId: string, vpcId: string) =>
    `The route table ${tableId} does not belong to ${vpcId}.`,
  'InvalidParameter/private-dns': (vpcId: string) =>
    `Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${vpcId}`,
  'InvalidParameter/private-dns-conflict': (name: string, vpcId: string) =>
    `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${name} in the VPC ${vpcId}`,
  'InvalidParameter/private-dns-none': (service: string) =>
    `Private DNS can't be enabled because the service ${service} does not provide a private DNS name.`,
  'InvalidParameter/private-dns-unaccepted': (service: string) =>
    `Private DNS can only be enabled after the endpoint connection is accepted by the owner of ${service}.`,
  DuplicateSubnetsInSameZone: (subnetId: string) =>
    `Found another VPC endpoint subnet in the availability zone of ${subnetId}`,
  InvalidPolicyDocument: (why: string) => `The policy document is invalid: ${why}`,
  'InvalidParameter/endpoint-policy': (service: string) =>
    `The service ${service} does not support endpoint policies.`,

  // ── endpoint services (model/service-rules.ts, model/endpoint-connection.ts) ─────────────────────────────────
  /** The code is spelled as AWS spells it. */
  'InvalidVpcEndpointServiceIdId.Malformed': malformedId,
  'InvalidVpcEndpointServiceId.NotFound': (id: string) => `The VpcEndpointService Id '${id}' does not exist`,
  'InvalidVpcEndpointService.NotFound': (id: string) => `The VpcEndpointService Id '${id}' does not exist`,
  ExistingVpcEndpointConnections: () => 'Service has existing active VPC Endpoint connections!',
  'InvalidState/endpoint-connection': (id: string, state: string) =>
    `The connection of the VPC endpoint ${id} is ${state}.`,
  'InvalidNetworkLoadBalancerArn.Malformed': (arn: string) =>
    `The Network Load Balancer ARN '${arn}' is malformed.`,
  'InvalidNetworkLoadBalancerArn.NotFound': (arn: string) =>
    `The Network Load Balancer '${arn}' does not exist`,
  'InvalidParameter/gateway-load-balancer': (arn: string) =>
    `'${arn}' is not the ARN of a Gateway Load Balancer of this account and Region.`,
  'InvalidParameter/no-load-balancer': () => 'An endpoint service has at least one load balancer.',
  'InvalidParameter/not-its-load-balancer': (arn: string, id: string) =>
    `The load balancer '${arn}' is not associated with ${id}.`,
  'InvalidParameter/load-balancer-type': (id: string, type: string) =>
    `The endpoint service ${id} is of type ${type} and takes no load balancers of another type.`,
  'InvalidParameter/no-address-type': () => 'An endpoint service has at least one IP address type.',
  'InvalidParameter/private-name': (name: string) => `The private DNS name '${name}' is not a domain name.`,
  'InvalidParameter/private-name-of-gateway': () =>
    'Private DNS names are not supported for services with Gateway Load Balancers.',
  'InvalidParameter/no-private-name': (id: string) => `The endpoint service ${id} has no private DNS name.`,
  'InvalidParameter/service-principal': (principal: string) => `Invalid principal: '${principal}'`,

  // ── flow logs ────────────────────────────────────────────────────────────────────────────────────────────────
  'InvalidFlowLogId.Malformed': malformedId,
  'InvalidFlowLogId.NotFound': (id: string) =>
    `These flow log ids in the input list are not found: [TotalCount: 1] ${id}`,
  FlowLogAlreadyExists: () =>
    'Error. There is an existing Flow Log with the same configuration and log destination.',
  FlowLogsLimitExceeded: () => 'The maximum number of flow logs for the resource has been reached.',
  'InvalidParameter/needed-with': (parameter: string, other: string, value: string) =>
    `${parameter} can't be empty if ${other} is ${value}.`,
  'InvalidParameter/not-with': (parameter: string, other: string, value: string) =>
    `${parameter} is not applicable if ${other} is ${value}.`,
  'InvalidParameter/log-group-or-destination': () =>
    'Please only provide LogGroupName or only provide LogDestination.',
  'InvalidParameter/flow-log-destination': (arn: string) => `LogDestination: ${arn} is not a valid ARN.`,
  'InvalidParameter/flow-log-format': (field: string) => `LogFormat has an unknown field: ${field}`,
  'InvalidParameter/flow-log-interval': () => 'MaxAggregationInterval must be 60 or 600.',

  // ── public parameters of Systems Manager (wire/json.ts, wire/ssm.ts, actions/GetParameter….ts) ────────────────
  UnknownOperationException: (target: string) => `Isthmus does not have the operation '${target}'.`,
  SerializationException: (member: string, type: string) => `The value of ${member} is not a ${type}.`,
  ParameterNotFound: (name: string) => `Parameter ${name} not found.`,
  ParameterVersionNotFound: (version: string, name: string) =>
    `Systems Manager could not find version ${version} of ${name}. Verify the version and try again.`,
  'ValidationException/null': (member: string) =>
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  'ValidationException/range': (member: string, least: number, most: number) =>
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: ` +
    `Member must be between ${least} and ${most}`,
  'ValidationException/unsupported': (member: string) =>
    `AWS Systems Manager takes ${member} here, but Isthmus does not do that yet.`,
  'ValidationException/path': (path: string) =>
    `The parameter path '${path}' is not valid. It must begin with a forward slash "/".`,

  // ── tags ──────────────────────────────────────────────────────────────────────────────────────────────────────
  InvalidID: (id: string) => `The ID '${id}' is not valid`,
  TagLimitExceeded: () => 'The maximum number of Tags for a resource has been reached.',
  'InvalidParameterValue/tag-key-empty': () =>
    "Value ( '' ) for parameter Tag key is invalid. Tag key cannot be null or empty.",
  'InvalidParameterValue/tag-twice': (key: string) => `Duplicate tag key '${key}' specified.`,
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
  return new Refusal(refusal.split('/', 1)[0] ?? refusal, sentence(...args), statuses[refusal])
}
