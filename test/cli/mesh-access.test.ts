/** By whose credentials the mesh tool calls, and where. */
import { expect, test } from 'vitest'
import { ISTHMUS } from './isthmus.ts'
import { ACCOUNTS, type MadeVpc, type MeshLab, startMeshLab } from './mesh-lab.ts'
import { waywardDoor } from './wayward.ts'

async function two(...args: readonly string[]) {
  const lab = await startMeshLab(...args)
  const web = await lab.vpc('web', 'default', 'us-east-1', '10.1.0.0/16')
  const shop = await lab.vpc('shop', 'partner', 'eu-west-1', '10.3.0.0/16')
  return { lab, web, shop }
}

/** A file in which shop is reached in a way of its own. */
const reaching = (lab: MeshLab, web: MadeVpc, how: string) =>
  lab.file([web], `  - { name: shop, region: eu-west-1, ${how} }\n`)

test('a role is assumed with the credentials of a profile', async () => {
  const { lab, web } = await two()
  const arn = await lab.role('mesh', 'default', 'ec2:*')
  const file = reaching(lab, web, `role: "${arn}"`)
  expect(await lab.mesh('apply', '--file', file)).toMatchObject({ code: 0 })
  expect((await lab.network()).routes).toHaveLength(2)
  const unknown = reaching(lab, web, `role: "arn:aws:iam::${ACCOUNTS.partner}:role/nobody"`)
  expect(await lab.mesh('plan', '--file', unknown)).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(
      /^isthmus: Not even GetCallerIdentity works as role arn:aws:iam::222222222222:role\/nobody\. AccessDenied: /,
    ),
  })
})

test('an account is known by its profile, and another one is refused', async () => {
  const { lab, web } = await two()
  const file = reaching(lab, web, `account: "${ACCOUNTS.partner}"`)
  expect(await lab.mesh('plan', '--file', file)).toMatchObject({ code: 0 })
  const wrong = reaching(lab, web, `profile: default, account: "${ACCOUNTS.partner}"`)
  expect(await lab.mesh('apply', '--file', wrong)).toMatchObject({
    code: 2,
    stdout: expect.stringContaining('Profile default is account 111111111111, not 222222222222.'),
  })
})

test('whoever may only read can still ask for the status', async () => {
  const { lab, web, shop } = await two()
  const arn = await lab.role('looker', 'default', 'ec2:Describe*')
  const file = reaching(lab, web, `role: "${arn}"`)
  expect((await lab.mesh('status', '--file', file)).code).toBe(1)
  expect((await lab.mesh('plan', '--file', file)).code).toBe(2)
  const partly = await lab.mesh('apply', '--file', file, '--no-dry-run')
  expect(partly).toMatchObject({ code: 1, stdout: expect.stringContaining('UnauthorizedOperation: ') })
  await lab.mesh('apply', '--file', lab.file([web, shop]))
  expect((await lab.mesh('status', '--file', file)).code).toBe(0)
})

test('where any key will do, 12 digits are an account', async () => {
  const { lab, web } = await two('--auth', 'open')
  const file = reaching(lab, web, 'account: "333333333333"')
  const refused = await lab.mesh('plan', '--file', file)
  expect(refused).toMatchObject({ code: 2, stdout: expect.stringContaining('of account 333333333333') })
})

test('--aws takes what the AWS CLI would: here that leads to the server, too', async () => {
  const { lab, web, shop } = await two()
  const exported = JSON.parse((await lab.lab.isthmus('env', '--json')).stdout)
  const args = [
    'mesh',
    'apply',
    '--aws',
    '--endpoint',
    'http://127.0.0.1:9',
    web.id,
    `partner@eu-west-1:${shop.id}`,
  ]
  expect(await lab.lab.run(ISTHMUS, args, exported)).toMatchObject({ code: 0 })
  expect((await lab.network()).routes).toHaveLength(2)
})

test('without --aws nothing of what is meant for AWS is used', async () => {
  const { lab, web, shop } = await two()
  const elsewhere = await waywardDoor(lab.lab, lab.server, () => undefined)
  const foreign = {
    AWS_ENDPOINT_URL: elsewhere.endpoint,
    AWS_ACCESS_KEY_ID: 'AKIAFOREIGN',
    AWS_SECRET_ACCESS_KEY: 'foreign',
    AWS_SESSION_TOKEN: 'foreign',
  }
  const args = ['mesh', 'apply', web.id, `partner@eu-west-1:${shop.id}`]
  expect(await lab.lab.run(ISTHMUS, args, foreign)).toMatchObject({ code: 0 })
  expect(elsewhere.calls).toEqual([])
})

test('with --aws and no credentials one is told what to do', async () => {
  const { lab, web } = await two()
  const nobody = { AWS_EC2_METADATA_DISABLED: 'true', AWS_REGION: 'us-east-1' }
  expect(await lab.lab.run(ISTHMUS, ['mesh', 'plan', '--aws', web.id], nobody)).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'isthmus: No credentials that work: there are none. Name a profile of your AWS config (--profile NAME), or sign in: aws configure, aws sso login.\n',
  })
})

test('an account that may not be read is an objection, whatever the others say', async () => {
  const { lab, web } = await two()
  const arn = await lab.role('blind', 'partner')
  const refused = await lab.mesh(
    'plan',
    '--file',
    reaching(lab, web, `profile: partner, role: "${arn}"`),
    '--json',
  )
  expect(refused.code).toBe(2)
  const { calls, objections } = JSON.parse(refused.stdout)
  expect(calls).toEqual([])
  expect(objections).toEqual([
    {
      code: 'unreadable',
      why: expect.stringMatching(
        /^Account 222222222222 cannot be read in eu-west-1\. UnauthorizedOperation: /,
      ),
      advice: [
        `Let arn:aws:sts::${ACCOUNTS.partner}:assumed-role/blind/isthmus-mesh read there: ec2:Describe*, ec2:GetManagedPrefixListEntries.`,
      ],
      about: [],
    },
  ])
})
