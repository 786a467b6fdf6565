/** The form of the commands is the AWS CLI's own: a scenario played as a user plays it, with the AWS CLI. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { CHECKOUT, Lab } from '../cli/isthmus.ts'

const PLAY = join(CHECKOUT, 'examples/play')
const AWS = '/usr/bin/aws'
const none = existsSync(AWS) ? '' : ` (skipped: no ${AWS})`
const driver = (await canRun()) ? 'memory' : 'linux'

test.skipIf(none)(`vendor-service, on the ${driver} driver${none}`, { timeout: 300_000 }, async () => {
  const lab = new Lab()
  await lab.serve('--driver', driver)
  onTestFinished(async () => void (await lab.isthmus('down')))
  const { code, stdout, stderr } = await lab.run(PLAY, ['vendor-service'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout.match(/^tcp .*/gm)).toEqual([
    'tcp $host_us $host_them:443 → stopped by SG_HAS_NO_RULES',
    'tcp $host_us $host_them:443 → ok',
    'tcp $host_us $host_them:22 → stopped by ENI_SG_RULES_MISMATCH',
    'tcp $other $host_them:443 → stopped by ENI_SG_RULES_MISMATCH',
    'tcp $host_them $host_us:443 → stopped by SG_HAS_NO_RULES',
  ])
})

test('without arguments it says which scenarios there are', async () => {
  const lab = new Lab()
  const { code, stdout } = await lab.run(PLAY, [])
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^ {2}worked-example +The worked example/m),
  })
})
