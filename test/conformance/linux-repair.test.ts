/** What somebody broke by hand is seen and repaired. */
import { rm } from 'node:fs/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { createLinuxDriver } from '../../src/drivers/linux/driver.ts'
import { converge, difference } from './converge.ts'
import { damage } from './damage.ts'
import { instance, peered } from './example-fabric.ts'
import { id } from './fabric-draft.ts'
import { answers, inside, start, stop } from './inside.ts'

const reason = await canRun()
const MARK = `e${process.pid.toString(16).padStart(6, '0')}`
const fresh = () => createLinuxDriver({ mark: MARK })

const router = `isthmus-${MARK}-${id('vpc', 1)}`
const first = `isthmus-${MARK}-${instance(1, 12)}`
const eni = 'eni-00000000112'
const pcx = 'pcx-00000000012'

/** Where, what is done, and whether a ping across the peering suffers. */
const DAMAGE: readonly (readonly [namespace: string, command: string, 'breaks' | 'endangers'])[] = [
  [router, `ip route del 10.1.1.12 table 100`, 'breaks'],
  [router, `ip route del 10.2.0.0/16 table ${0x10000001}`, 'breaks'],
  [router, `ip route replace blackhole 10.2.0.0/16 table ${0x10000001}`, 'breaks'],
  [router, `ip route add 10.99.0.0/16 dev ${pcx} table 100`, 'endangers'],
  [router, 'ip rule del priority 100', 'breaks'],
  [router, 'ip rule del priority 400', 'endangers'],
  [router, 'ip rule add priority 50 blackhole', 'breaks'],
  [router, 'ip address del 10.1.1.1/32 dev lo', 'endangers'],
  [router, `ip neighbour del 10.1.1.12 dev ${eni}`, 'endangers'],
  [router, `ip neighbour del 169.254.0.2 dev ${pcx}`, 'breaks'],
  [router, `ip link set dev ${eni} down`, 'breaks'],
  [router, `ip link set dev ${eni} mtu 1400`, 'endangers'],
  [router, `ip link set dev ${eni} alias somebody`, 'endangers'],
  [router, `ip link set dev ${eni} addrgenmode eui64`, 'endangers'],
  [router, `ip link del dev ${eni}`, 'breaks'],
  [router, `ip link set dev ${pcx} down`, 'breaks'],
  [router, `ip link set dev ${pcx} alias somebody`, 'endangers'],
  [router, `ip link del dev ${pcx}`, 'breaks'],
  [router, 'ip link add dummy type veth peer name other', 'endangers'],
  [router, 'nft flush chain inet isthmus egress', 'breaks'],
  [router, `nft flush chain inet isthmus egress-${id('sg', 1)}`, 'breaks'],
  [router, `nft insert rule inet isthmus ingress-${id('eni', 1, 12)} drop`, 'breaks'],
  [router, `nft add rule inet isthmus ingress-${id('sg', 1)} accept`, 'endangers'],
  [router, 'nft delete element inet isthmus table-of { "eni-00000000112" }', 'breaks'],
  [router, 'nft add chain inet isthmus ingress { policy accept ; }', 'endangers'],
  [router, 'nft add chain inet isthmus somebody', 'endangers'],
  [router, 'nft delete table inet isthmus', 'endangers'],
  [router, 'nft add table ip somebody', 'endangers'],
  [router, `sysctl -w net.ipv4.conf.${eni}.forwarding=0`, 'breaks'],
  [router, `sysctl -w net.ipv4.conf.${eni}.proxy_arp=0`, 'endangers'],
  [router, 'sysctl -w net.ipv4.conf.all.rp_filter=1', 'endangers'],
  [router, `sysctl -w net.ipv4.conf.${eni}.rp_filter=1`, 'endangers'],
  [first, 'ip address del 10.1.1.12/24 dev eth0', 'breaks'],
  [first, 'ip route del default', 'breaks'],
  [first, 'ip link set dev eth0 down', 'breaks'],
  [first, 'ip link set dev eth0 address 02:00:00:00:00:99', 'endangers'],
  [first, 'ip link del dev eth0', 'breaks'],
  [first, 'ip link set dev lo down', 'endangers'],
  [first, `ip netns del ${first}`, 'breaks'],
  [router, `ip netns del ${router}`, 'endangers'],
  [router, `umount --lazy /run/netns/${router}`, 'endangers'],
]

describe.skipIf(reason)(`linux${reason ? ` (skipped: ${reason})` : ''}`, { timeout: 30_000 }, () => {
  afterAll(() => fresh().down())

  test.each(DAMAGE)('in %s: %s: %s', async (namespace, command, effect) => {
    await converge(fresh(), peered())
    expect(await difference(fresh(), peered())).toEqual([])
    await damage(namespace, command)
    if (effect === 'breaks') expect(await answers(first, '10.2.1.12', false)).toBe(false)
    expect(await difference(fresh(), peered())).not.toEqual([])
    expect(await converge(fresh(), peered())).toEqual([])
    expect(await difference(fresh(), peered())).toEqual([])
    expect(await answers(first, '10.2.1.12')).toBe(true)
  })

  test('the repair of a link leaves the instance and what runs in it alone', async () => {
    await converge(fresh(), peered())
    const tenant = start(first, 'sleep', '60')
    try {
      await inside(first, 'ip', 'address', 'add', '192.0.2.1/32', 'dev', 'lo')
      await inside(router, 'ip', 'link', 'del', 'dev', eni)
      await converge(fresh(), peered())
      expect(tenant.signalCode).toBe(null)
      expect((await inside(first, 'ip', 'address', 'show', 'dev', 'lo')).stdout).toContain('192.0.2.1')
      expect(await difference(fresh(), peered())).toEqual([])
    } finally {
      await stop(tenant)
    }
  })

  test('a lost register is no reason to rebuild anything', async () => {
    await converge(fresh(), peered())
    const before = await inside(router, 'ip', '-o', 'link')
    await rm(`/run/isthmus/${MARK}`, { recursive: true })
    expect(await converge(fresh(), peered())).toEqual([])
    expect(await inside(router, 'ip', '-o', 'link')).toEqual(before)
    expect(await difference(fresh(), peered())).toEqual([])
  })
})
