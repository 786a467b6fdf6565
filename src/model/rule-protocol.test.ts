import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from './refusals.ts'
import { type ProtocolText, protocolSentence, protocolText, readProtocol } from './rule-protocol.ts'
import type { Protocol } from './security-group.ts'

const accepted: readonly (readonly [ProtocolText, Protocol, sentence: string])[] = [
  [{ protocol: '-1' }, { name: 'all' }, 'ALL'],
  [{ protocol: '-1', from: 22, to: 21 }, { name: 'all' }, 'ALL'],
  [tcp(80, 80), { name: 'tcp', from: 80, to: 80 }, 'TCP, from port: 80, to port: 80'],
  [tcp(0, 65_535), { name: 'tcp', from: 0, to: 65_535 }, 'TCP, from port: 0, to port: 65535'],
  [{ protocol: 'TCP', from: 1, to: 2 }, { name: 'tcp', from: 1, to: 2 }, 'TCP, from port: 1, to port: 2'],
  [{ protocol: '6', from: 1, to: 2 }, { name: 'tcp', from: 1, to: 2 }, 'TCP, from port: 1, to port: 2'],
  [
    { protocol: '17', from: 53, to: 53 },
    { name: 'udp', from: 53, to: 53 },
    'UDP, from port: 53, to port: 53',
  ],
  [icmp(-1, -1), { name: 'icmp', type: -1, code: -1 }, 'ICMP, type: ALL, code: ALL'],
  [icmp(8, -1), { name: 'icmp', type: 8, code: -1 }, 'ICMP, type: 8, code: ALL'],
  [icmp(3, 4), { name: 'icmp', type: 3, code: 4 }, 'ICMP, type: 3, code: 4'],
  [{ protocol: '1', from: 8, to: 0 }, { name: 'icmp', type: 8, code: 0 }, 'ICMP, type: 8, code: 0'],
  [{ protocol: 'icmpv6' }, { name: 'icmpv6', type: -1, code: -1 }, 'ICMPV6, type: ALL, code: ALL'],
  [
    { protocol: '58', from: 128, to: 0 },
    { name: 'icmpv6', type: 128, code: 0 },
    'ICMPV6, type: 128, code: 0',
  ],
  [{ protocol: '50' }, { name: 'other', number: 50 }, 'PROTOCOL 50'],
  [{ protocol: '0', from: 1, to: 2 }, { name: 'other', number: 0 }, 'PROTOCOL 0'],
]

const PORTS = 'Invalid value for portRange. Must specify both from and to ports with'
const refusedTexts: readonly (readonly [ProtocolText, code: string, message: string])[] = [
  [{}, 'MissingParameter', 'The request must contain the parameter ipProtocol'],
  [{ protocol: 'foo' }, 'InvalidParameterValue', "Invalid value 'foo' for IP protocol. Unknown protocol."],
  [
    { protocol: 'constructor' },
    'InvalidParameterValue',
    "Invalid value 'constructor' for IP protocol. Unknown protocol.",
  ],
  [{ protocol: '256' }, 'InvalidParameterValue', "Invalid value '256' for IP protocol. Unknown protocol."],
  [{ protocol: '-2' }, 'InvalidParameterValue', "Invalid value '-2' for IP protocol. Unknown protocol."],
  [{ protocol: 'tcp', from: 80 }, 'InvalidParameterValue', `${PORTS} TCP/UDP.`],
  [{ protocol: 'udp', to: 80 }, 'InvalidParameterValue', `${PORTS} TCP/UDP.`],
  [{ protocol: 'icmp' }, 'InvalidParameterValue', `${PORTS} ICMP.`],
  [tcp(-1, -1), 'InvalidPermission.Malformed', 'TCP/UDP port (-1) out of range'],
  [tcp(80, 65_536), 'InvalidPermission.Malformed', 'TCP/UDP port (65536) out of range'],
  [tcp(443, 80), 'InvalidParameterValue', 'Invalid TCP/UDP port range (443:80)'],
  [icmp(256, 0), 'InvalidParameterValue', 'ICMP type (256) out of range'],
  [icmp(0, 65_535), 'InvalidParameterValue', 'ICMP code (65535) out of range'],
  [icmp(-1, 0), 'InvalidParameterValue', 'ICMP code (0) out of range'],
]

function tcp(from: number, to: number): ProtocolText {
  return { protocol: 'tcp', from, to }
}

function icmp(from: number, to: number): ProtocolText {
  return { protocol: 'icmp', from, to }
}

describe('a protocol in a request', () => {
  test.each(accepted)('%j is %j', (text, protocol, sentence) => {
    expect(readProtocol(text)).toEqual(protocol)
    expect(protocolSentence(protocol)).toBe(sentence)
  })

  test.each(refusedTexts)('%j is refused: %s', (text, code, message) => {
    const refusal = readProtocol(text)
    expect(refusal).toBeInstanceOf(Refusal)
    expect(refusal).toMatchObject({ code, message })
  })

  test('what is shown of a protocol is read as the same protocol', () => {
    const any = fc.record({
      protocol: fc.oneof(
        fc.integer({ min: -1, max: 255 }).map(String),
        fc.constantFrom('tcp', 'udp', 'icmp', 'icmpv6'),
      ),
      from: fc.integer({ min: -1, max: 300 }),
      to: fc.integer({ min: -1, max: 70_000 }),
    })
    fc.assert(
      fc.property(any, text => {
        const protocol = readProtocol(text)
        fc.pre(!(protocol instanceof Refusal))
        expect(readProtocol(protocolText(protocol))).toEqual(protocol)
      }),
    )
  })
})
