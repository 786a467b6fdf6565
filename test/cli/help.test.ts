/** Every command says how it is used, and what is not understood is refused in a sentence. */
import { expect, test } from 'vitest'
import { Lab } from './isthmus.ts'

const COMMANDS = [
  'serve',
  'down',
  'status',
  'env',
  'aws',
  'run',
  'logs',
  'exec',
  'capture',
  'reach',
  'explain',
  'mesh',
  'mesh plan',
  'mesh apply',
  'mesh status',
  'mesh destroy',
  'mesh export',
  'wait',
  'clock',
  'clock show',
  'clock advance',
  'account',
  'account create',
  'account principals',
  'account list',
]

test('the commands are these', async () => {
  const { code, stdout } = await new Lab().isthmus('--help')
  const listed = [...stdout.slice(stdout.indexOf('Commands:')).matchAll(/^ {2}([a-z]+)/gm)].map(
    match => match[1],
  )
  expect({ code, listed }).toEqual({
    code: 0,
    listed: [...COMMANDS.filter(command => !command.includes(' ')), 'help'],
  })
})

test.each(COMMANDS)('%s --help has examples', async command => {
  const { code, stdout, stderr } = await new Lab().isthmus(...command.split(' '), '--help')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain(`Usage: isthmus ${command}`)
  expect(stdout).toMatch(new RegExp(`Examples:\n  # .+\n  \\$ isthmus ${command.split(' ')[0]}`))
})

test.each([
  { typed: 'frobnicate', says: "error: unknown command 'frobnicate'" },
  { typed: 'status --frobnicate', says: "error: unknown option '--frobnicate'" },
  { typed: 'serve --port 65536', says: 'A port is a number from 0 to 65535.' },
  { typed: 'serve --driver bridge', says: 'Allowed choices are memory, linux, ovn.' },
  { typed: 'serve --dns-upstream resolver.example', says: 'It is an IP address, and a port if not 53' },
  { typed: 'serve --quota vpcs=1', says: 'It looks like peerings-per-vpc=60; the names are below.' },
  { typed: 'serve --quota peerings-per-vpc=many', says: 'It looks like peerings-per-vpc=60' },
  { typed: 'clock advance 7w', says: 'A duration looks like 7d, 2h30m or 90s.' },
  { typed: 'clock advance', says: "error: missing required argument 'duration'" },
  { typed: 'reach i-1', says: "error: missing required argument 'to'" },
  { typed: 'reach i-1 i-2 --tcp 80 --udp 53', says: 'cannot be used with option' },
  { typed: 'reach i-1 i-2 --tcp 0', says: 'A port is a number from 1 to 65535.' },
  { typed: 'mesh apply', says: 'Name the VPCs that are to be connected, or a file: --file mesh.yaml' },
  { typed: 'mesh plan eu-west-9000:a', says: 'eu-west-9000' },
  { typed: 'mesh apply a b --parallel none', says: 'It is a number from 1 to 999.' },
  { typed: 'mesh plan --file mesh.yaml --name prod', says: 'cannot be used with option' },
  { typed: 'status --endpoint here', says: 'An endpoint is a URL such as http://127.0.0.1:4566.' },
])('isthmus $typed is refused', async ({ typed, says }) => {
  const { code, stdout, stderr } = await new Lab().isthmus(...typed.split(' '))
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(says)
})
