import { placeKey, placeOf } from '../model/owned.ts'
import type { Peering, SideName } from '../model/peering.ts'
import { expiresAt } from '../model/peering-lifecycle.ts'
import { blocksOf } from '../model/vpc.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { findPeering, lookUpPeering, visibleSides } from './find-peering.ts'
import { showPeering, showStatus } from './show-peering.ts'

/** The peerings of which the caller is either side. Refuses: ids, and what `describe` refuses. */
export const DescribeVpcPeeringConnections: Decide<'DescribeVpcPeeringConnections'> = (situation, input) => {
  const { network, caller } = situation
  const question = { ...input, ids: input.VpcPeeringConnectionIds }
  const { found, NextToken } = describe(catalogue(situation), question)
  const shown = found.map(peering => showPeering(network, caller, peering))
  return { reply: { VpcPeeringConnections: shown, NextToken } }
}

function catalogue(situation: Situation): Catalogue<Peering> {
  const { network, caller, now } = situation
  const isSeen = (peering: Peering) => visibleSides(peering, caller, now).length > 0
  const bySide = (side: SideName) => (vpcId: string) =>
    network.peerings.where('vpc', vpcId).filter(peering => peering[side].vpcId === vpcId && isSeen(peering))
  return {
    all: () => network.peerings.where('place', placeKey(placeOf(caller))).filter(isSeen),
    byId: id => findPeering(situation, id),
    filters: {
      ...sideFilters(situation, 'accepter'),
      ...sideFilters(situation, 'requester'),
      'expiration-time': peering => new Date(expiresAt(peering)).toISOString(),
      'status-code': peering => peering.state,
      'status-message': peering => showStatus(peering).Message,
      'vpc-peering-connection-id': peering => peering.id,
    },
    indexed: {
      'accepter-vpc-info.vpc-id': bySide('accepter'),
      'requester-vpc-info.vpc-id': bySide('requester'),
      'vpc-peering-connection-id': id =>
        [lookUpPeering(network, caller, now, id)].filter(peering => peering !== undefined),
    },
    tags: peering => peering.tags[placeKey(placeOf(caller))] ?? {},
  }
}

/** The filters on one side: by what is shown of it, so not by a block that the caller does not see. */
function sideFilters({ network, caller }: Situation, side: SideName): Catalogue<Peering>['filters'] {
  const blocks = (peering: Peering) => {
    const vpc = network.vpcs.get(peering[side].vpcId)
    const info = showPeering(network, caller, peering)[
      side === 'accepter' ? 'AccepterVpcInfo' : 'RequesterVpcInfo'
    ]
    return vpc && info?.CidrBlock ? blocksOf(vpc).map(block => block.text) : []
  }
  return {
    [`${side}-vpc-info.cidr-block`]: blocks,
    [`${side}-vpc-info.owner-id`]: peering => peering[side].ownerId,
    [`${side}-vpc-info.vpc-id`]: peering => peering[side].vpcId,
  }
}
