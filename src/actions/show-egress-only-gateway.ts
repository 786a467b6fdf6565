import type { EgressOnlyInternetGateway as Shown } from '@aws-sdk/client-ec2'
import type { EgressOnlyGateway } from '../model/egress-only-gateway.ts'
import { showTags } from './tags.ts'

/** An egress-only internet gateway on the wire. Its attachment's state is `attached`, unlike that of an internet gateway. */
export const showEgressOnlyGateway = (gateway: EgressOnlyGateway): Shown => ({
  Attachments: [{ State: 'attached', VpcId: gateway.vpcId }],
  EgressOnlyInternetGatewayId: gateway.id,
  Tags: showTags(gateway.tags),
})
