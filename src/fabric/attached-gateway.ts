/** The gateways of every kind, and which VPC each is attached to. Those of a VPC with a router carry packets. */
import type { Network } from '../model/network.ts'
import { attachedTo } from '../model/vpn-gateway.ts'
import type { GatewayKind } from './fabric.ts'
import { MTU } from './mtu.ts'

export interface AttachedGateway {
  readonly id: string
  readonly kind: GatewayKind
  readonly vpcId: string
  readonly mtu: number
}

interface Attachments {
  readonly mtu: number
  readonly vpcOf: (network: Network, id: string) => string | undefined
  readonly idsIn: (network: Network, vpcId: string) => readonly { readonly id: string }[]
}

const kinds: Readonly<Record<GatewayKind, Attachments>> = {
  internet: {
    mtu: MTU.internet,
    vpcOf: (network, id) => network.internetGateways.get(id)?.vpcId,
    idsIn: (network, vpcId) => network.internetGateways.where('vpc', vpcId),
  },
  'egress-only': {
    mtu: MTU.internet,
    vpcOf: (network, id) => network.egressOnlyGateways.get(id)?.vpcId,
    idsIn: (network, vpcId) => network.egressOnlyGateways.where('vpc', vpcId),
  },
  vpn: {
    mtu: MTU.vpn,
    vpcOf: (network, id) => attachedTo(network.vpnGateways.get(id)),
    idsIn: (network, vpcId) =>
      network.vpnGateways.where('vpc', vpcId).filter(gateway => attachedTo(gateway) === vpcId),
  },
  endpoint: {
    mtu: MTU.endpoint,
    vpcOf: (network, id) => gatewayEndpoint(network, id)?.vpcId,
    idsIn: (network, vpcId) =>
      network.vpcEndpoints.where('vpc', vpcId).filter(endpoint => endpoint.type === 'Gateway'),
  },
}

const KINDS = Object.keys(kinds) as readonly GatewayKind[]

/** A gateway of any kind, if it is attached to a VPC. */
export function attachedGateway(network: Network, id: string): AttachedGateway | undefined {
  for (const kind of KINDS) {
    const vpcId = kinds[kind].vpcOf(network, id)
    if (vpcId !== undefined) return { id, kind, vpcId, mtu: kinds[kind].mtu }
  }
  return undefined
}

/** Those of a VPC. */
export const attachedIn = (network: Network, vpcId: string): readonly AttachedGateway[] =>
  KINDS.flatMap(kind =>
    kinds[kind].idsIn(network, vpcId).map(({ id }) => ({ id, kind, vpcId, mtu: kinds[kind].mtu })),
  )

export const leadsToInternet = ({ kind }: AttachedGateway): boolean =>
  kind === 'internet' || kind === 'egress-only'

export function gatewayEndpoint(network: Network, id: string) {
  const endpoint = network.vpcEndpoints.get(id)
  return endpoint?.type === 'Gateway' ? endpoint : undefined
}
