import { expect, test } from 'vitest'
import { type EntryProtocolText, entryProtocolText, readEntryProtocol } from './acl-protocol.ts'
import { Refusal } from './refusals.ts'
import type { Protocol } from './security-group.ts'

const ports = { From: 80, To: 443 }
const icmp = { Type: 8, Code: -1 }

test.each<readonly [EntryProtocolText, 4 | 6, Protocol]>([
  [{ protocol: '-1' }, 4, { name: 'all' }],
  [{ protocol: '-1', ports, icmp }, 4, { name: 'all' }],
  [{ protocol: '6', ports }, 4, { name: 'tcp', from: 80, to: 443 }],
  [{ protocol: 'tcp', ports, icmp }, 6, { name: 'tcp', from: 80, to: 443 }],
  [{ protocol: '17', ports: { From: 0, To: 65_535 } }, 4, { name: 'udp', from: 0, to: 65_535 }],
  [{ protocol: '1', icmp, ports }, 4, { name: 'icmp', type: 8, code: -1 }],
  [{ protocol: '58', icmp }, 6, { name: 'icmpv6', type: 8, code: -1 }],
  [{ protocol: '58', icmp }, 4, { name: 'icmpv6', type: -1, code: -1 }],
  [{ protocol: '58' }, 4, { name: 'icmpv6', type: -1, code: -1 }],
  [{ protocol: '47', ports }, 4, { name: 'other', number: 47 }],
])('%j for IPv%d is %j', (wish, version, expected) => {
  expect(readEntryProtocol(wish, version)).toEqual(expected)
})

test.each<readonly [EntryProtocolText, string]>([
  [{ protocol: undefined }, 'MissingParameter: The request must contain the parameter protocol'],
  [{ protocol: '256' }, "InvalidParameterValue: Invalid value '256' for IP protocol. Unknown protocol."],
  [
    { protocol: '6' },
    'InvalidParameterValue: Invalid value for portRange. Must specify both from and to ports with TCP/UDP.',
  ],
  [
    { protocol: '6', ports: { From: 80 } },
    'InvalidParameterValue: Invalid value for portRange. Must specify both from and to ports with TCP/UDP.',
  ],
  [{ protocol: '17', ports: { From: 2, To: 1 } }, 'InvalidParameterValue: Invalid TCP/UDP port range (2:1)'],
  [
    { protocol: '6', ports: { From: 0, To: 65_536 } },
    'InvalidParameterValue: Invalid TCP/UDP port range (0:65536)',
  ],
  [{ protocol: '1' }, 'MissingParameter: The request must contain the parameter icmpTypeCode.type'],
  [
    { protocol: '1', icmp: { Type: 8 } },
    'MissingParameter: The request must contain the parameter icmpTypeCode.code',
  ],
  [{ protocol: '1', icmp: { Type: 256, Code: 0 } }, 'InvalidParameterValue: ICMP type (256) out of range'],
])('%j is refused: %s', (wish, expected) => {
  const no = readEntryProtocol(wish, 4)
  expect(no instanceof Refusal && `${no.code}: ${no.message}`).toBe(expected)
})

test.each<readonly [Protocol, EntryProtocolText]>([
  [{ name: 'all' }, { protocol: '-1' }],
  [{ name: 'other', number: 47 }, { protocol: '47' }],
  [
    { name: 'udp', from: 53, to: 53 },
    { protocol: '17', ports: { From: 53, To: 53 } },
  ],
  [
    { name: 'icmpv6', type: -1, code: -1 },
    { protocol: '58', icmp: { Type: -1, Code: -1 } },
  ],
])('%j is shown as %j', (protocol, expected) => {
  expect(entryProtocolText(protocol)).toEqual(expected)
})
