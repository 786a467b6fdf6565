/** A plan's call as a command of the SDK. */
import {
  AcceptVpcPeeringConnectionCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateRouteCommand,
  CreateTagsCommand,
  CreateVpcPeeringConnectionCommand,
  DeleteRouteCommand,
  DeleteTagsCommand,
  DeleteVpcPeeringConnectionCommand,
  type EC2Client,
  ModifyVpcPeeringConnectionOptionsCommand,
  ReplaceRouteCommand,
  RevokeSecurityGroupIngressCommand,
  type VpcPeeringConnection,
} from '@aws-sdk/client-ec2'
import type { Call, MeshOperation, MeshOperations } from '../../mesh/plan.ts'

/** The input of each is that of its operation: `satisfies` holds them together. */
const commands: Readonly<Record<MeshOperation, new (input: never) => object>> = {
  CreateVpcPeeringConnection: CreateVpcPeeringConnectionCommand,
  AcceptVpcPeeringConnection: AcceptVpcPeeringConnectionCommand,
  ModifyVpcPeeringConnectionOptions: ModifyVpcPeeringConnectionOptionsCommand,
  DeleteVpcPeeringConnection: DeleteVpcPeeringConnectionCommand,
  CreateRoute: CreateRouteCommand,
  ReplaceRoute: ReplaceRouteCommand,
  DeleteRoute: DeleteRouteCommand,
  CreateTags: CreateTagsCommand,
  DeleteTags: DeleteTagsCommand,
  AuthorizeSecurityGroupIngress: AuthorizeSecurityGroupIngressCommand,
  RevokeSecurityGroupIngress: RevokeSecurityGroupIngressCommand,
} satisfies { readonly [Op in MeshOperation]: new (input: MeshOperations[Op]) => unknown }

/** What matters of the answers: the peering that was made or accepted. */
export interface Answer {
  readonly VpcPeeringConnection?: VpcPeeringConnection
}

type Sendable = Parameters<EC2Client['send']>[0]

/** Makes the call. Throws AWS's refusal. */
export const send = (client: EC2Client, operation: MeshOperation, input: Call['input']): Promise<Answer> =>
  client.send(new commands[operation](input as never) as Sendable) as Promise<Answer>

/** The id of the peering that a call is about, tags or routes to; undefined if it has nothing to do with one. */
export function peeringOf(input: Call['input']): string | undefined {
  if ('VpcPeeringConnectionId' in input) return input.VpcPeeringConnectionId
  return 'Resources' in input ? input.Resources?.find(id => id.startsWith('pcx-')) : undefined
}

/** The call's input with the id of a peering that was not known when it was planned. */
export function filled({ input, peeringGoesTo }: Call, peeringId: string): Call['input'] {
  if (peeringGoesTo === undefined) return input
  return {
    ...input,
    [peeringGoesTo]: peeringGoesTo === 'Resources' ? [peeringId] : peeringId,
  } as Call['input']
}
