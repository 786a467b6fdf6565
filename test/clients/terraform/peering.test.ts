/**
 * aws_vpc_peering_connection, aws_vpc_peering_connection_accepter and aws_vpc_peering_connection_options: within an
 * account, between accounts, between Regions.
 */
import {
  AcceptVpcPeeringConnectionCommand,
  CreateTagsCommand,
  CreateVpcPeeringConnectionCommand,
  type CreateVpcPeeringConnectionCommandInput,
  DeleteVpcPeeringConnectionCommand,
  DescribeVpcPeeringConnectionsCommand,
  type EC2Client,
  ModifyVpcAttributeCommand,
  ModifyVpcPeeringConnectionOptionsCommand,
  type PeeringConnectionOptionsRequest,
  type VpcPeeringConnection,
} from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import { createVpc } from '../../api/route-network.ts'
import { ACCOUNT, OTHER_ACCOUNT, refused, useServer } from '../../api/server.ts'
import { tagged, tagList, unless, waitFor, where } from './provider.ts'

const server = await useServer()
const us = server.ec2()
const them = server.ec2({ account: OTHER_ACCOUNT })
const usInEurope = server.ec2({ region: 'eu-west-1' })

/** Ended peerings are as good as none. */
const ENDED = ['deleted', 'expired', 'failed', 'rejected']

async function describe(ec2: EC2Client, id: string): Promise<VpcPeeringConnection | undefined> {
  const read = ec2.send(new DescribeVpcPeeringConnectionsCommand({ VpcPeeringConnectionIds: [id] }))
  return (await unless('InvalidVpcPeeringConnectionID.NotFound', read))?.VpcPeeringConnections?.[0]
}

async function find(ec2: EC2Client, id: string): Promise<VpcPeeringConnection | undefined> {
  const peering = await describe(ec2, id)
  return ENDED.includes(peering?.Status?.Code ?? '') ? undefined : peering
}

const untilActive = async (ec2: EC2Client, id: string) =>
  waitFor(server, {
    pending: ['initiating-request', 'provisioning'],
    target: ['active', 'pending-acceptance'],
    refresh: async () => (await describe(ec2, id))?.Status?.Code,
  })

async function create(ec2: EC2Client, wish: CreateVpcPeeringConnectionCommandInput): Promise<string> {
  const TagSpecifications = tagged('vpc-peering-connection', { Name: 'requested' })
  const made = await ec2.send(new CreateVpcPeeringConnectionCommand({ ...wish, TagSpecifications }))
  const id = made.VpcPeeringConnection?.VpcPeeringConnectionId ?? ''
  await untilActive(ec2, id)
  return id
}

/** `auto_accept`. */
async function accept(ec2: EC2Client, VpcPeeringConnectionId: string): Promise<void> {
  if ((await find(ec2, VpcPeeringConnectionId))?.Status?.Code !== 'pending-acceptance') return
  await ec2.send(new AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId }))
  await untilActive(ec2, VpcPeeringConnectionId)
}

interface Options {
  readonly accepter?: PeeringConnectionOptionsRequest
  readonly requester?: PeeringConnectionOptionsRequest
}

/** Only the sides that the configuration names, and then until they are seen. */
async function modify(ec2: EC2Client, id: string, { accepter, requester }: Options): Promise<void> {
  const change = {
    VpcPeeringConnectionId: id,
    AccepterPeeringConnectionOptions: accepter,
    RequesterPeeringConnectionOptions: requester,
  }
  await ec2.send(new ModifyVpcPeeringConnectionOptionsCommand(change))
  const seen = (now: object | undefined, wanted: object = {}) =>
    Object.entries(wanted).every(([flag, value]) => (now as Record<string, unknown>)?.[flag] === value)
  await waitFor(server, {
    pending: ['false'],
    target: ['true'],
    refresh: async () => {
      const { AccepterVpcInfo, RequesterVpcInfo } = (await find(ec2, id)) ?? {}
      const both = seen(AccepterVpcInfo?.PeeringOptions, accepter)
      return String(both && seen(RequesterVpcInfo?.PeeringOptions, requester))
    },
  })
}

async function destroy(ec2: EC2Client, VpcPeeringConnectionId: string): Promise<void> {
  await ec2.send(new DeleteVpcPeeringConnectionCommand({ VpcPeeringConnectionId }))
  await waitFor(server, {
    pending: ['active', 'deleting', 'pending-acceptance'],
    target: [],
    refresh: async () => (await find(ec2, VpcPeeringConnectionId))?.Status?.Code,
  })
}

/** A VPC whose hosts have names, as the DNS option asks for. */
async function namedVpc(ec2: EC2Client, block: string): Promise<string> {
  const VpcId = await createVpc(ec2, block)
  await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }))
  return VpcId
}

/** Within a Region the provider sends all three. */
const dns = (on: boolean) => ({
  AllowDnsResolutionFromRemoteVpc: on,
  AllowEgressFromLocalClassicLinkToRemoteVpc: false,
  AllowEgressFromLocalVpcToRemoteClassicLink: false,
})

