import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { describe, expect, test } from 'vitest'
import { canRun, isRoot } from '../drivers/linux/can-run.ts'
import { asGuest } from './guest.ts'

const reason = isRoot() ? await canRun() : 'it wants root'
const guest = { hostName: 'ip-10-1-1-12.ec2.internal', resolvConf: 'nameserver 10.1.0.2\n' }

/** What a guest sees, after something was done to /etc in a view of its own. */
function seen(preparing: string, script: string, of = guest): string {
  const way = ['--mount', 'sh', '-c', `${preparing}\nexec "$@"`, 'sh', ...asGuest(of)]
  return execFileSync('unshare', [...way, 'sh', '-c', script], { encoding: 'utf8' })
}

/** Makes a link of /etc/resolv.conf that leads nowhere. */
const DANGLING = `mount -t tmpfs none /mnt && mkdir /mnt/upper /mnt/work
mount -t overlay none -o lowerdir=/etc,upperdir=/mnt/upper,workdir=/mnt/work /etc
ln -sf /run/nowhere/resolv.conf /etc/resolv.conf`

describe.skipIf(reason)(`a guest${reason ? ` (skipped: ${reason})` : ''}`, () => {
  test.each([
    ['where it is a file', ''],
    ['where it leads nowhere', DANGLING],
    ['where it is not there', `${DANGLING}\nrm /etc/resolv.conf`],
  ])('has the resolver that it is told, %s', (_, preparing) => {
    const before = readFileSync('/etc/resolv.conf', 'utf8')
    expect(seen(preparing, 'cat /etc/resolv.conf; head -c 5 /etc/passwd; ls -d /tmp')).toBe(
      'nameserver 10.1.0.2\nroot:/tmp\n',
    )
    expect(readFileSync('/etc/resolv.conf', 'utf8')).toBe(before)
  })

  test('has its own host name, and the machine keeps its', () => {
    const before = hostname()
    expect(seen('', 'hostname')).toBe('ip-10-1-1-12.ec2.internal\n')
    expect(hostname()).toBe(before)
  })

  test('a name that the kernel does not take leaves it as it is', () => {
    expect(seen('', 'hostname', { ...guest, hostName: 'a'.repeat(65) })).toBe(`${hostname()}\n`)
  })

  test('sees the /tmp of the machine, and arguments as they are', () => {
    expect(seen('', `mount | grep -c ' /tmp ' || true; printf '%s|' "$0" 'a  b'`)).toMatch(
      /^\d+\nsh\|a {2}b\|$/,
    )
  })
})
