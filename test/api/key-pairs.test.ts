/** Key pairs, and launching with one. */
import { createHash, createPrivateKey, generateKeyPairSync } from 'node:crypto'
import {
  CreateKeyPairCommand as Create,
  DeleteKeyPairCommand as Delete,
  DescribeKeyPairsCommand as Describe,
  DescribeInstancesCommand,
  type EC2Client,
  ImportKeyPairCommand as Import,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keyMaker } from '../../src/server/key-maker.ts'
import { documentedFilters } from './documented-filters.ts'
import { OTHER_ACCOUNT, refused, startServer, type TestServer } from './server.ts'

let server: TestServer
let us: EC2Client
let them: EC2Client

beforeAll(async () => {
  server = await startServer()
  us = server.ec2()
  them = server.ec2({ account: OTHER_ACCOUNT })
})
afterAll(() => server.close())

const tagged = (Value: string) => [{ ResourceType: 'key-pair' as const, Tags: [{ Key: 'Name', Value }] }]

const ED25519 = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl'
const ED25519_FINGERPRINT = createHash('sha256')
  .update(Buffer.from(ED25519.split(' ')[1] ?? '', 'base64'))
  .digest('base64')

const colons = (hex: string) => hex.replace(/..(?!$)/g, '$&:')

describe('shape', () => {
  test('an RSA key is PKCS#1, its fingerprint SHA-1 of its PKCS#8 form', async () => {
    const { $metadata: _, ...made } = await us.send(
      new Create({ KeyName: 'rsa', TagSpecifications: tagged('first') }),
    )
    const key = createPrivateKey(made.KeyMaterial ?? '')
    const sha1 = createHash('sha1')
      .update(key.export({ type: 'pkcs8', format: 'der' }))
      .digest('hex')
    expect(made).toEqual({
      KeyPairId: expect.stringMatching(/^key-[0-9a-f]{17}$/),
      KeyName: 'rsa',
      KeyFingerprint: colons(sha1),
      KeyMaterial: expect.stringMatching(
        /^-----BEGIN RSA PRIVATE KEY-----\n[\s\S]+\n-----END RSA PRIVATE KEY-----$/,
      ),
      Tags: [{ Key: 'Name', Value: 'first' }],
    })
    expect(key.asymmetricKeyDetails?.modulusLength).toBe(2048)
    const { KeyPairs } = await us.send(new Describe({ KeyNames: ['rsa'], IncludePublicKey: true }))
    expect(KeyPairs).toEqual([
      {
        KeyPairId: made.KeyPairId,
        KeyName: 'rsa',
        KeyFingerprint: made.KeyFingerprint,
        KeyType: 'rsa',
        CreateTime: expect.any(Date),
        PublicKey: expect.stringMatching(/^ssh-rsa AAAA/),
        Tags: [{ Key: 'Name', Value: 'first' }],
      },
    ])
  })

  test('an ED25519 key is in the form of OpenSSH', async () => {
    const made = await us.send(new Create({ KeyName: 'ed', KeyType: 'ed25519' }))
    expect(made.KeyMaterial).toMatch(/^-----BEGIN OPENSSH PRIVATE KEY-----\n/)
    const { KeyPairs: [shown] = [] } = await us.send(
      new Describe({ KeyNames: ['ed'], IncludePublicKey: true }),
    )
    const blob = Buffer.from(shown?.PublicKey?.split(' ')[1] ?? '', 'base64')
    expect(made.KeyFingerprint).toBe(createHash('sha256').update(blob).digest('base64'))
    // The private part holds the seed and, again, the public key.
    const file = Buffer.from(made.KeyMaterial?.split('\n').slice(1, -1).join('') ?? '', 'base64')
    expect(file.includes(blob)).toBe(true)
  })

  test('an imported key keeps its comment to itself', async () => {
    const material = Buffer.from(`${ED25519} me@home\n`)
    const { $metadata: _, ...made } = await us.send(
      new Import({ KeyName: 'mine', PublicKeyMaterial: material }),
    )
    expect(made).toEqual({
      KeyPairId: expect.stringMatching(/^key-/),
      KeyName: 'mine',
      KeyFingerprint: ED25519_FINGERPRINT,
      Tags: [],
    })
    const { KeyPairs } = await us.send(
      new Describe({ KeyPairIds: [made.KeyPairId ?? ''], IncludePublicKey: true }),
    )
    expect(KeyPairs?.map(one => one.PublicKey)).toEqual([ED25519])
  })

  test('the fingerprint of an imported RSA key is MD5 of its public key, in whatever form it comes', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const der = publicKey.export({ type: 'spki', format: 'der' })
    const fingerprint = colons(createHash('md5').update(der).digest('hex'))
    const line = keyMaker.read(Buffer.from(der.toString('base64')))?.publicKey ?? ''
    const body = line.split(' ')[1]
    const forms = [
      line,
      body,
      `---- BEGIN SSH2 PUBLIC KEY ----\nComment: "me"\n${body}\n---- END SSH2 PUBLIC KEY ----`,
    ]
    for (const [at, form = ''] of forms.entries()) {
      const wish = { KeyName: `imported-${at}`, PublicKeyMaterial: Buffer.from(form) }
      expect((await us.send(new Import(wish))).KeyFingerprint).toBe(fingerprint)
    }
  })
})

