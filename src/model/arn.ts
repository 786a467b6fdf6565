/** Amazon Resource Names of EC2's resources. */
import type { Owned } from './owned.ts'
import { partitionOf } from './regions.ts'

/** `arn:aws:ec2:REGION:ACCOUNT:TYPE/ID`; `type` is the resource type in AWS's words (`security-group`). */
export const arnOf = (type: string, { id, ownerId, region }: Owned): string =>
  `arn:${partitionOf(region)}:ec2:${region}:${ownerId}:${type}/${id}`
