/** How a server begins and ends, and what it refuses to begin with. */
import { readdirSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { beginningOf } from '../../src/drivers/linux/beginning.ts'
import { Lab } from './isthmus.ts'

const MEMORY = ['--driver', 'memory']

describe('serve refuses', () => {
  test('open auth where others could reach it', async () => {
    const { code, stderr } = await new Lab().isthmus('serve', '--auth', 'open', '--host', '0.0.0.0')
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'isthmus: --auth open lets anybody in, so it listens on loopback only, not on 0.0.0.0. Use --auth keys.\n',
    })
  })

  test('the data plane that is not there yet', async () => {
    const { code, stderr } = await new Lab().isthmus('serve', '--driver', 'ovn')
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'isthmus: There is no ovn data plane yet. Use --driver linux or memory.\n',
    })
  })

  test('a data directory that another server has', async () => {
    const lab = new Lab()
    await lab.serve(...MEMORY)
    const data = lab.path('data')
    const { code, stdout, stderr } = await lab.isthmus('serve', '--port', '0', '--data', data, ...MEMORY)
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: `isthmus: The data directory ${data} is in use by another process. Stop that server first, or give this one a directory of its own with --data.\n`,
    })
  })

  test('a port that is taken', async () => {
    const lab = new Lab()
    const { endpoint } = await lab.serve(...MEMORY)
    const { host, port } = new URL(endpoint)
    const { code, stderr } = await lab.isthmus(
      'serve',
      '--port',
      port,
      '--data',
      lab.path('other'),
      ...MEMORY,
    )
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `isthmus: Something listens on ${host} already. Choose another port with --port, or stop it (a server of ours: isthmus down).\n`,
    })
  })

  test('an address that the machine does not have', async () => {
    const lab = new Lab()
    const { code, stderr } = await lab.isthmus('serve', '--port', '0', '--host', '192.0.2.1', ...MEMORY)
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'isthmus: This machine has no address 192.0.2.1. Choose one with --host.\n',
    })
  })
})

describe('serve --iam', () => {
  const policy = (statement: object) => ({ Version: '2012-10-17', Statement: [statement] })
  const read = policy({ Effect: 'Allow', Action: 'ec2:Describe*', Resource: '*' })
  const key = { AccessKeyId: 'AKIAREADERREADER0001', SecretAccessKey: 'secret' }
  const reader = {
    UserName: 'reader',
    AccessKeys: [key],
    Policies: [{ PolicyName: 'read', PolicyDocument: read }],
  }
  const accepter = {
    RoleName: 'accepter',
    AssumeRolePolicyDocument: policy({
      Effect: 'Allow',
      Principal: { AWS: '111111111111' },
      Action: 'sts:AssumeRole',
    }),
  }
  const document = { '111111111111': { Users: [reader] }, '222222222222': { Roles: [accepter] } }
  const write = (lab: Lab, content: object) => {
    writeFileSync(lab.path('iam.json'), JSON.stringify(content))
    return ['--iam', lab.path('iam.json')] as const
  }

  test('has users and roles from the start, in accounts that it makes', async () => {
    const lab = new Lab()
    const server = await lab.serve(...MEMORY, ...write(lab, document))
    const env = { AWS_ACCESS_KEY_ID: key.AccessKeyId, AWS_SECRET_ACCESS_KEY: key.SecretAccessKey }
    const asReader = (...args: string[]) =>
      lab.run('aws', [...args, '--endpoint-url', server.endpoint, '--region', 'us-east-1'], env)
    expect(JSON.parse((await asReader('sts', 'get-caller-identity')).stdout).Arn).toBe(
      'arn:aws:iam::111111111111:user/reader',
    )
    expect((await asReader('ec2', 'create-vpc', '--cidr-block', '10.0.0.0/16')).stderr).toContain(
      'UnauthorizedOperation',
    )
    expect(JSON.parse((await lab.isthmus('account', 'list', '--json')).stdout)).toEqual([
      { id: '111111111111', name: 'default' },
      { id: '222222222222', name: 'account-222222222222' },
    ])
    const { roles } = JSON.parse((await lab.isthmus('account', 'principals', '222222222222')).stdout)
    expect(roles).toEqual([{ name: 'accepter', arn: 'arn:aws:iam::222222222222:role/accepter' }])
  })

  test('replaces at the next start what it names, and leaves the rest', async () => {
    const lab = new Lab()
    const first = await lab.serve(...MEMORY, ...write(lab, document))
    await first.end('SIGTERM')
    await lab.serve(...MEMORY, ...write(lab, { '111111111111': { Users: [] } }))
    const of = async (id: string) =>
      JSON.parse((await lab.isthmus('account', 'principals', id)).stdout) as {
        users: unknown[]
        roles: unknown[]
      }
    expect((await of('111111111111')).users).toEqual([])
    expect((await of('222222222222')).roles).toHaveLength(1)
  })

  test.each([
    {
      content: { Users: [] },
      says: `'Users' is no account id. Name each account by its 12 digits: { "111111111111": { "Users": […], "Roles": […] }, … }.`,
    },
    { content: [], says: 'It is no object. It looks like { "111111111111":' },
    {
      content: { '111111111111': { Groups: [] } },
      says: 'Account 111111111111: The document has no member Groups',
    },
    {
      content: { '111111111111': { Users: [reader] }, '222222222222': { Users: [reader] } },
      says: 'The access key AKIAREADERREADER0001 is declared twice. Give each user keys of its own.',
    },
  ])('is refused: $says', async ({ content, says }) => {
    const lab = new Lab()
    const [option, file] = write(lab, content)
    const data = lab.path('data')
    const ended = await lab.isthmus('serve', '--port', '0', '--data', data, ...MEMORY, option, file)
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code: 2, stdout: '' })
    expect(ended.stderr).toContain(`isthmus: ${file}: ${says}`)
    expect(ended.stderr).toContain('Nothing was declared; start again once it is corrected.')
  })

  test('is refused if it cannot be read', async () => {
    const lab = new Lab()
    const { code, stderr } = await lab.isthmus('serve', '--data', lab.path('data'), '--iam', 'missing.json')
    expect(code).toBe(2)
    expect(stderr).toMatch(/^isthmus: missing\.json cannot be read as JSON: ENOENT/)
  })
})

