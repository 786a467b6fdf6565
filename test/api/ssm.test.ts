/** The public parameters of Systems Manager, by raw requests of AWS JSON 1.1 with verified signatures. */
import { DescribeImagesCommand } from '@aws-sdk/client-ec2'
import { SignatureV4 } from '@smithy/signature-v4'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { imagesIn } from '../../src/model/images.ts'
import { Sha256 } from '../sha256.ts'
import { allow, type Guarded, type Keys, policy, startGuarded } from './principals.ts'
import { ACCOUNT } from './server.ts'

const AL2023 = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'
const DEBIAN = '/aws/service/debian/release/12/latest/amd64'
const PUBLIC = (region: string) => `arn:aws:ssm:${region}::parameter`

let on: Guarded
let root: Keys
beforeAll(async () => {
  on = await startGuarded()
  root = await on.account(ACCOUNT)
  await on.declare(ACCOUNT, {
    Users: [
      {
        UserName: 'ann',
        Policies: [policy(allow('ssm:GetParameter*', `${PUBLIC('*')}/aws/service/debian/*`))],
      },
      { UserName: 'bob' },
    ],
  })
})
afterAll(() => on.close())

interface Asking {
  readonly keys?: Keys
  readonly region?: string
  readonly service?: string
  /** Absent: none. */
  readonly target?: string
}

/** What the tests look into; the rest is compared as a whole. */
interface Said {
  readonly Parameter: { readonly Value: string }
  readonly Parameters: readonly { readonly Name: string }[]
  readonly NextToken?: string
}

/** A signed call; its status, type and JSON. */
async function ask(body: string, { keys = root, region = 'us-east-1', service = 'ssm', target }: Asking) {
  const url = new URL(on.server.endpoint)
  const signer = new SignatureV4({ credentials: keys, region, service, sha256: Sha256 })
  const headers = {
    host: url.host,
    'content-type': 'application/x-amz-json-1.1',
    ...(target !== undefined && { 'x-amz-target': target }),
  }
  const unsigned = {
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    path: '/',
    headers,
    body,
  }
  const signed = await signer.sign(unsigned)
  const answer = await fetch(url, { method: 'POST', headers: signed.headers, body })
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    json: (await answer.json()) as Said,
  }
}

const call = (operation: string, input: unknown, asking: Asking = {}) =>
  ask(JSON.stringify(input), { target: `AmazonSSM.${operation}`, ...asking })

const JSON_1_1 = 'application/x-amz-json-1.1'
const said = (json: unknown) => ({ status: 200, type: JSON_1_1, json })
const refusedWith = (__type: string, message: unknown = expect.any(String)) => ({
  status: 400,
  type: JSON_1_1,
  json: { __type, message },
})

const idOf = (name: string, region = 'us-east-1') =>
  [...imagesIn(region).values()].find(image => image.name === name)?.id
const al2023 = (region = 'us-east-1') => ({
  Name: AL2023,
  Type: 'String',
  Value: idOf('al2023-ami-2023.7.20250331.0-kernel-6.1-x86_64', region),
  Version: 2,
  LastModifiedDate: Date.parse('2025-03-28T06:00:00Z') / 1000,
  ARN: `${PUBLIC(region)}${AL2023}`,
  DataType: 'text',
})
const older = {
  ...al2023(),
  Value: idOf('al2023-ami-2023.6.20250203.1-kernel-6.1-x86_64'),
  Version: 1,
  Selector: ':1',
  LastModifiedDate: Date.parse('2025-02-01T06:00:00Z') / 1000,
}
const debian = {
  Name: DEBIAN,
  Type: 'String',
  Value: idOf('debian-12-amd64-20250316-2053'),
  Version: 2,
  LastModifiedDate: Date.parse('2025-03-16T06:00:00Z') / 1000,
  ARN: `${PUBLIC('us-east-1')}${DEBIAN}`,
  DataType: 'text',
}

