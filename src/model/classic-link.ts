/**
 * Which VPCs may be linked with EC2-Classic. Off unless the operator wants it (`--classiclink`), as AWS has retired it.
 * Sources: EC2 User Guide, "ClassicLink limitations" and "Routing for ClassicLink"; codes and sentences are not documented.
 */
import { contains } from './cidr.ts'
import { CLASSIC_BLOCK, isClassic } from './local-routes.ts'
import type { Network } from './network.ts'
import { type Refusal, refuse } from './refusals.ts'
import { routesOf } from './route-choice.ts'
import { ipv4BlocksOf, type Vpc } from './vpc.ts'

/** Why a VPC may not be enabled: dedicated hardware, or addresses or routes of EC2-Classic. Refuses: InvalidVpcState. */
export function whyNotEnableClassicLink(network: Network, vpc: Vpc): Refusal | undefined {
  if (vpc.tenancy === 'dedicated') return refuse('InvalidVpcState/classic-link-dedicated', vpc.id)
  const block = ipv4BlocksOf(vpc).find(isClassic)
  if (block) return refuse('InvalidVpcState/classic-link-block', vpc.id, block.text)
  return whyNotRouteToClassic(network, vpc)
}

/** Why the route to EC2-Classic may not be added to the tables of a VPC: one has a static route in it. Refuses: InvalidVpcState. */
export function whyNotRouteToClassic(network: Network, { id }: Vpc): Refusal | undefined {
  for (const table of network.routeTables.where('vpc', id)) {
    const made = routesOf(network, table).filter(
      route => route.origin === 'CreateRoute' && route.target.kind !== 'local',
    )
    const route = made.find(one => contains(CLASSIC_BLOCK, one.destination))
    if (route) return refuse('InvalidVpcState/classic-link-route', id, route.destination.text, table.id)
  }
  return undefined
}
