/** What a packet meets on its way. */
import type { EffectiveRoute } from '../model/route-choice.ts'

export type Way = 'egress' | 'ingress'

/** One thing the packet met. The last hop of a walk that stopped is where it stopped. */
export type Hop =
  | {
      readonly at: 'interface'
      readonly interfaceId: string
      readonly instanceId?: string
      readonly address: string
      readonly subnetId: string
      readonly vpcId: string
    }
  | {
      readonly at: 'groups'
      readonly interfaceId: string
      readonly groupIds: readonly string[]
      readonly way: Way
      /** The rule that let it pass (`sgr-…`), or that it belongs to a connection that was let pass. */
      readonly matched?: string | 'connection'
    }
  | {
      readonly at: 'network-acl'
      readonly networkAclId: string
      readonly subnetId: string
      readonly way: Way
      readonly entry: number | '*'
      readonly allow: boolean
    }
  /** It does not leave the subnet: no network ACL, no route. */
  | { readonly at: 'subnet'; readonly subnetId: string }
  | {
      readonly at: 'route'
      readonly routeTableId: string
      /** Whose table it is: `subnet-…`, the gateway through which the packet comes in, or the VPC that it is linked to. */
      readonly of: string
      /** The route that wins; absent if none holds the destination. */
      readonly route?: Pick<EffectiveRoute, 'target' | 'state'> & { readonly destination: string }
    }
  | {
      readonly at: 'peering'
      readonly peeringId: string
      readonly fromVpcId: string
      readonly toVpcId: string
    }
  /** Over the link of an instance of EC2-Classic, into the VPC or out of it. */
  | { readonly at: 'classic-link'; readonly instanceId: string; readonly vpcId: string }
  /** `translated`: the address that is put in the place of the packet's own. */
  | {
      readonly at: 'internet-gateway'
      readonly internetGatewayId: string
      readonly way: Way
      readonly translated?: string
    }
  | { readonly at: 'egress-only-gateway'; readonly egressOnlyGatewayId: string; readonly way: Way }
  | {
      readonly at: 'nat-gateway'
      readonly natGatewayId: string
      readonly way: Way
      readonly translated: string
    }
  /** An instance that is not meant, and sends on what it gets, as far as the network knows. */
  | { readonly at: 'middlebox'; readonly interfaceId: string; readonly instanceId: string }
  | { readonly at: 'vpn-gateway'; readonly vpnGatewayId: string; readonly way: Way }
  /** A gateway endpoint, and the service behind it. */
  | { readonly at: 'endpoint'; readonly vpcEndpointId: string; readonly serviceName: string }
  | { readonly at: 'internet'; readonly from: string; readonly to: string }
  /** Out to the machine's own network. */
  | { readonly at: 'egress'; readonly to: string }
  /** On premises, at the other end of a VPN connection. */
  | { readonly at: 'site'; readonly vpnConnectionId: string; readonly address: string }
  /** What Amazon answers itself inside the VPC. */
  | { readonly at: 'amazon'; readonly service: 'resolver' | 'metadata'; readonly address: string }
