/** The commands of the local operator against a server without packets. */
import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ISTHMUS, Lab } from './isthmus.ts'

const AWS = '/usr/bin/aws'

async function lab(...args: readonly string[]): Promise<Lab> {
  const made = new Lab()
  await made.serve('--driver', 'memory', ...args)
  return made
}

const words = (text: string) => text.trim().split(/\s+/)

/** Two VPCs with the same block, peered in vain. Returns the peering's id. */
async function failedPeering(on: Lab): Promise<string> {
  const ids: string[] = []
  for (const _ of [1, 2]) {
    const query = ['--query', 'Vpc.VpcId', '--output', 'text']
    const { stdout } = await on.isthmus('aws', 'ec2', 'create-vpc', '--cidr-block', '10.0.0.0/16', ...query)
    ids.push(stdout.trim())
  }
  const [from = '', to = ''] = ids
  const query = ['--query', 'VpcPeeringConnection.VpcPeeringConnectionId', '--output', 'text']
  const pair = ['--vpc-id', from, '--peer-vpc-id', to]
  const { stdout } = await on.isthmus('aws', 'ec2', 'create-vpc-peering-connection', ...pair, ...query)
  return stdout.trim()
}

/** What a line prints in a shell that has evaluated the exports. */
async function inShell(on: Lab, exports: string, line: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { stdout } = await on.run('/bin/sh', ['-c', `${exports}\n${line}`], env)
  return stdout
}

describe('env', () => {
  test('makes a shell call the server as the first account, whatever was set before', async () => {
    const on = await lab()
    const { stdout: exports } = await on.isthmus('env')
    const before = { AWS_ACCESS_KEY_ID: 'AKIAOTHER', AWS_SECRET_ACCESS_KEY: 'x', AWS_PROFILE: 'other' }
    const line = `${AWS} --endpoint-url "$AWS_ENDPOINT_URL" sts get-caller-identity --query Account --output text`
    expect(await inShell(on, exports, line, before)).toBe('111111111111\n')
  })

  test('speaks for the account and the Region that are named', async () => {
    const on = await lab()
    await on.isthmus('account', 'create', 'partner', '--id', '222222222222')
    const { stdout: exports } = await on.isthmus('env', '--account', 'partner', '--region', 'eu-west-1')
    const line = `${AWS} --endpoint-url "$AWS_ENDPOINT_URL" ec2 describe-vpcs --query 'Vpcs[].OwnerId' --output text; ${AWS} configure get region; echo "$AWS_REGION $AWS_DEFAULT_REGION"`
    expect(words(await inShell(on, exports, line))).toEqual([
      '222222222222',
      'us-east-1',
      'eu-west-1',
      'eu-west-1',
    ])
  })

  test('quotes for the shell', async () => {
    const on = new Lab()
    const odd = on.path("it's $HOME; a `place`")
    await on.serve('--driver', 'memory', '--data', odd)
    const { stdout: exports } = await on.isthmus('env')
    expect(await inShell(on, exports, 'printf %s "$AWS_CONFIG_FILE"')).toBe(`${odd}/aws-config`)
  })

  test('of an open server has keys that say the account', async () => {
    const on = await lab('--auth', 'open')
    const { stdout } = await on.isthmus(
      'aws',
      'sts',
      'get-caller-identity',
      '--query',
      'Account',
      '--output',
      'text',
    )
    expect(stdout).toBe('111111111111\n')
  })

  test('refuses an account that is not there', async () => {
    const on = await lab()
    expect(await on.isthmus('env', '--account', 'nobody')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        "isthmus: There is no account named 'nobody' (there are: default). Make it: isthmus account create nobody\n",
    })
  })
})

describe('aws', () => {
  test('passes every argument on, and the exit code back', async () => {
    const on = await lab()
    const { code, stderr } = await on.isthmus(
      'aws',
      '--region',
      'eu-west-1',
      'ec2',
      'create-vpc',
      '--cidr-block',
      '10.0.0.0/33',
    )
    expect(code).toBe(254)
    expect(stderr).toContain('An error occurred (InvalidParameterValue) when calling the CreateVpc operation')
  })
})

describe('account', () => {
  test('is made with a key of its own', async () => {
    const on = await lab()
    const { stdout } = await on.isthmus('account', 'create', 'partner', '--id', '222222222222', '--json')
    expect(JSON.parse(stdout)).toEqual({
      name: 'partner',
      id: '222222222222',
      accessKeyId: expect.stringMatching(/^AKIA[A-Z2-7]{16}$/),
      secretAccessKey: expect.stringMatching(/^.{40}$/),
    })
    const listed = await on.isthmus('account', 'list', '--json')
    expect(JSON.parse(listed.stdout)).toEqual([
      { id: '111111111111', name: 'default' },
      { id: '222222222222', name: 'partner' },
    ])
  })

  test('has the users and roles of a file', async () => {
    const on = await lab()
    const allow = {
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: 'ec2:Describe*', Resource: '*' },
    }
    const document = {
      Users: [{ UserName: 'reader', Policies: [{ PolicyName: 'read', PolicyDocument: allow }] }],
    }
    writeFileSync(on.path('iam.json'), JSON.stringify(document))
    const declared = await on.isthmus('account', 'principals', '111111111111', 'iam.json')
    expect(JSON.parse(declared.stdout).users).toEqual([
      expect.objectContaining({ arn: 'arn:aws:iam::111111111111:user/reader' }),
    ])
    expect(await on.isthmus('account', 'principals', '111111111111')).toEqual(declared)
    expect(await on.isthmus('account', 'principals', '111111111111', 'missing.json')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^isthmus: missing\.json cannot be read as JSON: ENOENT/),
    })
  })

  test.each([
    { args: ['default'], says: "There is an account named 'default' already: 111111111111." },
    { args: ['two', '--id', '111111111111'], says: "There is an account 111111111111 already: 'default'." },
    { args: ['two', '--id', '12'], says: "An account id has 12 digits: '12' does not fit." },
    {
      args: ['2'],
      says: "An account's name begins with a letter and has letters, digits, - and _: '2' does not fit.",
    },
  ])('is not made: $says', async ({ args, says }) => {
    const on = await lab()
    expect(await on.isthmus('account', 'create', ...args)).toEqual({
      code: 2,
      stdout: '',
      stderr: `isthmus: ${says}\n`,
    })
  })
})

