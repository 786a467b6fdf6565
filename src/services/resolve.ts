/**
 * What Amazon's resolver in a VPC answers: the names of instances and endpoints that the VPC may know, forwards and
 * backwards, and those of the simulated Internet. Pure: messages, sockets and limits are the server's. Every family of
 * names says whether a name is its own and what it stands for; the first that owns it decides, and what nobody owns is
 * asked elsewhere. Sources: VPC User Guide, "Amazon DNS" and "DNS attributes for your VPC"; Route 53 Developer Guide,
 * "Domain names that Resolver creates autodefined system rules for"; VPC Peering Guide, "Enable DNS resolution".
 */
import type { Network } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import { endpointNames } from './endpoint-names.ts'
import { internetNames } from './internet-names.ts'
import { localNames } from './local-names.ts'
import type { Data, Family } from './meaning.ts'
import { privateNames } from './private-names.ts'
import { publicNames } from './public-names.ts'
import { reverseNames } from './reverse-names.ts'

/** Lower case, no dot at the end. The type as DNS has it: `A`, `AAAA`, `PTR` … */
export interface Question {
  readonly name: string
  readonly type: string
}

/** `known` without data: the name is there and has none of that type. The zone is who says so. */
export type Resolution =
  | { readonly kind: 'known'; readonly zone: string; readonly data: readonly Data[] }
  | { readonly kind: 'unknown'; readonly zone: string }
  | { readonly kind: 'elsewhere' }

const families: readonly Family[] = [
  localNames,
  privateNames,
  publicNames,
  reverseNames,
  endpointNames,
  internetNames,
]

/** What an interface is answered. Its VPC has DNS support: without it nobody is there to be asked. */
export function resolve(network: Network, asker: NetworkInterface, { name, type }: Question): Resolution {
  const vpc = network.vpcs.get(asker.vpcId)
  if (!vpc) throw new Error(`${asker.id} is in ${asker.vpcId}, which does not exist`)
  for (const family of families) {
    const meaning = family({ network, vpc, asker }, name)
    if (!meaning) continue
    const { zone, data } = meaning
    if (!data) return { kind: 'unknown', zone }
    return { kind: 'known', zone, data: data.filter(one => type === 'ANY' || one.type === type) }
  }
  return { kind: 'elsewhere' }
}
