/**
 * Small random fabrics in which every name leads to something: up to three VPCs (two of them may use the same
 * addresses), their hosts, route tables and groups, peerings between them, their gateways and what lies behind.
 */
import fc from 'fast-check'
import type { Link, Part, PartId, Router } from '../../src/fabric/fabric.ts'
import { type Draft, draft, id, PAIRS, VPCS } from './fabric-draft.ts'
import { gatewaysOf } from './fabric-gateways.ts'
import { blocksOf, interfacesOf, type Pair, routerOf } from './fabric-router.ts'

export type Fabric = ReadonlyMap<PartId, Part>

export const fabrics: fc.Arbitrary<Fabric> = fc
  .record({
    vpcs: fc.subarray([...VPCS]),
    pairs: fc.subarray([...PAIRS]),
    same: fc.boolean(),
  })
  .chain(({ vpcs, pairs, same }) =>
    fabricsOf(
      vpcs,
      pairs.filter(pair => pair.every(end => vpcs.includes(end))),
      same,
    ),
  )

/** With all three VPCs and all their peerings. */
export const wholeFabrics: fc.Arbitrary<Fabric> = fabricsOf(VPCS, PAIRS, false)

/** `same`: the third VPC has the addresses of the first. */
function fabricsOf(vpcs: readonly number[], pairs: readonly Pair[], same: boolean): fc.Arbitrary<Fabric> {
  return fc
    .tuple(...vpcs.map(number => draft(number, same && number === 3 ? 1 : number)))
    .map(drafts => assemble(drafts, pairs))
}

const blocksIn = (drafts: readonly Draft[], vpc: number): readonly string[] =>
  drafts.filter(({ number }) => number === vpc).flatMap(blocksOf)

/** The peering of the first VPC and the third is one between Regions. */
function assemble(drafts: readonly Draft[], pairs: readonly Pair[]): Fabric {
  const members = Object.fromEntries(
    VPCS.map(vpc => [
      id('sg', vpc, 1),
      drafts
        .filter(({ number }) => number === vpc)
        .flatMap(one => interfacesOf(one))
        .filter(({ groups }) => groups?.includes(id('sg', vpc, 1)))
        .flatMap(({ addresses }) => addresses),
    ]),
  )
  const parts: readonly Part[] = [
    ...drafts.map((one): Router => routerOf(one, drafts, pairs, members)),
    ...pairs.map(
      ([requester, accepter]): Link => ({
        part: `peering/${id('pcx', requester, accepter)}`,
        id: id('pcx', requester, accepter),
        requesterVpcId: id('vpc', requester),
        accepterVpcId: id('vpc', accepter),
        mtu: 9001,
        ...(requester === 1 &&
          accepter === 3 && {
            encrypted: { requester: blocksIn(drafts, requester), accepter: blocksIn(drafts, accepter) },
          }),
      }),
    ),
    ...gatewaysOf(drafts),
  ]
  return new Map(parts.map(part => [part.part, part]))
}
