/** The pieces that the tests of virtual private gateways and VPN connections stand on; each maker answers with the new id. */
import {
  AttachVpnGatewayCommand,
  CreateCustomerGatewayCommand,
  CreateVpnConnectionCommand,
  CreateVpnConnectionRouteCommand,
  CreateVpnGatewayCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'

/** A virtual private gateway, attached to a VPC if one is named. */
export async function createVpnGateway(ec2: EC2Client, VpcId?: string): Promise<string> {
  const { VpnGateway: gateway } = await ec2.send(new CreateVpnGatewayCommand({ Type: 'ipsec.1' }))
  const VpnGatewayId = gateway?.VpnGatewayId as string
  if (VpcId) await ec2.send(new AttachVpnGatewayCommand({ VpnGatewayId, VpcId }))
  return VpnGatewayId
}

export async function createCustomerGateway(ec2: EC2Client, IpAddress: string): Promise<string> {
  const wish = new CreateCustomerGatewayCommand({ Type: 'ipsec.1', BgpAsn: 65_001, IpAddress })
  return (await ec2.send(wish)).CustomerGateway?.CustomerGatewayId as string
}

/** A connection with static routes to these blocks; without any, one that speaks BGP. */
export async function createVpnConnection(
  ec2: EC2Client,
  VpnGatewayId: string,
  CustomerGatewayId: string,
  blocks: readonly string[] = [],
): Promise<string> {
  const Options = { StaticRoutesOnly: blocks.length > 0 }
  const wish = { Type: 'ipsec.1', VpnGatewayId, CustomerGatewayId, Options }
  const { VpnConnection: made } = await ec2.send(new CreateVpnConnectionCommand(wish))
  const VpnConnectionId = made?.VpnConnectionId as string
  for (const DestinationCidrBlock of blocks)
    await ec2.send(new CreateVpnConnectionRouteCommand({ VpnConnectionId, DestinationCidrBlock }))
  return VpnConnectionId
}
