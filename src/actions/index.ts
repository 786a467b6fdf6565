/** Every operation that Isthmus has: one line each. */

import { AcceptVpcPeeringConnection } from './AcceptVpcPeeringConnection.ts'
import { AssociateRouteTable } from './AssociateRouteTable.ts'
import { CreateInternetGateway } from './CreateInternetGateway.ts'
import { CreateRoute } from './CreateRoute.ts'
import { CreateRouteTable } from './CreateRouteTable.ts'
import { CreateVpcPeeringConnection } from './CreateVpcPeeringConnection.ts'
import { DeleteRoute } from './DeleteRoute.ts'
import { DeleteRouteTable } from './DeleteRouteTable.ts'
import { DeleteVpcPeeringConnection } from './DeleteVpcPeeringConnection.ts'
import { DescribeInternetGateways } from './DescribeInternetGateways.ts'
import { DescribeRouteTables } from './DescribeRouteTables.ts'
import { DescribeVpcPeeringConnections } from './DescribeVpcPeeringConnections.ts'
import { DisassociateRouteTable } from './DisassociateRouteTable.ts'
import type { Decide, Operation } from './decide.ts'
import { GetCallerIdentity } from './GetCallerIdentity.ts'
import { ModifyVpcPeeringConnectionOptions } from './ModifyVpcPeeringConnectionOptions.ts'
import { RejectVpcPeeringConnection } from './RejectVpcPeeringConnection.ts'
import { ReplaceRoute } from './ReplaceRoute.ts'
import { ReplaceRouteTableAssociation } from './ReplaceRouteTableAssociation.ts'

export const actions = {
  AcceptVpcPeeringConnection,
  AssociateRouteTable,
  CreateInternetGateway,
  CreateRoute,
  CreateRouteTable,
  CreateVpcPeeringConnection,
  DeleteRoute,
  DeleteRouteTable,
  DeleteVpcPeeringConnection,
  DescribeInternetGateways,
  DescribeRouteTables,
  DescribeVpcPeeringConnections,
  DisassociateRouteTable,
  ModifyVpcPeeringConnectionOptions,
  RejectVpcPeeringConnection,
  ReplaceRoute,
  ReplaceRouteTableAssociation,
} as const satisfies { readonly [Op in Operation]?: Decide<Op> }

/** The operations of STS. */
export const stsActions = { GetCallerIdentity } as const
