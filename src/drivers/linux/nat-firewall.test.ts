import { expect, test } from 'vitest'
import { natFirewall } from './nat-firewall.ts'

const contents = (addresses: readonly string[]) =>
  Object.fromEntries(
    [...natFirewall({ id: 'nat-01', addresses, sources: ['10.1.0.0/16', '2001:db8::/56'] }).objects].map(
      ([key, { content }]) => [key, content],
    ),
  )

test('only what comes from the VPC goes on, as from the gateway; nobody speaks to the gateway', () =>
  expect(contents(['10.1.2.50'])).toEqual({
    'chain input': [],
    'chain forward': ['ct state 0x2,0x4 accept', 'ip saddr 10.1.0.0/16 ct state 0x8 accept'],
    'chain translate': ['ip saddr 10.1.0.0/16 snat ip to 10.1.2.50'],
    'chain output': ['icmp type 5 drop'],
  }))

test('several addresses take turns', () =>
  expect(contents(['10.1.2.50', '10.1.2.51'])['chain translate']).toEqual([
    'ip saddr 10.1.0.0/16 snat ip to numgen inc mod 2 map { 0 : 10.1.2.50, 1 : 10.1.2.51 }',
  ]))
