/** What somebody broke by hand at a gateway, behind it or on the way to it is seen and repaired. */
import { afterAll, describe, expect, test } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { converge, difference } from './converge.ts'
import { damage } from './damage.ts'
import { behind, fabricOf, natGateway, type VpcSketch, vpc } from './example-fabric.ts'
import { id } from './fabric-draft.ts'
import { WORLD } from './fabric-gateways.ts'
import { answers } from './inside.ts'
import { createBench } from './packet-bench.ts'

const reason = await canRun()
const { at, fresh, namespace, down } = createBench('9')

const NAT = 250
const HOST = '198.51.100.10'
const SITE = '192.168.1.1'

const sketch: VpcSketch = {
  number: 1,
  nat: NAT,
  routes: [
    { destination: '0.0.0.0/0', host: NAT },
    { destination: '192.168.1.0/24', gateway: 'vpn' },
  ],
  secondRoutes: [{ destination: '0.0.0.0/0', gateway: 'internet' }],
  gateways: [{ kind: 'internet', mapped: [NAT] }, { kind: 'vpn' }],
}

/** To the Internet it goes through a NAT gateway, to the site through a virtual private gateway. */
const whole = fabricOf(
  vpc(sketch),
  ...behind(sketch).map(gateway =>
    gateway.kind === 'vpn'
      ? { ...gateway, sites: [{ id: id('vpn', 1), networks: [{ block: '192.168.1.0/24', host: SITE }] }] }
      : gateway,
  ),
  WORLD,
)

const router = namespace(id('vpc', 1))
const internet = namespace('internet')
const nat = namespace(natGateway(1))
const gateway = namespace(id('vgw', 1))
const site = namespace(id('vpn', 1))
const igw = 'igw-00000000001'

/** Where, what is done, and who does not answer any more, if it is so at once: a namespace goes when the kernel finds time. */
const DAMAGE: readonly (readonly [namespace: string, command: string, silent: string | undefined])[] = [
  [router, `ip link del dev ${igw}`, HOST],
  [router, `ip link set dev ${igw} mtu 9001`, undefined],
  [router, `ip link set dev ${igw} alias somebody`, undefined],
  [router, `ip neighbour del 169.254.0.2 dev ${igw}`, HOST],
  [router, 'ip rule add priority 150 lookup main', undefined],
  [router, `nft flush map inet isthmus private-of-igw-${'1'.padStart(17, '0')}`, HOST],
  [router, 'nft flush chain inet isthmus leave', HOST],
  [internet, `ip link set dev ${igw} down`, HOST],
  [internet, `ip link set dev ${igw} alias somebody`, undefined],
  [internet, 'ip route del 198.18.1.250', HOST],
  [internet, 'ip route add 10.0.0.0/8 dev lo', undefined],
  [internet, `ip address del ${HOST}/32 dev lo`, HOST],
  [internet, `sysctl -w net.ipv4.conf.${igw}.forwarding=0`, undefined],
  [internet, 'sysctl -w net.ipv6.conf.all.forwarding=0', undefined],
  [internet, `ip netns del ${internet}`, undefined],
  [nat, 'nft delete table inet isthmus', HOST],
  [nat, 'nft add table ip somebody', undefined],
  [nat, 'nft flush chain inet isthmus forward', HOST],
  [nat, 'ip route del default', HOST],
  [nat, 'ip rule add priority 50 blackhole', HOST],
  [nat, 'sysctl -w net.ipv4.conf.all.forwarding=0', HOST],
  [nat, `ip netns del ${nat}`, undefined],
  [gateway, 'ip route del 192.168.1.0/24', SITE],
  [gateway, 'ip route del 10.1.0.0/16', SITE],
  [gateway, 'ip link del dev vpn-00000000001', SITE],
  [gateway, 'ip link set dev vpn-00000000001 alias somebody', undefined],
  [gateway, `ip netns del ${gateway}`, undefined],
  [site, `ip address del ${SITE}/32 dev lo`, SITE],
  [site, 'ip route del default', SITE],
  [site, `ip netns del ${site}`, undefined],
]

describe.skipIf(reason)(`linux${reason ? ` (skipped: ${reason})` : ''}`, { timeout: 30_000 }, () => {
  afterAll(down)

  test.each(DAMAGE)('in %s: %s', async (where, command, silent) => {
    await converge(fresh(), whole)
    expect(await difference(fresh(), whole)).toEqual([])
    await damage(where, command)
    if (silent) expect(await answers(at(1, 12), silent, false)).toBe(false)
    expect(await difference(fresh(), whole)).not.toEqual([])
    expect(await converge(fresh(), whole)).toEqual([])
    expect(await difference(fresh(), whole)).toEqual([])
    for (const address of [HOST, SITE]) expect(await answers(at(1, 12), address)).toBe(true)
  })
})
