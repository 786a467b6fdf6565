/** The AWS CLI (Debian's) looks images up by the public parameters of Systems Manager. */
import { expect, test } from 'vitest'
import { imagesIn } from '../../src/model/images.ts'
import { useServer } from '../api/server.ts'
import { missing, run } from './program.ts'

const server = await useServer()
const AWS = '/usr/bin/aws'
const none = missing(AWS)
const UBUNTU = '/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id'

const aws = (...args: readonly string[]) =>
  run(server, AWS, ['--endpoint-url', server.endpoint, '--output', 'json', 'ssm', ...args])

test.skipIf(none)(
  `get-parameters and get-parameter${none ? ` (${none})` : ''}`,
  async () => {
    const newest = [...imagesIn('us-east-1').values()].find(
      image => image.name === 'ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20250305',
    )
    const { stdout, stderr } = await aws('get-parameters', '--names', UBUNTU, '/aws/service/none')
    expect(stdout, stderr).not.toBe('')
    expect(JSON.parse(stdout)).toEqual({
      Parameters: [
        {
          Name: UBUNTU,
          Type: 'String',
          Value: newest?.id,
          Version: 2,
          LastModifiedDate: expect.stringMatching(/^2025-03-05T/),
          ARN: `arn:aws:ssm:us-east-1::parameter${UBUNTU}`,
          DataType: 'aws:ec2:image',
        },
      ],
      InvalidParameters: ['/aws/service/none'],
    })
    const refused = await aws('get-parameter', '--name', '/aws/service/none')
    expect({ code: refused.code, says: refused.stderr.trim() }).toEqual({
      code: 254,
      says: 'An error occurred (ParameterNotFound) when calling the GetParameter operation: Parameter /aws/service/none not found.',
    })
  },
  120_000,
)
