import { expect, test } from 'vitest'
import { cidr } from './cidr.ts'
import { hostIn, networksOf } from './customer-site.ts'
import type { StaticRoute, VpnConnection } from './vpn-connection.ts'

test.each([
  ['10.8.0.0/16', '10.8.0.1'],
  ['10.8.0.4/31', '10.8.0.4'],
  ['10.8.0.4/32', '10.8.0.4'],
  ['0.0.0.0/0', '1.0.0.1'],
  ['128.0.0.0/1', '128.0.0.1'],
])('the host in %s is %s', (block, host) => {
  expect(hostIn(cidr(block)).text).toBe(host)
})

const route = (block: string, state: StaticRoute['state']): StaticRoute => ({
  destination: cidr(block),
  state,
})
const connection = (staticRoutesOnly: boolean) =>
  ({
    id: 'vpn-0000000000000ab0f',
    options: { staticRoutesOnly },
    routes: [route('10.8.0.0/16', 'pending'), route('10.9.0.0/16', 'deleting')],
  }) as unknown as VpnConnection

test.each([
  ['static routes', true, ['10.8.0.0/16']],
  ['BGP', false, ['192.168.15.0/24']],
])('the networks behind %s', (_, staticRoutesOnly, networks) => {
  expect(networksOf(connection(staticRoutesOnly)).map(block => block.text)).toEqual(networks)
})
