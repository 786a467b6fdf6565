import { describe, expect, test } from 'vitest'
import type { Instance } from '../model/instance.ts'
import type { Document } from '../model/network.ts'
import { AMAZON } from '../model/owned.ts'
import { type MetadataReply, type MetadataRequest, metadata } from './metadata.ts'
import { a, elastic, instanceOf, interfaceOf, world } from './world.fixture.ts'

const of = instanceOf(a)
const withOptions = (options: Partial<Instance['metadata']>): Instance => ({
  ...of,
  metadata: { ...of.metadata, ...options },
})
const GET: MetadataRequest = {
  method: 'GET',
  path: '/latest/meta-data/instance-id',
  family: 4,
  token: 'none',
  isForwarded: false,
}
const PUT: MetadataRequest = { ...GET, method: 'PUT', path: '/latest/api/token', seconds: '21600' }

const ask = (instance: Instance, request: MetadataRequest, ...documents: readonly Document[]) =>
  metadata(world(instance, ...documents), instance, request)

const refused = (status: number) => ({ kind: 'refused', status })
const content = (body: string) => ({ kind: 'content', body })
const ID = content(of.id)

describe('who is answered', () => {
  const rows: readonly (readonly [string, Partial<Instance['metadata']>, MetadataRequest, object])[] = [
    ['version 1', {}, GET, ID],
    ['version 1, for the head only', {}, { ...GET, method: 'HEAD' }, ID],
    ['version 2', {}, { ...GET, token: 'valid' }, ID],
    ['a token that is wrong', {}, { ...GET, token: 'invalid' }, refused(401)],
    ['no token where one is required', { tokens: 'required' }, GET, refused(401)],
    ['a token where one is required', { tokens: 'required' }, { ...GET, token: 'valid' }, ID],
    ['no token for what is not there either', { tokens: 'required' }, { ...GET, path: '/x' }, refused(401)],
    ['a token', {}, PUT, { kind: 'token', seconds: 21_600 }],
    ['a token for a second', {}, { ...PUT, seconds: '1' }, { kind: 'token', seconds: 1 }],
    ['a token for no time', {}, { ...PUT, seconds: '0' }, refused(400)],
    ['a token for too long', {}, { ...PUT, seconds: '21601' }, refused(400)],
    ['a token for some time', {}, { ...PUT, seconds: 'long' }, refused(400)],
    ['a token without a time', {}, { ...PUT, seconds: undefined }, refused(400)],
    ['a token through a proxy', {}, { ...PUT, isForwarded: true }, refused(403)],
    ['a token under a version', {}, { ...PUT, path: '/2021-03-23/api/token' }, refused(403)],
    ['something else is put', {}, { ...PUT, path: '/latest/user-data' }, refused(405)],
    ['something is posted', {}, { ...GET, method: 'POST' }, refused(405)],
    ['the token is read', {}, { ...GET, path: '/latest/api/token' }, refused(405)],
    ['turned off', { endpoint: 'disabled' }, GET, refused(403)],
    ['turned off, a token', { endpoint: 'disabled' }, PUT, refused(403)],
    ['IPv6, not enabled', {}, { ...GET, family: 6 }, refused(403)],
    ['IPv6', { ipv6: 'enabled' }, { ...GET, family: 6 }, ID],
  ]
  test.each(rows)('%s', (_, options, request, expected) => {
    expect(ask(withOptions(options), request)).toEqual(expected)
  })
})

/** Every text under a path, by walking the lists as a client does. */
function walk(read: (path: string) => MetadataReply, path: string): Record<string, string> {
  const reply = read(path)
  if (reply.kind !== 'content' || typeof reply.body !== 'string') throw new Error(`no text at ${path}`)
  if (!path.endsWith('/')) return { [path]: reply.body }
  const names = reply.body.split('\n').map(line => line.replace(/=.*/, '/'))
  return Object.assign({}, ...names.map(name => walk(read, path + name)))
}

