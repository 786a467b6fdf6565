import { describe, expect, it } from 'vitest'
import type { Service } from './contract.ts'
import { readCall } from './request.ts'

const EC2 = 'Version=2016-11-15'
const STS = 'Version=2011-06-15'

const request = (body: string, query = '') => ({
  method: 'POST',
  path: '/',
  query,
  headers: {},
  body: new TextEncoder().encode(body),
})

describe('readCall', () => {
  it.each<[string, string, string, Service | undefined, unknown]>([
    [
      'a form body',
      `Action=DescribeVpcs&${EC2}&VpcId.1=vpc-1`,
      '',
      'ec2',
      { service: 'ec2', operation: 'DescribeVpcs', parameters: [['VpcId.1', 'vpc-1']] },
    ],
    [
      'a query string',
      '',
      `Action=DescribeVpcs&${EC2}&DryRun=true`,
      'ec2',
      { service: 'ec2', operation: 'DescribeVpcs', parameters: [['DryRun', 'true']] },
    ],
    [
      'a presigned URL',
      '',
      `Action=DescribeVpcs&${EC2}&X-Amz-Date=1&X-Amz-Signature=2`,
      'ec2',
      { service: 'ec2', operation: 'DescribeVpcs', parameters: [] },
    ],
    [
      'STS',
      `Action=GetCallerIdentity&${STS}`,
      '',
      'sts',
      { service: 'sts', operation: 'GetCallerIdentity', parameters: [] },
    ],
    [
      'STS by its version',
      `Action=GetCallerIdentity&${STS}`,
      '',
      undefined,
      { service: 'sts', operation: 'GetCallerIdentity', parameters: [] },
    ],
    [
      'EC2 by its version',
      `Action=DescribeVpcs&${EC2}`,
      '',
      undefined,
      { service: 'ec2', operation: 'DescribeVpcs', parameters: [] },
    ],
  ])('reads %s', (_, body, query, service, call) => {
    expect(readCall(request(body, query), service)).toEqual(call)
  })

  it.each<[string, string, Service | undefined, string, string]>([
    ['no action', EC2, 'ec2', 'MissingAction', 'The request must contain the parameter Action'],
    [
      'an empty action',
      `Action=&${EC2}`,
      'ec2',
      'MissingAction',
      'The request must contain the parameter Action',
    ],
    [
      'no version',
      'Action=DescribeVpcs',
      'ec2',
      'MissingParameter',
      'The request must contain the parameter Version',
    ],
    [
      'a wrong version',
      'Action=DescribeVpcs&Version=2006-01-01',
      'ec2',
      'NoSuchVersion',
      'The requested version (2006-01-01) is not valid.',
    ],
    [
      'the version of the other service',
      `Action=DescribeVpcs&${EC2}`,
      'sts',
      'NoSuchVersion',
      'The requested version (2016-11-15) is not valid.',
    ],
    [
      'an unknown action',
      `Action=Frobnicate&${EC2}`,
      'ec2',
      'InvalidAction',
      'The action Frobnicate is not valid for this web service.',
    ],
    [
      'an action of another case',
      `Action=describevpcs&${EC2}`,
      'ec2',
      'InvalidAction',
      'The action describevpcs is not valid for this web service.',
    ],
    [
      'an action that objects have',
      `Action=toString&${EC2}`,
      'ec2',
      'InvalidAction',
      'The action toString is not valid for this web service.',
    ],
    [
      'an action of the other service',
      `Action=DescribeVpcs&${STS}`,
      'sts',
      'InvalidAction',
      'Could not find operation DescribeVpcs for version 2011-06-15',
    ],
    [
      'bad encoding',
      'Action=%',
      'ec2',
      'MalformedQueryString',
      'The query string contains a syntax error: invalid percent-encoding',
    ],
  ])('refuses %s', (_, body, service, code, message) => {
    expect(() => readCall(request(body), service)).toThrow(expect.objectContaining({ code, message }))
  })
})
