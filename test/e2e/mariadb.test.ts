/** The database of examples/mariadb: MariaDB in one VPC and its clients in two others, as root and as an ordinary user. */
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { CHECKOUT, Lab } from '../cli/isthmus.ts'
import { NOBODY, whyNobodyHasNoPackets } from '../cli/nobody.ts'

/** The AWS CLI takes half a second to start, and is started some fifty times. */
const SLOW = { timeout: 600_000 }

/** What is shown of a database's answer, and of every question whether there was one. */
const ANSWERS = /^(?:ERROR .*|[+|].*|-> .*)$/gm

const users = [
  { who: 'root', user: undefined, noPackets: await canRun() },
  { who: 'an ordinary user', user: NOBODY, noPackets: whyNobodyHasNoPackets() },
]

for (const { who, user, noPackets } of users) {
  const title = `as ${who}: no answer before the peering and its routes, and an answer after${noPackets ? ` (skipped: ${noPackets})` : ''}`
  test.skipIf(noPackets)(title, SLOW, async () => {
    const lab = new Lab(user)
    await lab.serve('--driver', 'linux')
    onTestFinished(async () => void (await lab.isthmus('down')))
    const { code, stdout, stderr } = await lab.run(join(CHECKOUT, 'examples/mariadb'), [])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('mariadbd: ready for connections.')
    expect(stdout.match(ANSWERS)).toEqual([
      "ERROR 2002 (HY000): Can't connect to server on '10.3.1.10' (110)",
      '-> no answer, as it should be.',
      ...['+----------+', '| item     |', '+----------+', '| a bridge |', '+----------+'],
      '-> the VPC of the application has its answer.',
      "ERROR 2002 (HY000): Can't connect to server on '10.3.1.10' (110)",
      '-> no answer, as it should be.',
      ...['+------------------+', '| orders_until_now |', '+------------------+'],
      ...['|                1 |', '+------------------+'],
      '-> the VPC of the analysts has its answer.',
      ...['+----------+', '| item     |', '+----------+', '| a bridge |', '+----------+'],
      '-> the VPC of the application has its answer.',
    ])
    const states = ['--query', 'Reservations[].Instances[].State.Name', '--output', 'text']
    const { stdout: left } = await lab.isthmus('aws', 'ec2', 'describe-instances', ...states)
    expect(new Set(left.trim().split(/\s+/)), 'every instance ends with its process').toEqual(
      new Set(['terminated']),
    )
  })
}
