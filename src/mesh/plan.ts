/** What would be done: calls of the public EC2 API, in an order in which they may be carried out one after another. */
import type {
  AcceptVpcPeeringConnectionRequest,
  AuthorizeSecurityGroupIngressRequest,
  CreateRouteRequest,
  CreateTagsRequest,
  CreateVpcPeeringConnectionRequest,
  DeleteRouteRequest,
  DeleteTagsRequest,
  DeleteVpcPeeringConnectionRequest,
  ModifyVpcPeeringConnectionOptionsRequest,
  ReplaceRouteRequest,
  RevokeSecurityGroupIngressRequest,
} from '@aws-sdk/client-ec2'
import type { Place } from '../model/owned.ts'
import type { Link } from './link.ts'
import type { Objection } from './objection.ts'

export interface Plan {
  readonly mesh: string
  /** Every wanted pair, with what is left to do for it. */
  readonly links: readonly PlannedLink[]
  readonly calls: readonly Call[]
  /** Why nothing may be done: the plan is carried out only if there are none. */
  readonly objections: readonly Objection[]
  /** What one should know and that forbids nothing. */
  readonly warnings: readonly Objection[]
}

export interface PlannedLink {
  readonly link: Link
  readonly deed: Deed
  /** The keys of its calls. */
  readonly calls: readonly string[]
  /** What is there and does not do: ended peerings that are still shown, with AWS's words; a second request. */
  readonly remark?: string
}

/** What becomes of a pair's peering: made, taken over, accepted first, or there already (its routes may still be missing). */
export type Deed = 'create' | 'accept' | 'adopt' | 'keep'

/** The operations that a plan is made of, and their inputs in AWS's own shapes. */
export interface MeshOperations {
  readonly CreateVpcPeeringConnection: CreateVpcPeeringConnectionRequest
  readonly AcceptVpcPeeringConnection: AcceptVpcPeeringConnectionRequest
  readonly ModifyVpcPeeringConnectionOptions: ModifyVpcPeeringConnectionOptionsRequest
  readonly DeleteVpcPeeringConnection: DeleteVpcPeeringConnectionRequest
  readonly CreateRoute: CreateRouteRequest
  readonly ReplaceRoute: ReplaceRouteRequest
  readonly DeleteRoute: DeleteRouteRequest
  readonly CreateTags: CreateTagsRequest
  readonly DeleteTags: DeleteTagsRequest
  readonly AuthorizeSecurityGroupIngress: AuthorizeSecurityGroupIngressRequest
  readonly RevokeSecurityGroupIngress: RevokeSecurityGroupIngressRequest
}

export type MeshOperation = keyof MeshOperations

export type Call = { readonly [Op in MeshOperation]: CallOf<Op> }[MeshOperation]

interface CallOf<Op extends MeshOperation> {
  /** One text for this very call; a plan has each once, whatever the order of the members. */
  readonly key: string
  readonly operation: Op
  /** As whom and where: only the accepter's account accepts, in the accepter's Region. */
  readonly place: Place
  readonly input: MeshOperations[Op]
  /** The pair that it is for; absent: it clears away what no pair needs any more. */
  readonly pair?: string
  /**
   * The id of the pair's peering is not known yet: what the pair's CreateVpcPeeringConnection answers goes in here. To accept
   * and to tag, a peering has to be `pending-acceptance` at least; to change options, to route and to delete, `active`.
   */
  readonly peeringGoesTo?: 'VpcPeeringConnectionId' | 'Resources'
  /** The keys of the calls that have to be done before. */
  readonly after: readonly string[]
  /** One line for people. */
  readonly what: string
}