test('all that there is', () => {
  const second = {
    ...interfaceOf(a),
    id: 'eni-second',
    mac: '02:00:00:00:00:ff',
    addresses: [{ ...interfaceOf(a).addresses[0], text: '10.1.1.99', at: '0a010163' }] as const,
    attachment: { ...interfaceOf(a).attachment, deviceIndex: 1 },
    publicAddress: undefined,
  } as Document
  const key: Document = {
    kind: 'key-pair',
    id: 'key-1',
    ownerId: a.ownerId,
    region: a.region,
    tags: {},
    name: 'mine',
    type: 'ed25519',
    publicKey: 'ssh-ed25519 AAAA',
    fingerprint: '',
    createdAt: 0,
  }
  const instance = withOptions({ tags: 'enabled' })
  const read = (path: string) =>
    ask(instance, { ...GET, path: `/latest/${path}` }, second, key, elastic('198.18.7.7', a))
  expect(walk(read, 'meta-data/')).toEqual(EVERYTHING)
})

const SHARED = {
  'network-card': '0',
  'owner-id': '111111111111',
  'security-group-ids': 'sg-a',
  'security-groups': 'group of a',
  'subnet-id': 'subnet-a',
  'subnet-ipv4-cidr-block': '10.1.1.0/24',
  'subnet-ipv6-cidr-blocks': '2600:1f00:0:100::/56',
  'vpc-id': 'vpc-a',
  'vpc-ipv4-cidr-block': '10.1.0.0/16',
  'vpc-ipv4-cidr-blocks': '10.1.0.0/16',
  'vpc-ipv6-cidr-blocks': '2600:1f00:0:100::/56',
}
const under = (path: string, texts: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [path + name, text]))

const EVERYTHING = under('meta-data/', {
  'ami-id': 'ami-0123456789abcdef0',
  'ami-launch-index': '0',
  'ami-manifest-path': '(unknown)',
  'block-device-mapping/ami': '/dev/xvda',
  'block-device-mapping/root': '/dev/xvda',
  'events/maintenance/history': '[]',
  'events/maintenance/scheduled': '[]',
  'hibernation/configured': 'false',
  hostname: 'ip-10-1-1-12.ec2.internal',
  'instance-action': 'none',
  'instance-id': 'i-0aaaaaaaaaaaaaaaa',
  'instance-life-cycle': 'on-demand',
  'instance-type': 't3.micro',
  ipv6: '2600:1f00:0:100::12',
  'local-hostname': 'ip-10-1-1-12.ec2.internal',
  'local-ipv4': '10.1.1.12',
  mac: '02:00:00:00:00:0a',
  ...under('network/interfaces/macs/02:00:00:00:00:0a/', {
    'device-number': '0',
    'interface-id': 'eni-a',
    'ipv4-associations/198.18.7.7': '10.1.1.12',
    ipv6s: '2600:1f00:0:100::12',
    'local-hostname': 'ip-10-1-1-12.ec2.internal',
    'local-ipv4s': '10.1.1.12',
    mac: '02:00:00:00:00:0a',
    'public-hostname': 'ec2-198-18-7-7.compute-1.amazonaws.com',
    'public-ipv4s': '198.18.7.7',
    ...SHARED,
  }),
  ...under('network/interfaces/macs/02:00:00:00:00:ff/', {
    'device-number': '1',
    'interface-id': 'eni-second',
    'local-hostname': 'ip-10-1-1-99.ec2.internal',
    'local-ipv4s': '10.1.1.99',
    mac: '02:00:00:00:00:ff',
    ...SHARED,
  }),
  'placement/availability-zone': 'us-east-1a',
  'placement/availability-zone-id': 'use1-az1',
  'placement/region': 'us-east-1',
  profile: 'default-hvm',
  'public-hostname': 'ec2-198-18-7-7.compute-1.amazonaws.com',
  'public-ipv4': '198.18.7.7',
  'public-keys/0/openssh-key': 'ssh-ed25519 AAAA mine',
  'reservation-id': 'r-0123456789abcdef0',
  'security-groups': 'group of a',
  'services/domain': 'amazonaws.com',
  'services/partition': 'aws',
  system: 'nitro',
  'tags/instance/Name': 'web',
  'tags/instance/Cost Centre': '7',
})