describe('shape', () => {
  test('GetParameter: by name, by ARN, of a version', async () => {
    expect(await call('GetParameter', { Name: AL2023, WithDecryption: true })).toEqual(
      said({ Parameter: al2023() }),
    )
    expect(await call('GetParameter', { Name: al2023().ARN })).toEqual(said({ Parameter: al2023() }))
    expect(await call('GetParameter', { Name: `${AL2023}:1` })).toEqual(said({ Parameter: older }))
  })

  test('GetParameters: each once, and those that are not there', async () => {
    expect(await call('GetParameters', { Names: [DEBIAN, '/none', AL2023, DEBIAN, `${AL2023}:3`] })).toEqual(
      said({ Parameters: [debian, al2023()], InvalidParameters: ['/none', `${AL2023}:3`] }),
    )
  })

  test('GetParametersByPath: a level, or all below it', async () => {
    expect(await call('GetParametersByPath', { Path: '/aws/service/debian/release/12/latest' })).toEqual(
      said({
        Parameters: [
          debian,
          {
            ...debian,
            Name: DEBIAN.replace('amd', 'arm'),
            ARN: debian.ARN.replace('amd', 'arm'),
            Value: idOf('debian-12-arm64-20250316-2053'),
          },
        ],
      }),
    )
    expect(await call('GetParametersByPath', { Path: '/aws/service/debian' })).toEqual(
      said({ Parameters: [] }),
    )
    const below = await call('GetParametersByPath', { Path: '/aws/service/debian/', Recursive: true })
    expect(below.json.Parameters.map(one => one.Name)).toEqual(
      ['20250210-2019', '20250316-2053', 'latest'].flatMap(serial =>
        ['amd64', 'arm64'].map(word => `/aws/service/debian/release/12/${serial}/${word}`),
      ),
    )
  })
})

