import { expect, test } from 'vitest'
import { adding, cableText, deviceOf, place, rank, removing } from './inventory.ts'

test.each([
  ['route 10.0.0.0/8 via 169.254.0.2 dev pcx-1 onlink table 7', 'route blackhole 10.0.0.0/8 table 7'],
  ['link dev eth0 up', 'link dev eth0 down'],
  ['link dev eth0 mtu 1500', 'link dev eth0 mtu 9001'],
  [
    'neighbour 10.1.1.1 lladdr 02:00:00:00:00:01 dev e nud permanent',
    'neighbour 10.1.1.1 lladdr 02:00:00:00:00:02 dev e nud permanent',
  ],
  ['sysctl net.ipv4.conf.all.rp_filter=0', 'sysctl net.ipv4.conf.all.rp_filter=1'],
  ['ntable name arp_cache dev e proxy_delay 0', 'ntable name arp_cache dev e proxy_delay 800'],
])('%s replaces %s', (one, other) => expect(place(one)).toBe(place(other)))

test.each([
  ['route 10.0.0.0/8 dev e table 7', 'route 10.0.0.0/8 dev e table 8'],
  ['route 10.0.0.0/8 dev e table 7', 'route 10.0.0.0/8 dev e table 7 metric 1'],
  ['route 10.0.0.0/8 dev e table 7', 'route 10.0.0.0/9 dev e table 7'],
  ['link dev eth0 mtu 1500', 'link dev eth0 up'],
  ['address 10.1.1.12/24 dev eth0', 'address 10.1.1.13/24 dev eth0'],
  ['rule priority 100 lookup 100', 'rule priority 100 blackhole'],
])('%s stands beside %s', (one, other) => expect(place(one)).not.toBe(place(other)))

test.each([
  [
    'route 10.0.0.0/8 dev e table 7',
    'route replace 10.0.0.0/8 dev e table 7',
    'route del 10.0.0.0/8 dev e table 7',
    'e',
  ],
  [
    'rule priority 200 iif pcx-1 blackhole',
    'rule add priority 200 iif pcx-1 blackhole',
    'rule del priority 200 iif pcx-1 blackhole',
    undefined,
  ],
  ['link dev e up', 'link set dev e up', undefined, 'e'],
  ['sysctl net.ipv4.conf.e.rp_filter=0', 'sysctl net.ipv4.conf.e.rp_filter=0', undefined, 'e'],
])('%s', (line, added, removed, device) => {
  expect([adding(line), removing(line), deviceOf(line)]).toEqual([added, removed, device])
})

test('a link comes up when all else about it is set, and before routes', () => {
  const lines = [
    'route 1.1.1.1/32 dev e table 1',
    'link dev e up',
    'address 1.1.1.1/32 dev e',
    'link dev e mtu 1500',
  ]
  expect(lines.sort((a, b) => rank(a) - rank(b))).toEqual([
    'link dev e mtu 1500',
    'link dev e up',
    'address 1.1.1.1/32 dev e',
    'route 1.1.1.1/32 dev e table 1',
  ])
})

test('a cable is the same from both ends', () => {
  const [one, other] = [
    { namespace: 'a', device: 'x' },
    { namespace: 'b', device: 'y' },
  ]
  expect(cableText({ ends: [one, other] })).toBe(cableText({ ends: [other, one] }))
})
