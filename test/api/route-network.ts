/** The pieces of a network that the tests of routes and route tables stand on; each maker answers with the new id. */
import {
  AcceptVpcPeeringConnectionCommand,
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcPeeringConnectionCommand,
  DescribeRouteTablesCommand,
  type EC2Client,
  type Route,
  type RouteTable,
} from '@aws-sdk/client-ec2'

export async function createVpc(ec2: EC2Client, CidrBlock = '10.0.0.0/16'): Promise<string> {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock }))
  return Vpc?.VpcId as string
}

export async function createSubnet(
  ec2: EC2Client,
  VpcId: string,
  CidrBlock = '10.0.1.0/24',
): Promise<string> {
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock }))
  return Subnet?.SubnetId as string
}

export async function createTable(ec2: EC2Client, VpcId: string): Promise<string> {
  const { RouteTable: table } = await ec2.send(new CreateRouteTableCommand({ VpcId }))
  return table?.RouteTableId as string
}

export async function associate(ec2: EC2Client, RouteTableId: string, SubnetId: string): Promise<string> {
  const { AssociationId } = await ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId }))
  return AssociationId as string
}

/** An internet gateway, attached to a VPC if one is named. */
export async function createGateway(ec2: EC2Client, VpcId?: string): Promise<string> {
  const { InternetGateway: gateway } = await ec2.send(new CreateInternetGatewayCommand({}))
  const InternetGatewayId = gateway?.InternetGatewayId as string
  if (VpcId) await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId }))
  return InternetGatewayId
}

/** A request for peering within the account. */
export async function requestPeering(
  ec2: EC2Client,
  VpcId: string,
  PeerVpcId: string,
  PeerRegion?: string,
): Promise<string> {
  const wish = new CreateVpcPeeringConnectionCommand({ VpcId, PeerVpcId, PeerRegion })
  return (await ec2.send(wish)).VpcPeeringConnection?.VpcPeeringConnectionId as string
}

export async function acceptPeering(ec2: EC2Client, VpcPeeringConnectionId: string): Promise<void> {
  await ec2.send(new AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId }))
}

/** The route tables that pass all these filters, one value each. */
export async function tables(
  ec2: EC2Client,
  filters: Readonly<Record<string, string | undefined>>,
): Promise<readonly RouteTable[]> {
  const Filters = Object.entries(filters).map(([Name, value]) => ({ Name, Values: [value ?? ''] }))
  return (await ec2.send(new DescribeRouteTablesCommand({ Filters }))).RouteTables ?? []
}

export async function mainTable(ec2: EC2Client, vpcId: string): Promise<RouteTable> {
  const [table] = await tables(ec2, { 'vpc-id': vpcId, 'association.main': 'true' })
  return table as RouteTable
}

/** The routes of a table that someone made. */
export async function routes(ec2: EC2Client, tableId: string): Promise<readonly Route[]> {
  const [table] = await tables(ec2, { 'route-table-id': tableId })
  return table?.Routes?.filter(route => route.GatewayId !== 'local') ?? []
}
