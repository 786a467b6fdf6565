/** A network interface of a host that is up. */
import { aclOf } from '../model/acl-rules.ts'
import { hostOf } from '../model/connected.ts'
import type { Network } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import { tableOf } from '../model/route-choice.ts'
import { gatewayOf } from '../model/subnet.ts'
import type { Interface } from './fabric.ts'
import { MTU } from './mtu.ts'

export function interfaceSpec(network: Network, one: NetworkInterface): Interface {
  const subnet = network.subnets.get(one.subnetId)
  if (!subnet) throw new Error(`${one.id} is in ${one.subnetId}, which does not exist`)
  return {
    id: one.id,
    hostId: hostOf(network, one) ?? '',
    device: `eth${deviceIndex(network, one)}`,
    mac: one.mac,
    mtu: mtuOf(one),
    addresses: one.addresses.map(address => address.text),
    prefix: subnet.cidr.prefix,
    gateway: gatewayOf(subnet).text,
    subnetId: subnet.id,
    networkAclId: aclOf(network, subnet).id,
    routeTableId: tableOf(network, subnet).id,
    ...(one.requester?.type !== 'nat_gateway' && { groups: [...one.groups].sort() }),
    sourceDestCheck: one.sourceDestCheck,
  }
}

/** The interfaces of an endpoint are counted as they came. */
function deviceIndex(network: Network, { id, attachment }: NetworkInterface): number {
  if (attachment) return attachment.deviceIndex
  const [endpoint] = network.vpcEndpoints.where('interface', id)
  return endpoint?.type === 'Interface' ? endpoint.interfaceIds.indexOf(id) : 0
}

function mtuOf({ requester }: NetworkInterface): number {
  if (!requester) return MTU.inRegion
  return requester.type === 'nat_gateway' ? MTU.natGateway : MTU.endpoint
}
