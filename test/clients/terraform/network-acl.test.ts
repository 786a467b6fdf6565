/** aws_network_acl with rules in it and subnets of its own. */
import {
  CreateNetworkAclCommand,
  CreateNetworkAclEntryCommand,
  DeleteNetworkAclCommand,
  DeleteNetworkAclEntryCommand,
  DescribeNetworkAclsCommand,
  type NetworkAcl,
  type NetworkAclEntry,
  ReplaceNetworkAclAssociationCommand,
} from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import { createSubnet, createVpc } from '../../api/route-network.ts'
import { ACCOUNT, refused, useServer } from '../../api/server.ts'
import { tagged, unless, where } from './provider.ts'

const server = await useServer()
const ec2 = server.ec2()

async function find(id: string): Promise<NetworkAcl | undefined> {
  const read = ec2.send(new DescribeNetworkAclsCommand({ NetworkAclIds: [id] }))
  return (await unless('InvalidNetworkAclID.NotFound', read))?.NetworkAcls?.[0]
}

async function search(filters: Readonly<Record<string, string>>): Promise<NetworkAcl | undefined> {
  return (await ec2.send(new DescribeNetworkAclsCommand(where(filters)))).NetworkAcls?.[0]
}

/** Each new ACL begins with the two entries that deny the rest; the provider leaves them out. */
const withoutDefaults = (acl?: NetworkAcl): NetworkAclEntry[] =>
  acl?.Entries?.filter(entry => (entry.RuleNumber ?? 0) < 32_767) ?? []

/** A subnet always has an ACL, so its association is replaced. */
async function associate(NetworkAclId: string, subnetId: string): Promise<void> {
  const now = await search({ 'association.subnet-id': subnetId })
  const association = now?.Associations?.find(one => one.SubnetId === subnetId)
  const AssociationId = association?.NetworkAclAssociationId
  await ec2.send(new ReplaceNetworkAclAssociationCommand({ AssociationId, NetworkAclId }))
}

test('aws_network_acl', async () => {
  const VpcId = await createVpc(ec2)
  const subnet = await createSubnet(ec2, VpcId)
  const TagSpecifications = tagged('network-acl', { Name: 'web' })
  const made = await ec2.send(new CreateNetworkAclCommand({ VpcId, TagSpecifications }))
  const id = made.NetworkAcl?.NetworkAclId ?? ''
  const entry: NetworkAclEntry = {
    RuleNumber: 100,
    Egress: false,
    Protocol: '6',
    RuleAction: 'allow',
    CidrBlock: '10.0.0.0/8',
    PortRange: { From: 80, To: 80 },
  }
  const add = { NetworkAclId: id, ...entry } as const
  await ec2.send(new CreateNetworkAclEntryCommand(add as never))
  expect((await refused(ec2.send(new CreateNetworkAclEntryCommand(add as never)))).code).toBe(
    'NetworkAclEntryAlreadyExists',
  )
  await associate(id, subnet)

  const read = await find(id)
  expect(withoutDefaults(read)).toEqual([entry])
  expect(read).toMatchObject({
    NetworkAclId: id,
    VpcId,
    OwnerId: ACCOUNT,
    IsDefault: false,
    Associations: [{ NetworkAclId: id, SubnetId: subnet }],
    Tags: [{ Key: 'Name', Value: 'web' }],
  })

  const rule = { NetworkAclId: id, RuleNumber: 100, Egress: false }
  await ec2.send(new DeleteNetworkAclEntryCommand(rule))
  expect((await refused(ec2.send(new DeleteNetworkAclEntryCommand(rule)))).code).toBe(
    'InvalidNetworkAclEntry.NotFound',
  )
  expect((await refused(ec2.send(new DeleteNetworkAclCommand({ NetworkAclId: id })))).code).toBe(
    'DependencyViolation',
  )
  const standard = await search({ default: 'true', 'vpc-id': VpcId })
  await associate(standard?.NetworkAclId ?? '', subnet)
  await ec2.send(new DeleteNetworkAclCommand({ NetworkAclId: id }))
  expect(await find(id)).toBeUndefined()
})
