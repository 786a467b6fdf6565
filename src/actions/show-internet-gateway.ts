import type { InternetGateway as Shown } from '@aws-sdk/client-ec2'
import type { InternetGateway } from '../model/internet-gateway.ts'
import { showTags } from './tags.ts'

/** An internet gateway on the wire. Its attachment's state is `available`, as AWS answers, not `attached`. */
export const showInternetGateway = (gateway: InternetGateway): Shown => ({
  InternetGatewayId: gateway.id,
  OwnerId: gateway.ownerId,
  Attachments: gateway.vpcId ? [{ VpcId: gateway.vpcId, State: 'available' as never }] : [],
  Tags: showTags(gateway.tags),
})