describe('a server', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('ends in good order at %s, and is forgotten', async signal => {
    const lab = new Lab()
    const server = await lab.serve(...MEMORY)
    expect(await server.end(signal)).toBe(0)
    expect(readdirSync(lab.path('.isthmus/servers'))).toEqual([])
    const { code, stderr } = await lab.isthmus('status')
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `isthmus: No server answers at ${server.endpoint} (ECONNREFUSED). Start one: isthmus serve\n`,
    })
  })

  test('goes on with its accounts and its clock after it was killed', async () => {
    const lab = new Lab()
    const first = await lab.serve(...MEMORY)
    await lab.isthmus('account', 'create', 'partner', '--id', '222222222222')
    const advanced = await lab.isthmus('clock', 'advance', '7d')
    expect(await first.end('SIGKILL')).toBe('SIGKILL')
    await lab.serve(...MEMORY)
    const accounts = await lab.isthmus('account', 'list')
    expect(accounts.stdout).toBe('111111111111 default\n222222222222 partner\n')
    const clock = await lab.isthmus('clock', 'show')
    expect(Date.parse(clock.stdout.trim())).toBeGreaterThan(Date.parse(advanced.stdout.trim()))
  })

  test('keeps its secrets to its owner', async () => {
    const lab = new Lab()
    await lab.serve(...MEMORY)
    const { stdout } = await lab.run('/usr/bin/stat', [
      '-c',
      '%a %n',
      'data/aws-credentials',
      'data/operator-token',
    ])
    expect(stdout).toBe('600 data/aws-credentials\n600 data/operator-token\n')
  })
})

describe('down', () => {
  test('ends the server, waits for its end, and may be asked again', async () => {
    const lab = new Lab()
    const server = await lab.serve(...MEMORY)
    expect(await lab.isthmus('down')).toEqual({ code: 0, stdout: 'The server is down.\n', stderr: '' })
    expect(beginningOf(server.pid)).toBeUndefined()
    expect(await server.ended).toBe(0)
    expect(await lab.isthmus('down')).toEqual({ code: 0, stdout: 'No server was up.\n', stderr: '' })
  })

  test('finds the server by its data directory', async () => {
    const lab = new Lab()
    const server = await lab.serve(...MEMORY)
    const elsewhere = await lab.isthmus('down', '--data', lab.path('other'))
    expect(elsewhere.stdout).toBe('No server was up.\n')
    const { stdout } = await lab.isthmus('down', '--data', lab.path('data'))
    expect(stdout).toBe('The server is down.\n')
    expect(await server.ended).toBe(0)
  })

  test('finds a server that began again where an earlier one was killed', async () => {
    const lab = new Lab()
    await (await lab.serve(...MEMORY)).end('SIGKILL')
    const server = await lab.serve(...MEMORY)
    expect(readdirSync(lab.path('.isthmus/servers'))).toEqual([`${new URL(server.endpoint).port}.json`])
    const { stdout } = await lab.isthmus('down', '--data', lab.path('data'))
    expect(stdout).toBe('The server is down.\n')
    expect(await server.ended).toBe(0)
  })

  test('forgets a server that was killed', async () => {
    const lab = new Lab()
    const server = await lab.serve(...MEMORY)
    await server.end('SIGKILL')
    expect((await lab.isthmus('down')).code).toBe(0)
    expect(readdirSync(lab.path('.isthmus/servers'))).toEqual([])
  })
})