describe('refusals', () => {
  test.each<[string, unknown, string, unknown]>([
    ['GetParameter', { Name: '/none' }, 'ParameterNotFound', 'Parameter /none not found.'],
    [
      'GetParameter',
      { Name: `${AL2023}:3` },
      'ParameterVersionNotFound',
      `Systems Manager could not find version 3 of ${AL2023}. Verify the version and try again.`,
    ],
    [
      'GetParameter',
      {},
      'ValidationException',
      "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null",
    ],
    ['GetParameter', { Name: 7 }, 'SerializationException', 'The value of Name is not a string.'],
    ['GetParameter', [], 'SerializationException', 'The value of the request is not a JSON object.'],
    ['GetParameters', { Names: [] }, 'ValidationException', /'names'.*between 1 and 10$/],
    ['GetParameters', { Names: Array(11).fill('/a') }, 'ValidationException', /'names'.*between 1 and 10$/],
    ['GetParametersByPath', { Path: 'aws' }, 'ValidationException', /must begin with a forward slash/],
    ['GetParametersByPath', { Path: '/', MaxResults: 11 }, 'ValidationException', /'maxResults'/],
    ['GetParametersByPath', { Path: '/', NextToken: 'x' }, 'InvalidNextToken', 'The token is not valid.'],
    [
      'GetParametersByPath',
      { Path: '/', ParameterFilters: [{ Key: 'Type' }] },
      'ValidationException',
      /ParameterFilters/,
    ],
    [
      'PutParameter',
      { Name: '/mine', Value: '1' },
      'UnknownOperationException',
      "Isthmus does not have the operation 'AmazonSSM.PutParameter'.",
    ],
  ])('%s %j', async (operation, input, code, message) => {
    const expected = message instanceof RegExp ? expect.stringMatching(message) : message
    expect(await call(operation, input)).toEqual(refusedWith(code, expected))
  })

  test('no JSON, no target, the target of another service', async () => {
    expect(await ask('{', { target: 'AmazonSSM.GetParameter' })).toEqual(
      refusedWith('SerializationException'),
    )
    expect(await ask('{}', {})).toEqual(refusedWith('UnknownOperationException'))
    expect(await ask('{}', { target: 'DynamoDB_20120810.ListTables' })).toEqual(
      refusedWith('UnknownOperationException'),
    )
  })

  test('signatures: an unknown key, a wrong secret, another service, none', async () => {
    const asked = (asking: Asking) => call('GetParameter', { Name: AL2023 }, asking)
    const unknown = { accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' }
    expect(await asked({ keys: unknown })).toEqual(
      refusedWith('UnrecognizedClientException', 'The security token included in the request is invalid.'),
    )
    expect(await asked({ keys: { ...root, secretAccessKey: 'x' } })).toEqual(
      refusedWith('InvalidSignatureException'),
    )
    expect(await asked({ service: 'ec2' })).toEqual(
      refusedWith('InvalidSignatureException', "Credential should be scoped to correct service: 'ssm'."),
    )
    const headers = { 'x-amz-target': 'AmazonSSM.GetParameter' }
    const answer = await fetch(on.server.endpoint, { method: 'POST', headers, body: '{}' })
    expect(await answer.json()).toEqual({
      __type: 'MissingAuthenticationTokenException',
      message: 'Request is missing Authentication Token',
    })
  })

  test('a user asks for the parameters that its policies allow', async () => {
    const [ann, bob] = [on.user(ACCOUNT, 'ann'), on.user(ACCOUNT, 'bob')]
    const denied = (name: string, operation: string, parameter: string) =>
      refusedWith(
        'AccessDeniedException',
        `User: arn:aws:iam::${ACCOUNT}:user/${name} is not authorized to perform: ssm:${operation} on resource: ` +
          `${parameter} because no identity-based policy allows the ssm:${operation} action`,
      )
    expect(await call('GetParameter', { Name: `${DEBIAN}:2` }, { keys: ann })).toEqual(
      said({ Parameter: { ...debian, Selector: ':2' } }),
    )
    expect(await call('GetParameters', { Names: [DEBIAN, AL2023] }, { keys: ann })).toEqual(
      denied('ann', 'GetParameters', al2023().ARN),
    )
    expect(await call('GetParameter', { Name: '/mine' }, { keys: bob })).toEqual(
      denied('bob', 'GetParameter', `arn:aws:ssm:us-east-1:${ACCOUNT}:parameter/mine`),
    )
    const path = '/aws/service/ami-amazon-linux-latest'
    expect(await call('GetParametersByPath', { Path: path }, { keys: bob })).toEqual(
      denied('bob', 'GetParametersByPath', `${PUBLIC('us-east-1')}${path}`),
    )
  })
})

describe('behaviour', () => {
  test('each Region has images of its own, that DescribeImages has too', async () => {
    const { json } = await call('GetParameter', { Name: AL2023 }, { region: 'eu-west-1' })
    expect(json).toEqual({ Parameter: al2023('eu-west-1') })
    const { Images } = await on
      .ec2(root, 'eu-west-1')
      .send(new DescribeImagesCommand({ ImageIds: [json.Parameter.Value] }))
    expect(Images?.map(image => image.Name)).toEqual(['al2023-ami-2023.7.20250331.0-kernel-6.1-x86_64'])
  })

  test('pages hold ten, or as many as are asked for, and together everything once', async () => {
    const sizes: number[] = []
    const names: string[] = []
    for (let NextToken: string | undefined; sizes.length === 0 || NextToken; ) {
      const input = { Path: '/aws/service', Recursive: true, MaxResults: 9, NextToken }
      const { json } = await call('GetParametersByPath', input)
      sizes.push(json.Parameters.length)
      names.push(...json.Parameters.map(one => one.Name))
      NextToken = json.NextToken
    }
    expect(sizes).toEqual([9, 9, 9, 9])
    expect(names).toEqual([...new Set(names)].sort())
    const usual = await call('GetParametersByPath', { Path: '/aws/service', Recursive: true })
    expect(usual.json.Parameters).toHaveLength(10)
  })
})