/** What a refresh puts into the state. */
async function refresh(ec2: EC2Client, id: string) {
  const { Status, AccepterVpcInfo, RequesterVpcInfo, Tags } = (await find(ec2, id)) ?? {}
  return {
    acceptStatus: Status?.Code,
    peerRegion: AccepterVpcInfo?.Region,
    peerOwnerId: AccepterVpcInfo?.OwnerId,
    peerVpcId: AccepterVpcInfo?.VpcId,
    vpcId: RequesterVpcInfo?.VpcId,
    accepter: AccepterVpcInfo?.PeeringOptions,
    requester: RequesterVpcInfo?.PeeringOptions,
    tags: Tags,
  }
}

test('aws_vpc_peering_connection with auto_accept and options, within an account', async () => {
  const [vpcId, peerVpcId] = [await namedVpc(us, '10.0.0.0/16'), await namedVpc(us, '10.1.0.0/16')]
  const id = await create(us, { VpcId: vpcId, PeerVpcId: peerVpcId })
  await accept(us, id)
  await modify(us, id, { accepter: dns(true), requester: dns(true) })
  const read = await refresh(us, id)
  expect(read).toEqual({
    acceptStatus: 'active',
    peerRegion: 'us-east-1',
    peerOwnerId: ACCOUNT,
    peerVpcId,
    vpcId,
    accepter: dns(true),
    requester: dns(true),
    tags: [{ Key: 'Name', Value: 'requested' }],
  })

  await modify(us, id, { requester: dns(false) })
  expect(await refresh(us, id)).toEqual({ ...read, requester: dns(false) })
  const bySides = where({ 'requester-vpc-info.vpc-id': vpcId, 'status-code': 'active' })
  const data = await us.send(new DescribeVpcPeeringConnectionsCommand(bySides))
  expect(data.VpcPeeringConnections?.map(peering => peering.VpcPeeringConnectionId)).toEqual([id])

  await destroy(us, id)
  expect(await find(us, id)).toBeUndefined()
})

test('aws_vpc_peering_connection of overlapping VPCs ends in a state that is not expected', async () => {
  const [VpcId, PeerVpcId] = [await createVpc(us), await createVpc(us)]
  await expect(create(us, { VpcId, PeerVpcId })).rejects.toThrow(
    "unexpected state 'failed', wanted target 'active, pending-acceptance'",
  )
})

test('aws_vpc_peering_connection: deletion of an ended one is tolerated', async () => {
  const [VpcId, PeerVpcId] = [await createVpc(us), await createVpc(us, '10.1.0.0/16')]
  const id = await create(us, { VpcId, PeerVpcId })
  await destroy(us, id)
  await server.settled()
  const again = await refused(us.send(new DeleteVpcPeeringConnectionCommand({ VpcPeeringConnectionId: id })))
  expect(again).toMatchObject({
    code: 'InvalidStateTransition',
    message: expect.stringContaining('to deleting'),
  })
})

test('aws_vpc_peering_connection_accepter and _options of two accounts', async () => {
  const [vpcId, peerVpcId] = [await namedVpc(us, '10.0.0.0/16'), await namedVpc(them, '10.1.0.0/16')]
  const id = await create(us, { VpcId: vpcId, PeerVpcId: peerVpcId, PeerOwnerId: OTHER_ACCOUNT })
  expect(await refresh(us, id)).toMatchObject({ acceptStatus: 'pending-acceptance', accepter: undefined })

  await untilActive(them, id)
  await accept(them, id)
  await modify(them, id, { accepter: dns(true) })
  await them.send(new CreateTagsCommand({ Resources: [id], Tags: tagList({ Name: 'accepted' }) }))
  await modify(us, id, { requester: dns(true) })

  const read = await refresh(us, id)
  expect(read).toEqual({
    acceptStatus: 'active',
    peerRegion: 'us-east-1',
    peerOwnerId: OTHER_ACCOUNT,
    peerVpcId,
    vpcId,
    accepter: dns(true),
    requester: dns(true),
    tags: [{ Key: 'Name', Value: 'requested' }],
  })
  expect(await refresh(them, id)).toEqual({ ...read, tags: [{ Key: 'Name', Value: 'accepted' }] })
  expect((await refused(modify(us, id, { accepter: dns(false) }))).code).toBe('OperationNotPermitted')
  await destroy(us, id)
  expect(await find(them, id)).toBeUndefined()
})

test('aws_vpc_peering_connection and _accepter of two Regions', async () => {
  const [vpcId, peerVpcId] = [await namedVpc(us, '10.0.0.0/16'), await namedVpc(usInEurope, '10.1.0.0/16')]
  const id = await create(us, { VpcId: vpcId, PeerVpcId: peerVpcId, PeerRegion: 'eu-west-1' })
  await untilActive(usInEurope, id)
  await accept(usInEurope, id)
  await untilActive(us, id)

  await modify(us, id, { requester: { AllowDnsResolutionFromRemoteVpc: true } })
  await modify(usInEurope, id, { accepter: { AllowDnsResolutionFromRemoteVpc: true } })
  expect(await refresh(us, id)).toMatchObject({
    acceptStatus: 'active',
    peerRegion: 'eu-west-1',
    accepter: { AllowDnsResolutionFromRemoteVpc: true },
    requester: { AllowDnsResolutionFromRemoteVpc: true },
  })
  await destroy(us, id)
  expect(await find(usInEurope, id)).toBeUndefined()
})