describe('refusals', () => {
  test.each([
    ['a name that is taken', () => us.send(new Create({ KeyName: 'rsa' })), 'InvalidKeyPair.Duplicate'],
    [
      'a name that is taken, at import',
      () => us.send(new Import({ KeyName: 'rsa', PublicKeyMaterial: Buffer.from(ED25519) })),
      'InvalidKeyPair.Duplicate',
    ],
    ['no name', () => us.send(new Create({ KeyName: '' })), 'InvalidParameterValue'],
    ['a name of blanks', () => us.send(new Create({ KeyName: ' x ' })), 'InvalidParameterValue'],
    [
      "PuTTY's form",
      () => us.send(new Create({ KeyName: 'putty', KeyFormat: 'ppk' })),
      'UnsupportedOperation',
    ],
    [
      'what is no key',
      () => us.send(new Import({ KeyName: 'no', PublicKeyMaterial: Buffer.from('no key') })),
      'InvalidKey.Format',
    ],
    ['an unknown name', () => us.send(new Describe({ KeyNames: ['nobody'] })), 'InvalidKeyPair.NotFound'],
    ["another account's", () => them.send(new Describe({ KeyNames: ['rsa'] })), 'InvalidKeyPair.NotFound'],
    ['a malformed id', () => us.send(new Delete({ KeyPairId: 'key-x' })), 'InvalidKeyPairId.Malformed'],
    ['an unknown id', () => us.send(new Delete({ KeyPairId: 'key-01234567' })), 'InvalidKeyPair.NotFound'],
    ['nothing to delete', () => us.send(new Delete({})), 'MissingParameter'],
  ])('%s', async (_, call, code) => {
    expect(await refused(call())).toMatchObject({ code, status: 400 })
  })
})

describe('behaviour', () => {
  test('an instance has the key it was launched with, also when that has gone', async () => {
    await us.send(new Create({ KeyName: 'door', KeyType: 'ed25519' }))
    const wish = { ImageId: 'ami-01234567', MinCount: 1, MaxCount: 1, KeyName: 'door' }
    const { Instances } = await us.send(new RunInstancesCommand(wish))
    expect((await us.send(new Delete({ KeyName: 'door' }))).Return).toBe(true)
    const Filters = [{ Name: 'key-name', Values: ['door'] }]
    const { Reservations } = await us.send(new DescribeInstancesCommand({ Filters }))
    expect(Reservations?.[0]?.Instances?.map(one => one.InstanceId)).toEqual([Instances?.[0]?.InstanceId])
    expect(await refused(us.send(new RunInstancesCommand(wish)))).toEqual({
      code: 'InvalidKeyPair.NotFound',
      message: "The key pair 'door' does not exist",
      status: 400,
    })
  })

  test('deleting a name that no key has succeeds', async () => {
    const { $metadata: _, ...reply } = await us.send(new Delete({ KeyName: 'nobody' }))
    expect(reply).toEqual({ Return: true })
  })

  test('two accounts may use one name', async () => {
    await them.send(new Create({ KeyName: 'rsa', KeyType: 'ed25519' }))
    expect((await them.send(new Describe({}))).KeyPairs?.map(one => one.KeyName)).toEqual(['rsa'])
  })

  test('filters', async () => {
    const names = async (Name: string, ...Values: string[]) =>
      (await us.send(new Describe({ Filters: [{ Name, Values }] }))).KeyPairs?.map(one => one.KeyName)
    const { KeyPairs: [rsa] = [] } = await us.send(new Describe({ KeyNames: ['rsa'] }))
    expect(await names('key-name', 'rs*')).toEqual(['rsa'])
    expect(await names('key-pair-id', rsa?.KeyPairId ?? '')).toEqual(['rsa'])
    expect(await names('fingerprint', rsa?.KeyFingerprint ?? '')).toEqual(['rsa'])
    expect(await names('tag:Name', 'first')).toEqual(['rsa'])
    for (const name of documentedFilters('DescribeKeyPairsRequest'))
      expect(await names(name, 'nothing')).toEqual([])
  })
})
