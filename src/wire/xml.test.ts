import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refuse } from '../model/refusals.ts'
import { encodeRefusal, encodeReply } from './xml.ts'

const EC2 = 'xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"'
const STS = 'xmlns="https://sts.amazonaws.com/doc/2011-06-15/"'
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

describe('encodeReply', () => {
  it('writes a peering as AWS does', () => {
    const xml = encodeReply(
      'ec2',
      'DescribeVpcPeeringConnections',
      {
        VpcPeeringConnections: [
          {
            AccepterVpcInfo: { OwnerId: '111122223333', VpcId: 'vpc-2', CidrBlock: undefined },
            ExpirationTime: new Date('2026-11-29T02:07:55Z'),
            RequesterVpcInfo: {
              CidrBlockSet: [{ CidrBlock: '10.1.0.0/16' }],
              PeeringOptions: { AllowDnsResolutionFromRemoteVpc: false },
            },
            Status: { Code: 'pending-acceptance', Message: 'Pending Acceptance by 111122223333' },
            Tags: [],
          },
        ],
      },
      'request-1',
    )
    expect(xml).toBe(
      `${HEAD}<DescribeVpcPeeringConnectionsResponse ${EC2}><requestId>request-1</requestId>` +
        '<vpcPeeringConnectionSet><item>' +
        '<accepterVpcInfo><ownerId>111122223333</ownerId><vpcId>vpc-2</vpcId></accepterVpcInfo>' +
        '<expirationTime>2026-11-29T02:07:55.000Z</expirationTime>' +
        '<requesterVpcInfo><cidrBlockSet><item><cidrBlock>10.1.0.0/16</cidrBlock></item></cidrBlockSet>' +
        '<peeringOptions><allowDnsResolutionFromRemoteVpc>false</allowDnsResolutionFromRemoteVpc></peeringOptions>' +
        '</requesterVpcInfo>' +
        '<status><code>pending-acceptance</code><message>Pending Acceptance by 111122223333</message></status>' +
        '<tagSet></tagSet>' +
        '</item></vpcPeeringConnectionSet></DescribeVpcPeeringConnectionsResponse>',
    )
  })

  it('says return true where there is no reply', () => {
    expect(encodeReply('ec2', 'DeleteVpc', {}, 'r')).toBe(
      `${HEAD}<DeleteVpcResponse ${EC2}><requestId>r</requestId><return>true</return></DeleteVpcResponse>`,
    )
  })

  it('writes a Return that an operation gives', () => {
    expect(encodeReply('ec2', 'DeleteVpcPeeringConnection', { Return: true }, 'r')).toBe(
      `${HEAD}<DeleteVpcPeeringConnectionResponse ${EC2}><requestId>r</requestId><return>true</return></DeleteVpcPeeringConnectionResponse>`,
    )
  })

  it('wraps a reply of STS', () => {
    const reply = { UserId: '111122223333', Account: '111122223333', Arn: 'arn:aws:iam::111122223333:root' }
    expect(encodeReply('sts', 'GetCallerIdentity', reply, 'r')).toBe(
      `${HEAD}<GetCallerIdentityResponse ${STS}><GetCallerIdentityResult>` +
        '<UserId>111122223333</UserId><Account>111122223333</Account><Arn>arn:aws:iam::111122223333:root</Arn>' +
        '</GetCallerIdentityResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetCallerIdentityResponse>',
    )
  })

  it.each([
    ['markup', `<&>"'`, `&lt;&amp;&gt;&quot;'`],
    ['line ends', 'a\r\n\tb', 'a&#13;\n\tb'],
    ['control characters', 'a\u0000\u0008\u000b\u000c\u001fb\u007f', 'ab\u007f'],
    ['non-characters', 'a\ufffe\uffffb', 'ab'],
    ['lone surrogates', 'a\ud800b\udc00', 'ab'],
    ['pairs of surrogates', 'a😀b', 'a😀b'],
    ['a text that looks escaped', '&amp;', '&amp;amp;'],
  ])('escapes %s', (_, text, escaped) => {
    expect(encodeReply('ec2', 'DescribeVpcs', { NextToken: text }, 'r')).toContain(
      `<nextToken>${escaped}</nextToken>`,
    )
  })

  it('writes nothing that XML 1.0 forbids, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.nat(0xffff).map(code => String.fromCharCode(code)) }), NextToken => {
        const xml = encodeReply('ec2', 'DescribeVpcs', { NextToken }, 'r')
        expect(xml.isWellFormed()).toBe(true)
        expect(xml).toMatch(/^[\t\n\u0020-\ufffd\u{10000}-\u{10ffff}]*$/u)
        expect(xml.split('<').length).toBe(7 + 1)
      }),
    )
  })
})

describe('encodeRefusal', () => {
  it.each([
    [
      'ec2',
      `${HEAD}<Response><Errors><Error><Code>InvalidAction</Code><Message>The action &lt;x&gt; is not valid for this web service.</Message></Error></Errors><RequestID>r</RequestID></Response>`,
    ],
    [
      'sts',
      `${HEAD}<ErrorResponse ${STS}><Error><Type>Sender</Type><Code>InvalidAction</Code><Message>The action &lt;x&gt; is not valid for this web service.</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
    ],
  ] as const)('speaks as %s does', (service, xml) => {
    expect(encodeRefusal(service, refuse('InvalidAction', '<x>'), 'r')).toBe(xml)
  })

  it('tells STS whose fault it is', () => {
    expect(encodeRefusal('sts', refuse('InternalError', 'r'), 'r')).toContain('<Type>Receiver</Type>')
  })
})
