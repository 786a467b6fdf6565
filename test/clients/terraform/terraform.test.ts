/**
 * Whole configurations, one a folder beside, by Terraform itself: made, found as they are wanted, forgotten and imported,
 * changed, deleted. The tests beside replay single calls of the same provider.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DescribeVpcsCommand } from '@aws-sdk/client-ec2'
import { describe, test } from 'vitest'
import { documents } from '../../../src/model/network.ts'
import { OTHER_ACCOUNT, startServer, type TestServer, type Where } from '../../api/server.ts'
import { type Configuration, configurations, imports } from './configurations.ts'
import { IN_STEP, noTerraform, Terraform } from './terraform.ts'

const SLOW = 600_000
const CHANGED = ['-var', 'changed=true'] as const
const README = join(import.meta.dirname, '../../../README.md')

/** What README says of the provider, for the server at hand. */
function readmeProvider({ endpoint }: TestServer): string {
  const [, text = ''] = /```hcl\n(.*?)```/s.exec(readFileSync(README, 'utf8')) ?? []
  return text.replaceAll('http://127.0.0.1:4566', endpoint)
}

/** Where the configurations make something. */
const places: readonly Where[] = [{}, { account: OTHER_ACCOUNT }, { region: 'eu-west-1' }]

/** Everything there is, with what AWS makes in each place at once and without what has ended. */
async function everything(server: TestServer): Promise<readonly string[]> {
  await Promise.all(places.map(where => server.ec2(where).send(new DescribeVpcsCommand())))
  await server.settled()
  await server.advance('8d')
  return [...documents(server.engine.network)].map(({ kind, id }) => `${kind} ${id}`).sort()
}

/** Lets Terraform forget what it has made of some resources, and import it the next time. */
async function forget(terraform: Terraform, { imported }: Configuration) {
  const some = terraform
    .kept()
    .filter(({ type, address }) => [type, address].some(one => imported.includes(one)))
  terraform.write('imports.tf', imports(some))
  return await terraform.run('state', 'rm', ...some.map(({ address }) => address))
}

const why = noTerraform ? ` (${noTerraform})` : ''

describe.concurrent(`Terraform itself${why}`, () => {
  test.skipIf(noTerraform).for(configurations)(
    '$folder',
    { timeout: SLOW },
    async (one, { expect, onTestFinished }) => {
      const server = await startServer()
      onTestFinished(() => server.close())
      const terraform = new Terraform(server, one.environment, onTestFinished)
      terraform.copy(join(import.meta.dirname, one.folder))
      terraform.write('provider.tf', readmeProvider(server))
      await terraform.init()
      const before = await everything(server)

      expect(await terraform.apply()).toBe(one.made)
      expect(await terraform.run('plan', '-detailed-exitcode')).toMatchObject(IN_STEP)
      expect(await forget(terraform, one)).toMatchObject({ code: 0 })
      expect(await terraform.apply(...CHANGED)).toBe(one.changed)
      expect(await terraform.run('plan', '-detailed-exitcode', ...CHANGED)).toMatchObject(IN_STEP)
      expect(await terraform.apply('-destroy')).toBe(one.deleted)
      expect(await everything(server)).toEqual(before)
    },
  )
})
