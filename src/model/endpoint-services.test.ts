import { expect, test } from 'vitest'
import { amazonPrefixLists } from './amazon-prefix-lists.ts'
import { servicesIn } from './endpoint-services.ts'
import { regionsOf } from './regions.ts'

const REGIONS = (['aws', 'aws-cn', 'aws-us-gov'] as const).flatMap(regionsOf).map(region => region.name)

test.each<[string, string, string, string, string | undefined]>([
  ['us-east-1', 'com.amazonaws.us-east-1.s3', 'Gateway', 's3.us-east-1.amazonaws.com', undefined],
  [
    'us-east-1',
    'com.amazonaws.us-east-1.ecr.dkr',
    'Interface',
    'ecr.dkr.us-east-1.vpce.amazonaws.com',
    '*.dkr.ecr.us-east-1.amazonaws.com',
  ],
  [
    'cn-north-1',
    'cn.com.amazonaws.cn-north-1.sts',
    'Interface',
    'sts.cn-north-1.vpce.amazonaws.com.cn',
    'sts.cn-north-1.amazonaws.com.cn',
  ],
])('in %s, %s', (region, name, type, baseName, privateName) => {
  const service = servicesIn(region).find(one => one.name === name && one.type === type)
  expect(service).toEqual({
    name,
    serviceId: expect.stringMatching(/^vpce-svc-[0-9a-f]{17}$/),
    type,
    region,
    baseName,
    ...(privateName !== undefined && { privateName }),
  })
})

test('no two services of all Regions have an id in common, nor two of the prefix lists', () => {
  const services = REGIONS.flatMap(servicesIn).map(service => service.serviceId)
  expect(new Set(services).size).toBe(services.length)
  const lists = REGIONS.flatMap(amazonPrefixLists).map(list => list.id)
  expect(new Set(lists).size).toBe(lists.length)
})

test('every gateway service has a prefix list of its name', () => {
  for (const region of REGIONS) {
    const lists = amazonPrefixLists(region).map(list => list.name)
    for (const service of servicesIn(region).filter(one => one.type === 'Gateway'))
      expect(lists).toContain(service.name)
  }
})

test('a Region that is not in the catalogue has none', () => {
  expect([servicesIn('moon-1'), amazonPrefixLists('moon-1')]).toEqual([[], []])
})
