import { describe, expect, test } from 'vitest'
import type { PartId } from '../../fabric/fabric.ts'
import { createNames } from './names.ts'
import { guestOf, homeOf, isRouter, owns, partOfHome, partOfId } from './ownership.ts'

const names = createNames('0a1b2c')

describe('namespaces', () => {
  const cases: readonly (readonly [id: string, owner: PartId, home: boolean])[] = [
    ['vpc-01', 'vpc/vpc-01', true],
    ['i-01', 'vpc/vpc-01', false],
    ['nat-01', 'vpc/vpc-01', false],
    ['vpce-01', 'vpc/vpc-01', false],
    ['vpce-01', 'gateway/vpce-01', true],
    ['vgw-01', 'gateway/vgw-01', true],
    ['vpn-01', 'gateway/vgw-01', false],
    ['internet', 'internet/world', true],
  ]

  test.each(cases)('%s is of %s', (id, owner, home) => {
    const namespace = names.namespace(id)
    expect(owns(owner, namespace)).toBe(true)
    expect(homeOf(names, owner) === namespace).toBe(home)
    expect(isRouter(namespace)).toBe(id === 'vpc-01')
  })

  test.each<readonly [PartId, string]>([
    ['peering/pcx-01', 'vpc-01'],
    ['gateway/igw-01', 'vpc-01'],
    ['gateway/igw-01', 'internet'],
    ['gateway/vpce-01', 'vpc-01'],
    ['internet/world', 'vpc-01'],
  ])('%s is a guest in %s', (part, id) => expect(owns(part, names.namespace(id))).toBe(false))

  test('some tell the part by their name alone', () => {
    const found = ['vpc-01', 'vgw-01', 'internet', 'i-01', 'nat-01', 'vpn-01', 'vpce-01'].map(id =>
      partOfHome(names.namespace(id)),
    )
    expect(found.filter(Boolean)).toEqual(['vpc/vpc-01', 'gateway/vgw-01', 'internet/world'])
  })
})

test.each([
  ['vpc-01', 'vpc/vpc-01'],
  ['pcx-01', 'peering/pcx-01'],
  ['eigw-01', 'gateway/eigw-01'],
  ['world', 'internet/world'],
  ['i-01', undefined],
])('the part of %s is %s', (id, part) => expect(partOfId(id)).toBe(part))

describe('guests', () => {
  const inRouter = (device: string, alias: string) => guestOf(names.namespace('vpc-01'), device, alias)

  test('are known by their alias, if the name of the device agrees', () => {
    expect(inRouter('pcx-6789abcdef0', 'pcx-0123456789abcdef0')).toBe('peering/pcx-0123456789abcdef0')
    expect(inRouter('igw-01', 'igw-01')).toBe('gateway/igw-01')
    expect(inRouter('pcx-6789abcdef1', 'pcx-0123456789abcdef0')).toBe(undefined)
    expect(inRouter('pcx-6789abcdef0', '')).toBe(undefined)
    expect(inRouter('eni-01', 'eni-01/i-01')).toBe(undefined)
  })

  test('are in routers and in the Internet only', () => {
    expect(guestOf(names.namespace('internet'), 'igw-01', 'igw-01')).toBe('gateway/igw-01')
    expect(guestOf(names.namespace('vgw-01'), 'vgw-01', 'vgw-01')).toBe(undefined)
    expect(guestOf(names.namespace('i-01'), 'pcx-01', 'pcx-01')).toBe(undefined)
  })
})
