import { describe, expect, it } from 'vitest'
import type { OperationName } from './contract.ts'
import { parseForm } from './form.ts'
import { decodeInput } from './query.ts'

const decode = (operation: OperationName<'ec2'>, body: string) =>
  decodeInput('ec2', operation, parseForm(body))

/** `code: message` of what is thrown. */
function refusal(operation: OperationName<'ec2'>, body: string): string {
  try {
    decode(operation, body)
  } catch (thrown) {
    const { name, code, message } = thrown as { name: string; code: string; message: string }
    return name === 'Refusal' ? `${code}: ${message}` : String(thrown)
  }
  return 'accepted'
}

describe('decodeInput', () => {
  it.each<[string, OperationName<'ec2'>, string, unknown]>([
    ['nothing', 'DescribeVpcs', '', {}],
    [
      'strings and booleans',
      'CreateVpc',
      'CidrBlock=10.0.0.0%2F16&DryRun=true',
      { CidrBlock: '10.0.0.0/16', DryRun: true },
    ],
    ['a boolean in any case', 'CreateVpc', 'DryRun=True', { DryRun: true }],
    [
      'plus as a space, and UTF-8',
      'CreateSecurityGroup',
      'GroupName=a+b&GroupDescription=%C3%A9',
      { GroupName: 'a b', Description: 'é' },
    ],
    ['an empty string', 'CreateVpc', 'CidrBlock=', { CidrBlock: '' }],
    [
      'lower camel case',
      'AcceptVpcPeeringConnection',
      'vpcPeeringConnectionId=pcx-1',
      { VpcPeeringConnectionId: 'pcx-1' },
    ],
    [
      'any case',
      'DescribeVpcs',
      'VPCID.1=vpc-1&filter.1.NAME=state',
      { VpcIds: ['vpc-1'], Filters: [{ Name: 'state' }] },
    ],
    [
      'filters',
      'DescribeVpcs',
      'Filter.1.Name=a&Filter.1.Value.1=x&Filter.1.Value.2=y',
      { Filters: [{ Name: 'a', Values: ['x', 'y'] }] },
    ],
    [
      'awsQuery lists',
      'DescribeVpcs',
      'VpcId.member.1=vpc-1&Filter.member.1.Value.member.1=x',
      { VpcIds: ['vpc-1'], Filters: [{ Values: ['x'] }] },
    ],
    ['an empty list', 'DescribeVpcs', 'VpcId=', { VpcIds: [] }],
    [
      'gaps and disorder: by index',
      'DescribeVpcs',
      'VpcId.7=c&VpcId.0=a&VpcId.3=b',
      { VpcIds: ['a', 'b', 'c'] },
    ],
    [
      'a huge index',
      'DescribeVpcs',
      'Filter.999999999.Name=a&Filter.2.Name=b',
      { Filters: [{ Name: 'b' }, { Name: 'a' }] },
    ],
    [
      'nested structures',
      'RunInstances',
      'MinCount=1&MaxCount=2&NetworkInterface.1.DeviceIndex=0&NetworkInterface.1.SecurityGroupId.1=sg-1',
      { MinCount: 1, MaxCount: 2, NetworkInterfaces: [{ DeviceIndex: 0, Groups: ['sg-1'] }] },
    ],
    [
      'a timestamp',
      'DescribeSpotPriceHistory',
      'StartTime=2026-11-22T02%3A07%3A55Z',
      { StartTime: new Date('2026-11-22T02:07:55Z') },
    ],
    [
      'a blob',
      'ImportKeyPair',
      'KeyName=k&PublicKeyMaterial=AQID',
      { KeyName: 'k', PublicKeyMaterial: new Uint8Array([1, 2, 3]) },
    ],
    [
      'a fraction',
      'CreateReservedInstancesListing',
      'ClientToken=t&InstanceCount=1&ReservedInstancesId=r&PriceSchedules.1.Price=0.25',
      { ClientToken: 't', InstanceCount: 1, ReservedInstancesId: 'r', PriceSchedules: [{ Price: 0.25 }] },
    ],
    ['the least and the most', 'DescribeRouteTables', 'MaxResults=100', { MaxResults: 100 }],
    [
      'a type that only the operation refuses',
      'CreateVpc',
      'TagSpecification.1.ResourceType=foo',
      { TagSpecifications: [{ ResourceType: 'foo' }] },
    ],
  ])('%s', (_, operation, body, input) => {
    expect(decode(operation, body)).toStrictEqual(input)
  })

  it.each<[OperationName<'ec2'>, string, string]>([
    [
      'CreateVpcPeeringConnection',
      'PeerVpcId=vpc-1',
      'MissingParameter: The request must contain the parameter vpcId',
    ],
    [
      'RunInstances',
      'MinCount=1&MaxCount=1&LicenseSpecification.1.x=1',
      'UnknownParameter: The parameter LicenseSpecification.1.x is not recognized',
    ],
    [
      'RunInstances',
      'MinCount=1&MaxCount=1&ElasticInferenceAccelerator.3.Count=1',
      'MissingParameter: The request must contain the parameter elasticInferenceAccelerator.3.type',
    ],
    ['DescribeVpcs', 'Foo=1', 'UnknownParameter: The parameter Foo is not recognized'],
    ['DescribeVpcs', '__proto__=1', 'UnknownParameter: The parameter __proto__ is not recognized'],
    [
      'DescribeVpcs',
      'Filter.1.constructor=1',
      'UnknownParameter: The parameter Filter.1.constructor is not recognized',
    ],
    [
      'DescribeVpcs',
      'Filter.__proto__.Name=1',
      'UnknownParameter: The parameter Filter.__proto__.Name is not recognized',
    ],
    ['DescribeVpcs', 'VpcId=vpc-1', 'UnknownParameter: The parameter VpcId is not recognized'],
    ['DescribeVpcs', 'VpcId.x=vpc-1', 'UnknownParameter: The parameter VpcId.x is not recognized'],
    ['DescribeVpcs', 'VpcId.-1=vpc-1', 'UnknownParameter: The parameter VpcId.-1 is not recognized'],
    ['DescribeVpcs', 'VpcId.1.2=vpc-1', 'UnknownParameter: The parameter VpcId.1.2 is not recognized'],
    ['DescribeVpcs', 'VpcId.1e3=vpc-1', 'UnknownParameter: The parameter VpcId.1e3 is not recognized'],
    ['DescribeVpcs', 'Filter.1=x', 'UnknownParameter: The parameter Filter.1 is not recognized'],
    ['CreateVpc', '=x', 'UnknownParameter: The parameter  is not recognized'],
    [
      'CreateVpc',
      'CidrBlock=a&cidrBlock=b',
      'MalformedQueryString: The query string contains a syntax error: the parameter cidrBlock appears twice',
    ],
    [
      'DescribeVpcs',
      'VpcId.1=a&VpcId.01=b',
      'MalformedQueryString: The query string contains a syntax error: the parameter VpcId.01 appears twice',
    ],
    [
      'CreateVpc',
      'DryRun=yes',
      "InvalidParameterValue: Value (yes) for parameter dryRun is invalid. Expecting 'true' or 'false'.",
    ],
    [
      'DescribeVpcs',
      'MaxResults=ten',
      'InvalidParameterValue: Value (ten) for parameter maxResults is invalid. Expecting an integer.',
    ],
    [
      'DescribeVpcs',
      'MaxResults=',
      'InvalidParameterValue: Value () for parameter maxResults is invalid. Expecting an integer.',
    ],
    [
      'DescribeVpcs',
      'MaxResults=10.5',
      'InvalidParameterValue: Value (10.5) for parameter maxResults is invalid. Expecting an integer.',
    ],
    [
      'DescribeVpcs',
      'MaxResults=99999999999999999',
      'InvalidParameterValue: Value (99999999999999999) for parameter maxResults is invalid. Expecting an integer.',
    ],
    [
      'DescribeSpotPriceHistory',
      'StartTime=yesterday',
      'InvalidParameterValue: Value (yesterday) for parameter startTime is invalid. Expecting a timestamp in ISO 8601.',
    ],
    [
      'DescribeSpotPriceHistory',
      'StartTime=2026-13-41',
      'InvalidParameterValue: Value (2026-13-41) for parameter startTime is invalid. Expecting a timestamp in ISO 8601.',
    ],
    [
      'ImportKeyPair',
      'KeyName=k&PublicKeyMaterial=%3F',
      'InvalidParameterValue: Value (?) for parameter publicKeyMaterial is invalid. Expecting base64.',
    ],
    [
      'RunInstances',
      'MinCount=1&MaxCount=1&InstanceType=t2.foo',
      "InvalidParameterValue: Invalid value 't2.foo' for InstanceType.",
    ],
    [
      'DescribeVpcs',
      'MaxResults=1',
      'InvalidParameterValue: Value ( 1 ) for parameter maxResults is invalid. Expecting a value greater than 5.',
    ],
    [
      'DescribeVpcs',
      'MaxResults=1001',
      'InvalidParameterValue: Value ( 1001 ) for parameter maxResults is invalid. Expecting a value smaller than or equal to 1000.',
    ],
    [
      'DescribeRouteTables',
      'MaxResults=101',
      'InvalidParameterValue: Value ( 101 ) for parameter maxResults is invalid. Expecting a value smaller than or equal to 100.',
    ],
    [
      'DescribeNetworkInsightsPaths',
      'MaxResults=0',
      'InvalidParameterValue: Value ( 0 ) for parameter maxResults is invalid. Expecting a value greater than 1.',
    ],
    [
      'CreateVpc',
      'CidrBlock=%zz',
      'MalformedQueryString: The query string contains a syntax error: invalid percent-encoding',
    ],
    [
      'CreateVpc',
      'CidrBlock=%C3',
      'MalformedQueryString: The query string contains a syntax error: invalid percent-encoding',
    ],
  ])('%s refuses %s', (operation, body, expected) => {
    expect(refusal(operation, body)).toBe(expected)
  })

  it('is not drowned', () => {
    expect(refusal('DescribeVpcs', 'a&'.repeat(10_001))).toContain('too many parameters')
    expect(refusal('DescribeVpcs', `Filter.1.${'a.'.repeat(100_000)}=1`).length).toBeLessThan(600)
    expect(refusal('CreateVpc', `DryRun=${'x'.repeat(100_000)}`).length).toBeLessThan(400)
  })

  it('leaves Object.prototype as it was', () => {
    refusal('DescribeVpcs', '__proto__.x=1&constructor.prototype.x=1')
    expect(Reflect.get({}, 'x')).toBeUndefined()
  })
})
