/**
 * Where a route leads to: the target that a route request names. Of the kinds that AWS has and Isthmus does not have yet none
 * can exist, so AWS's refusal of an unknown id is the truth.
 */
import type { InternetGateway } from '../model/internet-gateway.ts'
import type { NatGateway } from '../model/nat-gateway.ts'
import { type Refusal, refuse } from '../model/refusals.ts'
import type { RouteTarget } from '../model/route-table.ts'
import type { VpnGateway } from '../model/vpn-gateway.ts'
import type { Input, Situation } from './decide.ts'
import { exactlyOne } from './exactly-one.ts'
import { find, lookUp } from './find.ts'
import { findPeering } from './find-peering.ts'

/** Request member → the target with that id; refuses. In the order in which AWS names them. */
const targets = {
  GatewayId: (situation, id) => {
    const gateway = findGateway(situation, id)
    return target(gateway.kind, gateway)
  },
  LocalGatewayId: (_, id) => none(refuse('InvalidLocalGatewayID.NotFound', id)),
  CarrierGatewayId: (_, id) => none(refuse('InvalidCarrierGatewayID.NotFound', id)),
  NatGatewayId: (situation, id) => target('nat-gateway', findNatGateway(situation, id)),
  NetworkInterfaceId: (situation, id) =>
    target('network-interface', find(situation, 'network-interface', id)),
  VpcPeeringConnectionId: (situation, id) => target('peering', findPeering(situation, id)),
  EgressOnlyInternetGatewayId: (situation, id) =>
    target('egress-only-gateway', find(situation, 'egress-only-gateway', id)),
  TransitGatewayId: (_, id) => none(refuse('InvalidTransitGatewayID.NotFound', id)),
  VpcEndpointId: (situation, id) => {
    const endpoint = find(situation, 'vpc-endpoint', id)
    return none(refuse('RouteNotSupported', endpoint.id))
  },
  CoreNetworkArn: (_, id) => none(refuse('InvalidCoreNetworkArn.NotFound', id)),
  OdbNetworkArn: (_, id) => none(refuse('InvalidOdbNetworkArn.NotFound', id)),
  InstanceId: (situation, id) => target('instance', find(situation, 'instance', id)),
} as const satisfies Partial<
  Record<keyof Input<'CreateRoute'>, (situation: Situation, id: string) => RouteTarget>
>

type TargetMember = keyof typeof targets
type Targets = Pick<Input<'CreateRoute'>, TargetMember>
export interface ChosenTarget {
  readonly member: TargetMember
  readonly id: string
}

const MEMBERS = Object.keys(targets) as TargetMember[]
const ONE_OF =
  'of gatewayId, localGatewayId, carrierGatewayId, natGatewayId, networkInterfaceId, vpcPeeringConnectionId, ' +
  'egressOnlyInternetGatewayId, transitGatewayId, vpcEndpointId, coreNetworkArn or instanceId'

/** The one target that the request names. Refuses: MissingParameter, InvalidParameterCombination. */
export function chooseTarget(input: Targets): ChosenTarget {
  const member = exactlyOne(input, MEMBERS, ONE_OF)
  return { member, id: input[member] as string }
}

/** The same where `LocalTarget` is one more choice. Refuses: as `chooseTarget`. */
export function chooseTargetOrLocal(
  input: Targets & Pick<Input<'ReplaceRoute'>, 'LocalTarget'>,
): ChosenTarget | 'local' {
  const all = [...MEMBERS, 'LocalTarget'] as const
  const member = exactlyOne(input, all, `${ONE_OF}, or must have localTarget set to true`)
  return member === 'LocalTarget' ? 'local' : { member, id: input[member] as string }
}

/** The target, visible to the caller. Refuses: ….Malformed, ….NotFound of its kind. */
export const findTarget = (situation: Situation, { member, id }: ChosenTarget): RouteTarget =>
  targets[member](situation, id)

/**
 * An internet gateway or a virtual private gateway where AWS asks for a gateway of whatever kind; `local` is none.
 * Refuses: InvalidGatewayID.NotFound.
 */
export function findGateway({ network, caller }: Situation, id: string): InternetGateway | VpnGateway {
  const gateway =
    lookUp(network, caller, 'internet-gateway', id) ?? lookUp(network, caller, 'vpn-gateway', id)
  if (!gateway || ('state' in gateway && gateway.state === 'deleted'))
    throw refuse('InvalidGatewayID.NotFound', id)
  return gateway
}

/** Routes have a refusal of their own for a NAT gateway that is not there. Refuses: InvalidNatGatewayID.NotFound. */
function findNatGateway({ network, caller }: Situation, id: string): NatGateway {
  const gateway = lookUp(network, caller, 'nat-gateway', id)
  if (!gateway) throw refuse('InvalidNatGatewayID.NotFound', id)
  return gateway
}

const target = (kind: RouteTarget['kind'], { id }: { readonly id: string }): RouteTarget => ({ kind, id })

function none(refusal: Refusal): never {
  throw refusal
}
