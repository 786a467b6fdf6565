/** Two peered VPCs with a group in each: what the tests of security groups across a peering stand on. */
import {
  AcceptVpcPeeringConnectionCommand,
  CreateSecurityGroupCommand,
  CreateVpcPeeringConnectionCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { createVpc } from './route-network.ts'
import type { TestServer } from './server.ts'

let names = 0

/** A group with a name of its own; answers with its id. */
export async function createGroup(ec2: EC2Client, VpcId: string, GroupName = `group ${++names}`) {
  const { GroupId } = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName, Description: 'for a test', VpcId }),
  )
  return GroupId as string
}

/** Peers two VPCs, the other one of that account; answers with the active peering's id. */
export async function peer(
  server: TestServer,
  [us, VpcId]: readonly [EC2Client, string],
  [them, PeerVpcId, PeerOwnerId]: readonly [EC2Client, string, string],
): Promise<string> {
  const { VpcPeeringConnection: asked } = await us.send(
    new CreateVpcPeeringConnectionCommand({ VpcId, PeerVpcId, PeerOwnerId }),
  )
  const { VpcPeeringConnectionId } = asked ?? {}
  await server.settled()
  await them.send(new AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId }))
  await server.settled()
  return VpcPeeringConnectionId as string
}

/** Ours and, in that account, theirs. */
export async function peeredGroups(server: TestServer, us: EC2Client, them: EC2Client, owner: string) {
  const [near, far] = [await createVpc(us, '10.66.0.0/16'), await createVpc(them, '10.77.0.0/16')]
  const pcx = await peer(server, [us, near], [them, far, owner])
  return { pcx, near, far, own: await createGroup(us, near), theirs: await createGroup(them, far) }
}
