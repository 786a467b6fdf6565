/** NAT gateways on the wire. */
import type {
  NatGatewayAddressStatus,
  NatGateway as Shown,
  NatGatewayAddress as ShownAddress,
} from '@aws-sdk/client-ec2'
import type { NatAddress, NatGateway } from '../model/nat-gateway.ts'
import { showTags } from './tags.ts'

export function showNatGateway(gateway: NatGateway): Shown {
  const { id, state, failure, since } = gateway
  return {
    NatGatewayId: id,
    VpcId: gateway.vpcId,
    SubnetId: gateway.subnetId,
    AvailabilityMode: 'zonal',
    ConnectivityType: gateway.connectivity,
    CreateTime: new Date(gateway.createdAt),
    ...((state === 'deleting' || state === 'deleted') && { DeleteTime: new Date(since) }),
    ...(state === 'failed' && failure && { FailureCode: failure.code, FailureMessage: failure.message }),
    NatGatewayAddresses: gateway.addresses.map(one => showState(gateway, one)),
    State: state,
    Tags: showTags(gateway.tags),
  }
}

/** One of its addresses; `status` is what the answer to a change says, before the next `Describe` tells how it ended. */
export function showNatAddress(
  { addresses: [primary] }: NatGateway,
  one: NatAddress,
  status: NatGatewayAddressStatus,
): ShownAddress {
  const { elastic, networkInterfaceId, privateAddress } = one
  const isOn = status !== 'associating' && status !== 'failed'
  return {
    ...(elastic && { AllocationId: elastic.allocationId }),
    ...(elastic && isOn && { PublicIp: elastic.text, AssociationId: elastic.associationId }),
    ...(networkInterfaceId !== undefined && { NetworkInterfaceId: networkInterfaceId }),
    ...(privateAddress && { PrivateIp: privateAddress.text }),
    IsPrimary: one === primary,
    Status: status,
  }
}

/** A gateway on its way does not say yet where it will be. */
function showState(gateway: NatGateway, one: NatAddress): ShownAddress {
  switch (gateway.state) {
    case 'pending': {
      const shown = showNatAddress(gateway, one, one.elastic ? 'associating' : 'assigning')
      const { NetworkInterfaceId: _, PrivateIp: __, ...rest } = shown
      return rest
    }
    case 'failed':
      return showNatAddress(gateway, one, 'failed')
    case 'deleting':
      return showNatAddress(gateway, one, one.elastic ? 'disassociating' : 'unassigning')
    default:
      return showNatAddress(gateway, one, 'succeeded')
  }
}
