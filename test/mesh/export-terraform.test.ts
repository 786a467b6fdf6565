/** What is exported, applied by Terraform itself with HashiCorp's AWS provider. */
import { expect, onTestFinished, test } from 'vitest'
import { contextOf, planFor } from '../../src/mesh/export.fixture.ts'
import { exportTerraform } from '../../src/mesh/export-terraform.ts'
import { wishFor } from '../../src/mesh/landscape.fixture.ts'
import type { Landscape } from '../../src/mesh/landscape.ts'
import type { Member } from '../../src/mesh/wish.ts'
import { placeKey } from '../../src/model/owned.ts'
import { startServer, type TestServer } from '../api/server.ts'
import { IN_STEP, noTerraform, Terraform } from '../clients/terraform/terraform.ts'
import { carryOut, send } from './calls.ts'
import { copy, HERE, landscapeOf, ROLE, THERE, threeVpcs, told, withoutTags } from './three-vpcs.ts'

const SLOW = 600_000

const ACCESS = {
  [placeKey(HERE)]: { profile: 'network' },
  [placeKey(THERE)]: { profile: 'network', role: ROLE },
}
const CREDENTIALS = `[network]
aws_access_key_id = ${HERE.ownerId}
aws_secret_access_key = any
`

/** Terraform in a folder with the mesh as it is exported from what there is now. */
async function exported(server: TestServer, members: readonly Member[]): Promise<Terraform> {
  const terraform = new Terraform(server, { AWS_SHARED_CREDENTIALS_FILE: 'credentials' })
  const landscape = await landscapeOf(server)
  terraform.write('credentials', CREDENTIALS)
  terraform.write('mesh.tf', exportTerraform(planOf(members, landscape), contextOf(landscape, ACCESS)))
  expect(await terraform.run('fmt', '-check', '-diff')).toMatchObject({ code: 0, stdout: '' })
  await terraform.init()
  return terraform
}

function planOf(members: readonly Member[], landscape: Landscape) {
  const tags = { Name: '{mesh}: {requester} "to" {accepter}', cost: `\${x} %{y} é` }
  const plan = planFor(wishFor(members, { dns: true, tags }), landscape)
  expect(plan.objections).toEqual([])
  return plan
}

test.skipIf(noTerraform)(
  `Terraform makes what the plan's calls make${noTerraform ? ` (${noTerraform})` : ''}`,
  async () => {
    const [byTerraform, byCalls] = [await startServer(), await startServer()]
    onTestFinished(async () => void (await Promise.all([byTerraform.close(), byCalls.close()])))
    const members = await threeVpcs(byTerraform)
    await copy(byTerraform, byCalls)
    const terraform = await exported(byTerraform, members)
    expect(await terraform.apply()).toBe('Resources: 18 added, 0 changed, 0 destroyed.')
    await carryOut(byCalls, planOf(members, await landscapeOf(byCalls)))
    expect(withoutTags(await told(byTerraform))).toEqual(withoutTags(await told(byCalls)))
    expect(await terraform.run('plan', '-detailed-exitcode')).toMatchObject(IN_STEP)
  },
  SLOW,
)

test.skipIf(noTerraform)(
  `Terraform takes over what is there, and leaves it as it is${noTerraform ? ` (${noTerraform})` : ''}`,
  async () => {
    const server = await startServer()
    onTestFinished(() => server.close())
    const members = await threeVpcs(server)
    await carryOut(server, planOf(members, await landscapeOf(server)))
    const before = await told(server)
    const terraform = await exported(server, members)
    expect(await terraform.apply()).toMatch(/^Resources: 18 imported, 0 added, \d+ changed, 0 destroyed\.$/)
    expect(await told(server)).toEqual(before)
    expect(await terraform.run('plan', '-detailed-exitcode')).toMatchObject(IN_STEP)
  },
  SLOW,
)

test.skipIf(noTerraform)(
  `Terraform mends a mesh: a peering anew, its stale routes led there${noTerraform ? ` (${noTerraform})` : ''}`,
  async () => {
    const server = await startServer()
    onTestFinished(() => server.close())
    const members = await threeVpcs(server)
    await carryOut(server, planOf(members, await landscapeOf(server)))
    const before = await told(server)
    const { peerings } = await landscapeOf(server)
    const within = peerings.find(({ requester, accepter }) => requester.ownerId === accepter.ownerId)
    await send(server, HERE, 'DeleteVpcPeeringConnection', { VpcPeeringConnectionId: within?.id })
    const terraform = await exported(server, members)
    expect(await terraform.apply()).toMatch(/^Resources: 16 imported, 2 added, \d+ changed, 0 destroyed\.$/)
    const after = (await told(server)).filter(line => !line.includes('"Code":"deleted"'))
    expect(withoutTags(after)).toEqual(withoutTags(before))
    expect(await terraform.run('plan', '-detailed-exitcode')).toMatchObject(IN_STEP)
  },
  SLOW,
)
