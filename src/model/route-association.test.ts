import { expect, test } from 'vitest'
import { LiveNetwork, put } from './network.ts'
import {
  isMain,
  whyNotAssociate,
  whyNotDeleteRouteTable,
  whyNotDisassociate,
  whyNotReassociate,
} from './route-association.ts'
import type { RouteTable, RouteTableAssociation } from './route-table.ts'
import type { Subnet } from './subnet.ts'

const place = { ownerId: '111111111111', region: 'us-east-1', tags: {} }

const table = (id: string, vpcId = 'vpc-1'): RouteTable => ({
  kind: 'route-table',
  id,
  ...place,
  vpcId,
  createdAt: 0,
})
const subnet = (id: string, vpcId = 'vpc-1') => ({ kind: 'subnet', id, ...place, vpcId }) as Subnet
const association = (id: string, routeTableId: string, subnetId?: string): RouteTableAssociation => ({
  kind: 'route-table-association',
  id,
  ...place,
  vpcId: 'vpc-1',
  routeTableId,
  ...(subnetId && { subnetId }),
})

const main = association('rtbassoc-main', 'rtb-main')
const explicit = association('rtbassoc-one', 'rtb-one', 'subnet-one')
const live = new LiveNetwork()
live.apply(1, [main, explicit].map(put))
const network = live.view

const said = (no: { code: string; message: string } | undefined) => no && `${no.code}: ${no.message}`
const DIFFERENT = 'belong to different networks'

test.each<[of: string, table: RouteTable, subnet: Subnet, refusal: string | undefined]>([
  ['a subnet without a table', table('rtb-one'), subnet('subnet-free'), undefined],
  ['a subnet, with the main table', table('rtb-main'), subnet('subnet-free'), undefined],
  [
    'a subnet that has another table',
    table('rtb-two'),
    subnet('subnet-one'),
    'Resource.AlreadyAssociated: the specified association for route table rtb-two conflicts with an existing association',
  ],
  [
    'a subnet that has this table',
    table('rtb-one'),
    subnet('subnet-one'),
    'Resource.AlreadyAssociated: the specified association for route table rtb-one conflicts with an existing association',
  ],
  [
    "another VPC's subnet",
    table('rtb-one'),
    subnet('subnet-there', 'vpc-2'),
    `InvalidParameterValue: route table rtb-one and subnet subnet-there ${DIFFERENT}`,
  ],
])('associating %s', (_, of, to, refusal) => {
  expect(said(whyNotAssociate(network, of, to))).toBe(refusal)
})

test('an association moves to a table of the same VPC only', () => {
  expect(whyNotReassociate(network, main, table('rtb-one'))).toBeUndefined()
  expect(whyNotReassociate(network, explicit, table('rtb-main'))).toBeUndefined()
  expect(said(whyNotReassociate(network, main, table('rtb-there', 'vpc-2')))).toBe(
    `InvalidParameterValue: route table association rtbassoc-main and route table rtb-there ${DIFFERENT}`,
  )
})

test('the main association stays', () => {
  expect([main, explicit].map(isMain)).toEqual([true, false])
  expect(whyNotDisassociate(explicit)).toBeUndefined()
  expect(said(whyNotDisassociate(main))).toBe(
    'InvalidParameterValue: cannot disassociate the main route table association rtbassoc-main',
  )
})

test.each([
  ['rtb-free', undefined],
  ['rtb-one', "DependencyViolation: The routeTable 'rtb-one' has dependencies and cannot be deleted."],
  ['rtb-main', "DependencyViolation: The routeTable 'rtb-main' has dependencies and cannot be deleted."],
])('deleting %s: %s', (id, refusal) => {
  expect(said(whyNotDeleteRouteTable(network, table(id)))).toBe(refusal)
})
