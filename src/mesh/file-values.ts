/** The single texts of a mesh file. Scalars come as text; `meta` says which types an editor may expect. */
import { z } from 'zod'
import { isAccountId } from '../model/account.ts'
import { type Cidr, hostBlock, parseAddress, parseCidr } from '../model/cidr.ts'
import { isId } from '../model/identities.ts'
import { regionNamed, regionsOf } from '../model/regions.ts'
import { MOST_TCP_PORT } from '../model/security-group.ts'
import { NOTHING, readAs, text } from './file-shapes.ts'
import { MOST_CHARACTERS } from './marks.ts'
import { didYouMean } from './nearest.ts'
import { quoted } from './quoting.ts'

const REGIONS = [...regionsOf('aws'), ...regionsOf('aws-cn'), ...regionsOf('aws-us-gov')].map(
  ({ name }) => name,
)
/** Part of the keys of tags: short enough for them, and without the ':' that parts their words. */
const MESH_NAME = /^[\w.+=@/-]{1,64}$/
const ROLE = /^arn:aws(?:-cn|-us-gov)?:iam::(\d{12}):role\/[\w+=,.@/-]+$/
const PORTS = /^(\d{1,5})(?:-(\d{1,5}))?$/
const MOST_KEY_CHARACTERS = 128

export const meshName = readAs(
  name => (MESH_NAME.test(name) ? name : undefined),
  name => `${quoted(name)} cannot be a mesh's name: up to 64 letters, digits and . _ - + = @ /`,
).meta({ pattern: MESH_NAME.source })

export const region = readAs(
  name => regionNamed(name)?.name,
  name => `${quoted(name)} is not a Region.${didYouMean(name, REGIONS)}`,
).meta({ enum: REGIONS })

export const role = readAs(
  arn => (ROLE.test(arn) ? arn : undefined),
  arn => `${quoted(arn)} is not a role's ARN, like arn:aws:iam::222222222222:role/mesh`,
).meta({ pattern: ROLE.source })

/** Whose role it is; undefined if the text is no role's ARN. */
export const accountOfRole = (arn: string): string | undefined => ROLE.exec(arn)?.[1]

export const account = readAs(
  id => (isAccountId(id) ? id : undefined),
  id => `${quoted(id)} is not an account: 12 digits.`,
).meta({ type: ['string', 'integer'] })

export const vpcId = idOf('vpc', "a VPC's", " By its Name tag: 'name'.")
export const subnetId = idOf('subnet', "a subnet's")
export const tableId = idOf('rtb', "a route table's")

/** A block, or one address. */
export const block = readAs<Cidr>(
  written => {
    const host = parseAddress(written)
    return host ? hostBlock(host) : parseCidr(written)
  },
  written => `${quoted(written)} is not a block of addresses, like 10.2.0.0/16, nor an address.`,
)

export const ports = readAs(
  parsePorts,
  written => `${quoted(written)} are not ports, like 3306 or 8000-8080, from 0 to ${MOST_TCP_PORT}.`,
).meta({ type: ['string', 'integer'] })

export const flag = readAs(
  word => word === 'true' || (word === 'false' ? false : undefined),
  word => `${quoted(word)} is neither true nor false.`,
).meta({ type: 'boolean' })

const tagKey = text.refine(
  key => key.length <= MOST_KEY_CHARACTERS,
  `The key of a tag has at most ${MOST_KEY_CHARACTERS} characters.`,
)
export const tagValue = z
  .string()
  .refine(
    value => value.length <= MOST_CHARACTERS,
    `The value of a tag has at most ${MOST_CHARACTERS} characters.`,
  )
  .meta({ type: ['string', 'number', 'boolean'] })

/** The key of a tag that a person may set. */
export const ownTagKey = tagKey.refine(
  key => !/^(aws|isthmus):/.test(key),
  "Tags that begin with 'aws:' or 'isthmus:' are not yours to set.",
)

/** Tags to find something by. */
export const wantedTags = z.record(tagKey, tagValue).refine(tags => Object.keys(tags).length > 0, NOTHING)

function idOf(prefix: string, whose: string, advice = '') {
  return readAs(
    id => (isId(prefix, id) ? id : undefined),
    id => `${quoted(id)} is not ${whose} id, like ${prefix}-0123456789abcdef0.${advice}`,
  ).meta({ pattern: `^${prefix}-[0-9a-f]+$` })
}

function parsePorts(written: string): { readonly fromPort: number; readonly toPort: number } | undefined {
  const [, from, to = from] = PORTS.exec(written) ?? []
  const [fromPort, toPort] = [Number(from), Number(to)]
  return fromPort <= toPort && toPort <= MOST_TCP_PORT ? { fromPort, toPort } : undefined
}
