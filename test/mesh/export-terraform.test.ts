/** What is exported, applied by Terraform itself with HashiCorp's AWS provider. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { contextOf, planFor } from '../../src/mesh/export.fixture.ts'
import { exportTerraform } from '../../src/mesh/export-terraform.ts'
import { wishFor } from '../../src/mesh/landscape.fixture.ts'
import type { Landscape } from '../../src/mesh/landscape.ts'
import type { Member } from '../../src/mesh/wish.ts'
import { placeKey } from '../../src/model/owned.ts'
import { startServer, type TestServer } from '../api/server.ts'
import { run } from '../clients/program.ts'
import { carryOut, send } from './calls.ts'
import { copy, HERE, landscapeOf, ROLE, THERE, threeVpcs, told, withoutTags } from './three-vpcs.ts'

/** A folder with HashiCorp's AWS provider, as `terraform init -plugin-dir` wants it: Terraform is not among Debian's packages. */
const PLUGINS = process.env.TF_PLUGIN_DIR ?? '/opt/tf-plugins'
const onPath = (process.env.PATH ?? '').split(delimiter).map(folder => join(folder, 'terraform'))
const TERRAFORM = onPath.find(file => existsSync(file))
const none =
  TERRAFORM && existsSync(PLUGINS) ? undefined : 'skipped: no terraform, or no AWS provider in $TF_PLUGIN_DIR'
const SLOW = 600_000

const ACCESS = {
  [placeKey(HERE)]: { profile: 'network' },
  [placeKey(THERE)]: { profile: 'network', role: ROLE },
}
const CREDENTIALS = `[network]
aws_access_key_id = ${HERE.ownerId}
aws_secret_access_key = any
`

/** Terraform in a folder of its own, with the mesh as it is exported from what there is now. */
class Terraform {
  readonly #server: TestServer
  readonly #folder = mkdtempSync(join(tmpdir(), 'isthmus-terraform-'))

  constructor(server: TestServer) {
    this.#server = server
    onTestFinished(() => rmSync(this.#folder, { recursive: true, force: true }))
    writeFileSync(join(this.#folder, 'credentials'), CREDENTIALS)
  }

  async write(members: readonly Member[]): Promise<void> {
    const landscape = await landscapeOf(this.#server)
    const text = exportTerraform(planOf(members, landscape), contextOf(landscape, ACCESS))
    writeFileSync(join(this.#folder, 'mesh.tf'), text)
    expect(await this.run('fmt', '-check', '-diff')).toMatchObject({ code: 0, stdout: '' })
    expect((await this.run('init', `-plugin-dir=${PLUGINS}`)).code).toBe(0)
  }

  async run(command: string, ...options: readonly string[]) {
    const { code, stdout, stderr } = await run(
      this.#server,
      TERRAFORM ?? '',
      [`-chdir=${this.#folder}`, command, ...options],
      {
        AWS_SHARED_CREDENTIALS_FILE: join(this.#folder, 'credentials'),
        AWS_EC2_METADATA_DISABLED: 'true',
        CHECKPOINT_DISABLE: '1',
        TF_CLI_ARGS: command === 'fmt' ? '' : '-no-color',
      },
    )
    return { code, stdout, stderr }
  }

  /** What `apply` says it did. */
  async apply(): Promise<string> {
    const { stdout, stderr } = await this.run('apply', '-auto-approve', '-input=false')
    return /Apply complete! (.*)/.exec(stdout)?.[1] ?? `${stdout}${stderr}`
  }
}

function planOf(members: readonly Member[], landscape: Landscape) {
  const tags = { Name: '{mesh}: {requester} "to" {accepter}', cost: `\${x} %{y} é` }
  const plan = planFor(wishFor(members, { dns: true, tags }), landscape)
  expect(plan.objections).toEqual([])
  return plan
}

const IN_STEP = { code: 0, stdout: expect.stringContaining('No changes.') }

test.skipIf(none)(
  `Terraform makes what the plan's calls make${none ? ` (${none})` : ''}`,
  async () => {
    const [byTerraform, byCalls] = [await startServer(), await startServer()]
    onTestFinished(async () => void (await Promise.all([byTerraform.close(), byCalls.close()])))
    const members = await threeVpcs(byTerraform)
    await copy(byTerraform, byCalls)
    const terraform = new Terraform(byTerraform)
    await terraform.write(members)
    expect(await terraform.apply()).toBe('Resources: 18 added, 0 changed, 0 destroyed.')
    await carryOut(byCalls, planOf(members, await landscapeOf(byCalls)))
    expect(withoutTags(await told(byTerraform))).toEqual(withoutTags(await told(byCalls)))
    expect(await terraform.run('plan', '-detailed-exitcode')).toMatchObject(IN_STEP)
  },
  SLOW,
)

test.skipIf(none)(
  `Terraform takes over what is there, and leaves it as it is${none ? ` (${none})` : ''}`,
  async () => {
    const server = await startServer()
    onTestFinished(() => server.close())
    const members = await threeVpcs(server)
    await carryOut(server, planOf(members, await landscapeOf(server)))
    const before = await told(server)
    const terraform = new Terraform(server)
    await terraform.write(members)
    expect(await terraform.apply()).toMatch(/^Resources: 18 imported, 0 added, \d+ changed, 0 destroyed\.$/)
    expect(await told(server)).toEqual(before)
    expect(await terraform.run('plan', '-detailed-exitcode')).toMatchObject(IN_STEP)
  },
  SLOW,
)

test.skipIf(none)(
  `Terraform mends a mesh: a peering anew, its stale routes led there${none ? ` (${none})` : ''}`,
  async () => {
    const server = await startServer()
    onTestFinished(() => server.close())
    const members = await threeVpcs(server)
    await carryOut(server, planOf(members, await landscapeOf(server)))
    const before = await told(server)
    const { peerings } = await landscapeOf(server)
    const within = peerings.find(({ requester, accepter }) => requester.ownerId === accepter.ownerId)
    await send(server, HERE, 'DeleteVpcPeeringConnection', { VpcPeeringConnectionId: within?.id })
    const terraform = new Terraform(server)
    await terraform.write(members)
    expect(await terraform.apply()).toMatch(/^Resources: 16 imported, 2 added, \d+ changed, 0 destroyed\.$/)
    const after = (await told(server)).filter(line => !line.includes('"Code":"deleted"'))
    expect(withoutTags(after)).toEqual(withoutTags(before))
    expect(await terraform.run('plan', '-detailed-exitcode')).toMatchObject(IN_STEP)
  },
  SLOW,
)
