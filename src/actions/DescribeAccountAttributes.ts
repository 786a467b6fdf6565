import { size } from '../model/cidr.ts'
import { defaultVpcOf } from '../model/default-vpc.ts'
import { classicOf } from '../model/ec2-classic.ts'
import { placeOf } from '../model/owned.ts'
import { PUBLIC_POOL } from '../model/public-pool.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide, Situation } from './decide.ts'

/** However high the quota is set: AWS allows no more than 1,000 rules on an interface, so no more groups. */
const MOST_GROUPS = 1_000

/** As many addresses as there are in the pool, however high the quota is set. */
const elasticAddresses = ({ quotas }: Situation): string =>
  String(Math.min(quotas['addresses-per-region'], size(PUBLIC_POOL)))

/** The attributes of an account in a Region. That for instances is what a new account has. */
const attributes: Readonly<Record<string, (situation: Situation) => string | readonly string[]>> = {
  'supported-platforms': ({ network, caller }) =>
    classicOf(network, placeOf(caller)) ? ['EC2', 'VPC'] : 'VPC',
  'vpc-max-security-groups-per-interface': ({ quotas }) =>
    String(Math.min(quotas['security-groups-per-interface'], MOST_GROUPS)),
  'max-elastic-ips': elasticAddresses,
  'max-instances': () => '20',
  'vpc-max-elastic-ips': elasticAddresses,
  'default-vpc': ({ network, caller }) => defaultVpcOf(network, placeOf(caller))?.id ?? 'none',
}

/** Refuses: InvalidParameterValue (no such attribute). */
export const DescribeAccountAttributes: Decide<'DescribeAccountAttributes'> = (situation, input) => {
  const asked: readonly string[] = input.AttributeNames ?? []
  const unknown = asked.find(name => !Object.hasOwn(attributes, name))
  if (unknown !== undefined) throw refuse('InvalidParameterValue/account-attribute', unknown)
  const shown = Object.entries(attributes).filter(([name]) => asked.length === 0 || asked.includes(name))
  return {
    reply: {
      AccountAttributes: shown.map(([name, read]) => ({
        AttributeName: name,
        AttributeValues: [read(situation)].flat().map(AttributeValue => ({ AttributeValue })),
      })),
    },
  }
}
