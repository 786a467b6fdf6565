/** Ansible's own modules (Debian's package): what is made once is not changed again, what is gone stays gone. */
import { expect, test } from 'vitest'
import { useServer } from '../api/server.ts'
import { missing, run } from './program.ts'

const server = await useServer()
const PLAYBOOK = '/usr/bin/ansible-playbook'
const none = missing(PLAYBOOK)

/** As Ansible's `json` callback prints it. */
interface Printed {
  readonly plays: readonly {
    readonly play: { readonly name: string }
    readonly tasks: readonly {
      readonly task: { readonly name: string }
      readonly hosts: {
        readonly localhost: { readonly changed?: boolean; readonly failed?: boolean; readonly msg?: string }
      }
    }[]
  }[]
}

const MADE = [
  'VPC',
  'Its peer',
  'DHCP options',
  'Subnet',
  'Internet gateway',
  'NAT gateway',
  'Security group',
  'Network ACL',
  'Peering',
  'Acceptance',
  'Route table',
]
const TAKEN_AWAY = [
  'Route table',
  'Peering',
  'Network ACL',
  'Security group',
  'NAT gateway',
  'Internet gateway',
  'Subnet',
  'VPC',
  'DHCP options',
  'Its peer',
]

test.skipIf(none)(
  `two peered VPCs, present twice and absent twice${none ? ` (${none})` : ''}`,
  async () => {
    const playbook = `${import.meta.dirname}/ansible/playbook.yml`
    const { stdout, stderr } = await run(server, PLAYBOOK, ['-i', 'localhost,', '-c', 'local', playbook], {
      ANSIBLE_STDOUT_CALLBACK: 'json',
      ANSIBLE_PYTHON_INTERPRETER: '/usr/bin/python3',
      ANSIBLE_DEPRECATION_WARNINGS: 'false',
    })
    expect(stdout, stderr).toMatch(/^\{/)
    const expected = new Set([...MADE, ...TAKEN_AWAY])
    const { plays } = JSON.parse(stdout) as Printed
    const reported = plays.flatMap(({ play, tasks }) =>
      tasks
        .filter(({ task, hosts }) => expected.has(task.name) || hosts.localhost.failed)
        .map(
          ({ task, hosts: { localhost: end } }) =>
            `${play.name}: ${task.name}: ${end.failed ? end.msg : (end.changed ?? false)}`,
        ),
    )
    const all = (play: string, tasks: readonly string[], changed: boolean) =>
      tasks.map(task => `${play}: ${task}: ${changed}`)
    expect(reported).toEqual([
      ...all('Made', MADE, true),
      ...all('Made again', MADE, false),
      ...all('Taken away', TAKEN_AWAY, true),
      ...all('Taken away again', TAKEN_AWAY, false),
    ])
  },
  300_000,
)
