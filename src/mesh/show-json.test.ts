import { expect, test } from 'vitest'
import { partly, planFor } from './export.fixture.ts'
import { groupId, tableId, vpcId } from './landscape.fixture.ts'
import { planJson } from './show-json.ts'

const json = planJson(planFor(partly.wish, partly.landscape))

test('of a pair: both ends, and what becomes of the peering', () => {
  const [pair] = json.pairs
  expect(pair).toEqual({
    pair: `${vpcId(0)}|${vpcId(1)}`,
    peering: 'keep',
    peeringId: 'pcx-0000000000000000a',
    dns: true,
    requester: {
      vpcId: vpcId(0),
      label: 'web',
      account: '111111111111',
      region: 'eu-west-1',
      routes: [{ tableId: tableId(0), destination: '10.1.0.0/16' }],
      rules: [],
    },
    accepter: {
      vpcId: vpcId(1),
      label: 'cache',
      account: '111111111111',
      region: 'eu-west-1',
      routes: ['10.0.0.0/16', '2600:1f14:0:aa00::/56'].map(destination => ({
        tableId: tableId(1),
        destination,
      })),
      rules: ['10.0.0.0/16', '2600:1f14:0:aa00::/56'].map(from => ({
        groupId: groupId(1),
        protocol: 'tcp',
        fromPort: 6379,
        toPort: 6379,
        from,
      })),
    },
    calls: json.calls.slice(0, 5).map(call => call.key),
  })
})

test('of a call: as whom, where, for which pair, after what, and the input in the words of AWS', () => {
  expect(json.calls[2]).toEqual({
    key: `CreateRoute ${tableId(0)} 10.1.0.0/16`,
    operation: 'CreateRoute',
    account: '111111111111',
    region: 'eu-west-1',
    what: `route 10.1.0.0/16 in ${tableId(0)} to pcx-0000000000000000a`,
    pair: `${vpcId(0)}|${vpcId(1)}`,
    after: json.calls.slice(0, 1).map(call => call.key),
    input: {
      RouteTableId: tableId(0),
      DestinationCidrBlock: '10.1.0.0/16',
      VpcPeeringConnectionId: 'pcx-0000000000000000a',
    },
  })
})
