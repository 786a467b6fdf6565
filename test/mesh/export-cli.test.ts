/** The exported script, run by a shell with the real AWS CLI, makes what the plan's calls make through the SDK. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { contextOf, planFor } from '../../src/mesh/export.fixture.ts'
import { exportCli } from '../../src/mesh/export-cli.ts'
import { wishFor } from '../../src/mesh/landscape.fixture.ts'
import type { Landscape } from '../../src/mesh/landscape.ts'
import type { Plan } from '../../src/mesh/plan.ts'
import { pairOf } from '../../src/mesh/survey.ts'
import type { Member } from '../../src/mesh/wish.ts'
import { placeKey } from '../../src/model/owned.ts'
import { requestPeering } from '../api/route-network.ts'
import { startServer, type TestServer } from '../api/server.ts'
import { missing, run } from '../clients/program.ts'
import { carryOut } from './calls.ts'
import { clientAt, copy, HERE, landscapeOf, ROLE, THERE, threeVpcs, told } from './three-vpcs.ts'

const AWS = '/usr/bin/aws'
const none = missing(AWS)
/** The AWS CLI takes half a second to start, and is started some forty times; on a busy machine, longer. */
const SLOW = 600_000

const home = mkdtempSync(join(tmpdir(), 'isthmus-export-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const CONFIG = `[profile net work]
[profile data]
`
const CREDENTIALS = `[net work]
aws_access_key_id = ${HERE.ownerId}
aws_secret_access_key = any
[data]
aws_access_key_id = ${THERE.ownerId}
aws_secret_access_key = any
`
const ACCESS = {
  [placeKey(HERE)]: { profile: 'net work' },
  [placeKey(THERE)]: { profile: 'net work', role: ROLE },
}

/** Debian's AWS CLI knows no AWS_ENDPOINT_URL. */
function runScript(server: TestServer, script: string) {
  const file = (name: string, text: string) => {
    writeFileSync(join(home, name), text)
    return join(home, name)
  }
  return run(server, '/bin/sh', [file('mesh.sh', script)], {
    AWS_CLI: `${AWS} --endpoint-url ${server.endpoint}`,
    AWS_CONFIG_FILE: file('config', CONFIG),
    AWS_SHARED_CREDENTIALS_FILE: file('credentials', CREDENTIALS),
  })
}

/** web connected with the others, with everything that a mesh can have. */
function planOf(members: readonly Member[], landscape: Landscape): Plan {
  const [web, ...others] = members.map(({ vpcId }) => vpcId)
  const pairs = others.map(other => pairOf(web ?? '', other))
  const tags = { Name: `{mesh}'s: {requester} "to" {accepter}`, cost: '$HOME `x` \\ 5%' }
  const plan = planFor(wishFor(members, { pairs, dns: true, tags }), landscape)
  expect(plan.objections).toEqual([])
  return plan
}

test.skipIf(none)(
  `a script makes what the plan's calls make, and a second time nothing${none ? ` (${none})` : ''}`,
  async () => {
    const [byScript, byCalls] = [await startServer(), await startServer()]
    onTestFinished(async () => void (await Promise.all([byScript.close(), byCalls.close()])))
    const members = await threeVpcs(byScript)
    const [web, cache] = members.map(({ vpcId }) => vpcId)
    await requestPeering(clientAt(byScript, HERE), web ?? '', cache ?? '')
    await copy(byScript, byCalls)
    const landscape = await landscapeOf(byScript)
    const plan = planOf(members, landscape)
    const script = exportCli(plan, contextOf(landscape, ACCESS))

    const { code, stdout, stderr } = await runScript(byScript, script)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const steps = plan.calls.map(({ what }, at) => `${at + 1}/${plan.calls.length} ${what}`)
    expect(stdout.trimEnd().split('\n')).toEqual([...steps, 'Done.'])
    await carryOut(byCalls, plan)
    const made = await told(byScript)
    expect(made).toEqual(await told(byCalls))

    const again = await runScript(byScript, script)
    expect({ code: again.code, stdout: again.stdout }).toEqual({ code: 1, stdout: '' })
    expect(again.stderr).toMatch(/^Nothing was done: .*Write a new script\.\n$/)
    expect(await told(byScript)).toEqual(made)
  },
  SLOW,
)

test.skipIf(none)(
  `with another account's credentials nothing is done${none ? ` (${none})` : ''}`,
  async () => {
    const server = await startServer()
    onTestFinished(() => server.close())
    const members = await threeVpcs(server)
    const landscape = await landscapeOf(server)
    const before = await told(server)
    const access = { [placeKey(HERE)]: { profile: 'data' }, [placeKey(THERE)]: { profile: 'data' } }
    const ended = await runScript(server, exportCli(planOf(members, landscape), contextOf(landscape, access)))
    expect(ended).toEqual({
      code: 1,
      stdout: '',
      stderr: `Nothing was done: the credentials meant for account ${HERE.ownerId} are of account ${THERE.ownerId}.\n`,
    })
    expect(await told(server)).toEqual(before)
  },
  SLOW,
)
