/** User data that runs, where the operator lets it, and what it does not get at. */
import { readdirSync, readlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { Lab, withoutUserNamespaces } from './isthmus.ts'
import { NOBODY, whyNobodyHasNoPackets } from './nobody.ts'

const noPackets = (await canRun()) ?? whyNobodyHasNoPackets()
/** A server that lets user data run, and what is asked of it. */
async function lab(on: Lab, ...wish: readonly string[]) {
  const server = await on.serve('--driver', 'linux', ...wish)
  onTestFinished(async () => void (await on.isthmus('down')))
  const ec2 = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await on.isthmus('aws', 'ec2', ...args, '--output', 'text')
    if (code !== 0) throw new Error(stderr)
    return stdout.trim()
  }
  const launch = async (userData: string) => {
    writeFileSync(on.path('user-data'), userData)
    const image = ['--image-id', 'ami-0123456789abcdef0', '--user-data', 'file://user-data']
    const id = await ec2('run-instances', ...image, '--query', 'Instances[0].InstanceId')
    await on.isthmus('wait')
    return id
  }
  const logs = async (instance: string) => (await on.isthmus('logs', instance)).stdout
  /** All that it prints, once it has ended. */
  const ended = (instance: string) =>
    vi.waitUntil(
      async () => /^isthmus: the user data .*\n/m.test(await logs(instance)) && logs(instance),
      20_000,
    )
  return { server, ec2, launch, logs, ended }
}

const LOOK_AROUND = `#!/bin/bash
echo "$(hostname): user $(id -u), $HOME"
echo /* /etc/*
ls -A /home /root /tmp /run /var/tmp | grep -v : | wc -w
tr '\\0' '\\n' </proc/1/environ | grep -v '^\\(PATH\\|PWD\\|SHLVL\\|_\\)=' | wc -l
grep -h CapEff /proc/self/status /proc/1/status | sort -u
for file in /usr/x /etc/alternatives/x /proc/sys/kernel/core_pattern; do echo x 2>&1 >$file; done
unshare --user true
echo /proc/1/root/* | wc -w
cat /etc/resolv.conf >/dev/stderr
exit 7
`

/** What it sees; the differences between machines are in capitals. */
const SEEN = `ip-172-31-ADDRESS: user 0, /root
/bin /dev /etc /home /lib LIBS /proc /root /run /sbin /tmp /usr /var /etc/alternatives /etc/group /etc/hostname /etc/hosts /etc/nsswitch.conf /etc/passwd /etc/resolv.conf
0
0
CapEff:	0000000000000000
/var/lib/cloud/instance/user-data.txt: line 7: /usr/x: Read-only file system
/var/lib/cloud/instance/user-data.txt: line 7: /etc/alternatives/x: Read-only file system
/var/lib/cloud/instance/user-data.txt: line 7: /proc/sys/kernel/core_pattern: DENIED
unshare: unshare failed: No space left on device
ROOT
search ec2.internal
nameserver 172.31.0.2
isthmus: the user data ended: 7
`

const portable = (output: string): string =>
  output
    .replace(/^ip-172-31-\d+-\d+/, 'ip-172-31-ADDRESS')
    .replace(/ \/lib( \/lib\w+)+/, ' /lib LIBS')
    .replace(/(core_pattern): .*/, '$1: DENIED')
    .replace(/^1[2-5]$/m, 'ROOT')

const SERVE = `#!/bin/sh
ping -c 1 -W 1 127.0.0.1 >/dev/null && echo pinged
echo '<h1>it works</h1>' >index.html
exec python3 -m http.server 80
`