describe('a path', () => {
  const read = (path: string, instance = of) => ask(instance, { ...GET, path })
  test.each([
    ['/latest', content('dynamic\nmeta-data')],
    ['/latest/meta-data/placement', content('availability-zone\navailability-zone-id\nregion')],
    ['/2021-03-23/meta-data/instance-id', ID],
    ['/latest//meta-data///instance-id', ID],
    ['/latest/dynamic/', content('fws/\ninstance-identity/')],
    ['/latest/dynamic/fws/instance-monitoring', content('disabled')],
    ['/latest/dynamic/instance-identity/signature', refused(404)],
    ['/latest/meta-data/instance-id/more', refused(404)],
    ['/latest/meta-data/iam/info', refused(404)],
    ['/latest/meta-data/tags/instance', refused(404)],
    ['/latest/meta-data/public-keys/', refused(404)],
    ['/latest/user-data', refused(404)],
    ['/latest/constructor', refused(404)],
    ['/2030-01-01/meta-data/', refused(404)],
  ])('%s', (path, expected) => {
    expect(read(path)).toEqual(expected)
  })

  test('the versions', () => {
    const { body } = read('/') as Extract<MetadataReply, { kind: 'content' }>
    expect(String(body).split('\n')).toEqual(expect.arrayContaining(['1.0', '2021-03-23', 'latest']))
  })

  test('user data: its bytes, listed where there are any', () => {
    const instance = { ...of, userData: 'IyEvYmluL3NoCv8=' }
    expect(read('/latest/', instance)).toEqual(content('dynamic\nmeta-data\nuser-data'))
    expect(read('/latest/user-data', instance)).toEqual({
      kind: 'content',
      body: Uint8Array.of(...Buffer.from('#!/bin/sh\n'), 0xff),
    })
  })

  test('the identity document', () => {
    const reply = read('/latest/dynamic/instance-identity/document')
    expect(reply).toEqual(
      content(`{
  "accountId" : "111111111111",
  "architecture" : "x86_64",
  "availabilityZone" : "us-east-1a",
  "billingProducts" : null,
  "devpayProductCodes" : null,
  "marketplaceProductCodes" : null,
  "imageId" : "ami-0123456789abcdef0",
  "instanceId" : "i-0aaaaaaaaaaaaaaaa",
  "instanceType" : "t3.micro",
  "kernelId" : null,
  "pendingTime" : "2026-01-02T03:04:05Z",
  "privateIp" : "10.1.1.12",
  "ramdiskId" : null,
  "region" : "us-east-1",
  "version" : "2017-09-30"
}`),
    )
  })
})

test('a VPC without host names: no public names', () => {
  const instance = instanceOf(a)
  const reply = ask(
    instance,
    { ...GET, path: '/latest/meta-data/public-hostname' },
    { ...a, dnsHostnames: false },
  )
  expect(reply).toEqual(refused(404))
})

test('in EC2-Classic: nothing of a VPC', () => {
  const classic: Document = { ...a, ownerId: AMAZON }
  const path = '/latest/meta-data/network/interfaces/macs/02:00:00:00:00:0a'
  expect(ask(of, { ...GET, path }, classic, { ...interfaceOf(a), ownerId: AMAZON })).toEqual(
    content('device-number\nlocal-hostname\nlocal-ipv4s\nmac\nowner-id\npublic-hostname\npublic-ipv4s'),
  )
  expect(ask(of, { ...GET, path: `${path}/owner-id` }, classic)).toEqual(content('111111111111'))
})
