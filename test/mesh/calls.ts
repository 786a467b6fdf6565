/** A plan's calls through the SDK, one after the other, against a server in this process. */
import {
  AcceptVpcPeeringConnectionCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateRouteCommand,
  CreateTagsCommand,
  CreateVpcPeeringConnectionCommand,
  DeleteVpcPeeringConnectionCommand,
  ModifyVpcPeeringConnectionOptionsCommand,
  type VpcPeeringConnection,
} from '@aws-sdk/client-ec2'
import type { MeshOperation, Plan } from '../../src/mesh/plan.ts'
import type { Place } from '../../src/model/owned.ts'
import type { TestServer } from '../api/server.ts'
import { clientAt } from './three-vpcs.ts'

export async function carryOut(server: TestServer, { calls }: Plan): Promise<void> {
  const peerings = new Map<string | undefined, string>()
  for (const call of calls) {
    const id = peerings.get(call.pair)
    const more = { VpcPeeringConnectionId: { VpcPeeringConnectionId: id }, Resources: { Resources: [id] } }
    const answer = await send(server, call.place, call.operation, {
      ...call.input,
      ...(call.peeringGoesTo && more[call.peeringGoesTo]),
    })
    const made = answer.VpcPeeringConnection?.VpcPeeringConnectionId
    if (made !== undefined) peerings.set(call.pair, made)
  }
}

interface Answer {
  readonly VpcPeeringConnection?: VpcPeeringConnection
}

const COMMANDS: Partial<Record<MeshOperation, unknown>> = {
  CreateVpcPeeringConnection: CreateVpcPeeringConnectionCommand,
  AcceptVpcPeeringConnection: AcceptVpcPeeringConnectionCommand,
  ModifyVpcPeeringConnectionOptions: ModifyVpcPeeringConnectionOptionsCommand,
  CreateRoute: CreateRouteCommand,
  DeleteVpcPeeringConnection: DeleteVpcPeeringConnectionCommand,
  CreateTags: CreateTagsCommand,
  AuthorizeSecurityGroupIngress: AuthorizeSecurityGroupIngressCommand,
}

/** One call, and what it causes. */
export async function send(
  server: TestServer,
  place: Place,
  operation: MeshOperation,
  input: object,
): Promise<Answer> {
  const Command = COMMANDS[operation] as new (input: object) => CreateVpcPeeringConnectionCommand
  const answer: Answer = await clientAt(server, place).send(new Command(input))
  await server.settled()
  return answer
}