describe.skipIf(noPackets)(`with packets${noPackets ? ` (skipped: ${noPackets})` : ''}`, () => {
  test.each([
    { who: 'root', user: undefined },
    { who: 'an ordinary user', user: NOBODY },
  ])('a script of the server of $who sees nothing of the machine but its programs', async ({ user }) => {
    const on = new Lab(user)
    const { launch, ended, ec2 } = await lab(on, '--user-data', 'run')
    const instance = await launch(LOOK_AROUND)
    const output = await ended(instance)
    expect(portable(output)).toBe(SEEN)
    const console = ['get-console-output', '--instance-id', instance, '--query', 'Output']
    expect(await ec2(...console)).toBe(output.trim())
  })

  test('it is in the network of its instance, once, and no longer than that', async () => {
    const on = new Lab()
    const { launch, logs, ec2 } = await lab(on, '--user-data', 'run')
    const instance = await launch(SERVE)
    const page = () => on.isthmus('exec', instance, '--', 'curl', '-s', 'http://127.0.0.1/index.html')
    await vi.waitFor(async () => expect((await page()).stdout).toBe('<h1>it works</h1>\n'), 10_000)
    expect(await logs(instance)).toMatch(/^pinged\n/)
    await ec2('stop-instances', '--instance-ids', instance)
    await on.isthmus('wait')
    const stopped = await logs(instance)
    expect(stopped).toMatch(/isthmus: the user data ended: (137|SIGKILL)\n$/)
    await ec2('start-instances', '--instance-ids', instance)
    await on.isthmus('wait')
    const other = await launch('#!/bin/sh\necho second\n')
    await vi.waitFor(async () => expect(await logs(other)).toContain('ended: 0'), 10_000)
    expect(await logs(instance)).toBe(stopped)
  })

  test('what is no script is kept, and said not to run', async () => {
    const { launch, ended, ec2 } = await lab(new Lab(), '--user-data', 'run')
    const instance = await launch('#cloud-config\npackages: [nginx]\n')
    expect(await ended(instance)).toBe(
      'isthmus: the user data is kept but does not run here: it does not begin with #!\n',
    )
    const query = ['--attribute', 'userData', '--query', 'UserData.Value']
    const kept = await ec2('describe-instance-attribute', '--instance-id', instance, ...query)
    expect(atob(kept)).toBe('#cloud-config\npackages: [nginx]\n')
  })

  test('unless the operator lets it, nothing runs', async () => {
    const on = new Lab()
    const { launch, logs } = await lab(on)
    const instance = await launch('#!/bin/sh\necho here I am\n')
    expect(await logs(instance)).toBe('')
    const inside = await on.isthmus('exec', instance, '--', 'readlink', '/proc/self/ns/net')
    expect(processesIn(inside.stdout.trim())).toEqual([])
  })

  test('it ends with its server', async () => {
    const on = new Lab()
    const { launch, logs, server } = await lab(on, '--user-data', 'run')
    const instance = await launch('#!/bin/sh\necho begun\nexec sleep 600\n')
    await vi.waitFor(async () => expect(await logs(instance)).toBe('begun\n'), 10_000)
    const inside = await on.isthmus('exec', instance, '--', 'readlink', '/proc/self/ns/net')
    expect(processesIn(inside.stdout.trim()).length).toBeGreaterThan(1)
    await server.end('SIGKILL')
    await vi.waitFor(() => expect(processesIn(inside.stdout.trim())).toEqual([]), 10_000)
  })
})

/** Processes in a network namespace, named as /proc has it. */
const processesIn = (namespace: string): readonly string[] =>
  readdirSync('/proc').filter(pid => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/ns/net`) === namespace
    } catch {
      return false
    }
  })

test('a server that cannot keep it in is not started', async () => {
  const on = new Lab(NOBODY, withoutUserNamespaces())
  const serve = [
    'serve',
    '--port',
    '0',
    '--data',
    on.path('data'),
    '--driver',
    'memory',
    '--user-data',
    'run',
  ]
  const { code, stderr } = await on.isthmus(...serve)
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringMatching(/^isthmus: User data cannot run here, in bubblewrap .*: bwrap: .*\n$/),
  })
})