test('clock advance moves the time on', async () => {
  const on = await lab()
  const before = JSON.parse((await on.isthmus('clock', 'show', '--json')).stdout).now
  const after = JSON.parse((await on.isthmus('clock', 'advance', '7d', '--json')).stdout).now
  expect(Date.parse(after) - Date.parse(before)).toBeGreaterThanOrEqual(7 * 86_400_000)
})

test('status tells which server it is', async () => {
  const on = new Lab()
  const { endpoint, pid } = await on.serve('--driver', 'memory', '--auth', 'open')
  expect(JSON.parse((await on.isthmus('status', '--json')).stdout)).toEqual({
    endpoint,
    pid,
    directory: on.path('data'),
    auth: 'open',
    driver: 'memory',
    revision: expect.any(Number),
    now: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    failures: [],
  })
  expect((await on.isthmus('status')).stdout).toContain(`data plane  memory\n`)
})

test('explain says why a peering failed', async () => {
  const on = await lab()
  const peering = await failedPeering(on)
  const { code, stdout } = await on.isthmus('explain', peering)
  expect(code).toBe(0)
  expect(stdout).toContain(`${peering} is failed`)
  expect(stdout).toContain('10.0.0.0/16')
  expect(await on.isthmus('explain', 'pcx-00000000000000000')).toEqual({
    code: 2,
    stdout: '',
    stderr: 'isthmus: There is no peering pcx-00000000000000000.\n',
  })
})

test('what is asked about instances that are not there, or have no network to enter', async () => {
  const on = await lab()
  const refused = async (...args: readonly string[]) => (await on.isthmus(...args)).stderr
  const flows =
    'a flow goes from an instance, a network interface, a VPN connection (the site at its other end) or an IP address, to another one.'
  expect(await refused('reach', 'i-1', '10.0.0.1')).toBe(`isthmus: There is no i-1: ${flows}\n`)
  expect(await refused('exec', 'i-1', '--', 'true')).toBe('isthmus: There is no instance i-1.\n')
  const image = [
    '--image-id',
    'ami-0123456789abcdef0',
    '--query',
    'Instances[0].InstanceId',
    '--output',
    'text',
  ]
  const instance = (await on.isthmus('aws', 'ec2', 'run-instances', ...image)).stdout.trim()
  expect(await on.isthmus('wait')).toEqual({ code: 0, stdout: '', stderr: '' })
  expect(await refused('exec', instance, '--', 'true')).toBe(
    'isthmus: This server has no packets (memory driver), so nothing runs in its instances. Ask the model: isthmus reach\n',
  )
  expect(await refused('reach', instance, 'nowhere')).toBe(`isthmus: There is no nowhere: ${flows}\n`)
  const udp = await on.isthmus('reach', instance, '10.0.0.1', '--udp', '53', '--json')
  expect(udp.code).toBe(1)
  expect(JSON.parse(udp.stdout).flow).toEqual({ from: instance, to: '10.0.0.1', protocol: 'udp', port: 53 })
  const out = await on.isthmus('reach', instance, '198.51.100.10', '--tcp', '443')
  expect(out.stdout).toContain('It reaches, and the answer comes back.')
  const back = await on.isthmus('reach', '198.51.100.10', instance)
  expect(back.stdout).toContain('It does not reach: ENI_SG_RULES_MISMATCH')
  const ipv6 = await on.isthmus('reach', instance, '198.51.100.10', '--ipv6')
  expect(ipv6.stdout).toContain('It does not reach: ENI_ADDRESS_RESTRICTION')
})

test('whoever lacks the token, and every web page, is turned away', async () => {
  const on = new Lab()
  const { endpoint } = await on.serve('--driver', 'memory')
  expect((await fetch(`${endpoint}/_isthmus/clock`)).status).toBe(401)
  const page = await fetch(`${endpoint}/_isthmus/clock`, { headers: { origin: 'http://example.com' } })
  expect(page.status).toBe(403)
  const { code, stderr } = await on.run(ISTHMUS, ['clock', 'show'], { HOME: on.path('stranger') })
  expect(code).toBe(2)
  expect(stderr).toContain('Only for the operator')
})
