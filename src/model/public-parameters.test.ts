import { describe, expect, test } from 'vitest'
import { imagesIn } from './images.ts'
import { parameterArn, publicParametersIn } from './public-parameters.ts'

const AMAZON = '/aws/service/ami-amazon-linux-latest'
const UBUNTU = '/aws/service/canonical/ubuntu/server'
const DEBIAN = '/aws/service/debian/release/12'

const imageNames = (parameter: string) =>
  publicParametersIn('eu-west-1')
    .get(parameter)
    ?.versions.map(({ value }) => imagesIn('eu-west-1').get(value)?.name)

describe('publicParametersIn', () => {
  const al2023 = (arch: string) => [
    `al2023-ami-2023.6.20250203.1-kernel-6.1-${arch}`,
    `al2023-ami-2023.7.20250331.0-kernel-6.1-${arch}`,
  ]
  const noble = (arch: string) => [
    `ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-${arch}-server-20250115`,
    `ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-${arch}-server-20250305`,
  ]
  const jammy = 'ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-'

  test.each<[string, string[]]>([
    [`${AMAZON}/al2023-ami-kernel-default-x86_64`, al2023('x86_64')],
    [`${AMAZON}/al2023-ami-kernel-6.1-arm64`, al2023('arm64')],
    [
      `${AMAZON}/amzn2-ami-hvm-x86_64-gp2`,
      ['amzn2-ami-hvm-2.0.20250201.0-x86_64-gp2', 'amzn2-ami-hvm-2.0.20250321.0-x86_64-gp2'],
    ],
    [`${UBUNTU}/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id`, noble('amd64')],
    [`${UBUNTU}/noble/stable/current/arm64/hvm/ebs-gp3/ami-id`, noble('arm64')],
    [`${UBUNTU}/22.04/stable/current/amd64/hvm/ebs-gp2/ami-id`, [`${jammy}20250115`, `${jammy}20250305`]],
    [`${UBUNTU}/jammy/stable/20250115/amd64/hvm/ebs-gp2/ami-id`, [`${jammy}20250115`]],
    [`${DEBIAN}/latest/amd64`, ['debian-12-amd64-20250210-2019', 'debian-12-amd64-20250316-2053']],
    [`${DEBIAN}/20250210-2019/arm64`, ['debian-12-arm64-20250210-2019']],
  ])('%s', (name, images) => {
    expect(imageNames(name)).toEqual(images)
  })

  test('every image of the catalogue is the current one of some parameter, or was', () => {
    const led = [...publicParametersIn('us-east-1').values()].flatMap(({ versions }) => versions)
    expect(new Set(led.map(({ value }) => value))).toEqual(new Set(imagesIn('us-east-1').keys()))
  })

  test('are in alphabetical order', () => {
    const names = [...publicParametersIn('us-east-1').keys()]
    expect(names).toEqual(names.toSorted())
  })
})

test.each([
  ['us-east-1', '/aws/service/a', 'arn:aws:ssm:us-east-1::parameter/aws/service/a'],
  ['cn-north-1', '/aws/service/a', 'arn:aws-cn:ssm:cn-north-1::parameter/aws/service/a'],
  ['us-east-1', '/mine', 'arn:aws:ssm:us-east-1:111111111111:parameter/mine'],
  ['us-east-1', 'mine', 'arn:aws:ssm:us-east-1:111111111111:parameter/mine'],
])('parameterArn in %s of %s', (region, name, arn) => {
  expect(parameterArn({ region, ownerId: '111111111111' }, name)).toBe(arn)
})
