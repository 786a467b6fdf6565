/**
 * Which VPCs may be linked with EC2-Classic, and which instances of it. Off unless the operator wants it (`--classiclink`),
 * as AWS has retired it.
 * Sources: EC2 User Guide, "ClassicLink limitations" and "Routing for ClassicLink"; API Reference, "AttachClassicLinkVpc".
 * Of the codes only InvalidInstanceID.NotLinkable is documented, and none of the sentences.
 */
import { contains } from './cidr.ts'
import { isClassic } from './ec2-classic.ts'
import type { Instance } from './instance.ts'
import { CLASSIC_BLOCK, meetsClassic } from './local-routes.ts'
import type { Network } from './network.ts'
import { type Refusal, refuse } from './refusals.ts'
import { routesOf } from './route-choice.ts'
import type { SecurityGroup } from './security-group.ts'
import { ipv4BlocksOf, type Vpc } from './vpc.ts'

/** Why a VPC may not be enabled: dedicated hardware, or addresses or routes of EC2-Classic. Refuses: InvalidVpcState. */
export function whyNotEnableClassicLink(network: Network, vpc: Vpc): Refusal | undefined {
  if (vpc.tenancy === 'dedicated') return refuse('InvalidVpcState/classic-link-dedicated', vpc.id)
  const block = ipv4BlocksOf(vpc).find(meetsClassic)
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

/** Why a VPC may not be disabled: instances are linked to it. Refuses: DependencyViolation. */
export const whyNotDisableClassicLink = (network: Network, { id }: Vpc): Refusal | undefined =>
  network.instances.count('linked', id) > 0 ? refuse('DependencyViolation/classic-link', id) : undefined

/**
 * Why an instance may not be linked to a VPC with these groups. Refuses: InvalidVpcState (not enabled),
 * InvalidInstanceID.NotLinkable (in a VPC, or not running), InvalidInstanceID.InstanceAlreadyLinked,
 * InvalidGroup.NotFound (of another VPC).
 */
export function whyNotLink(
  network: Network,
  instance: Instance,
  vpc: Vpc,
  groups: readonly SecurityGroup[],
): Refusal | undefined {
  if (!vpc.classicLink) return refuse('InvalidVpcState/classic-link-off', vpc.id)
  if (!isClassic(network, instance) || instance.state !== 'running')
    return refuse('InvalidInstanceID.NotLinkable', instance.id, vpc.id)
  if (instance.classicLink)
    return refuse('InvalidInstanceID.InstanceAlreadyLinked', instance.id, instance.classicLink.vpcId)
  const foreign = groups.find(group => group.vpcId !== vpc.id)
  return foreign && refuse('InvalidGroup.NotFound/vpc', foreign.id, vpc.id)
}

/** Why an instance may not be unlinked from a VPC: it is not linked to it. Refuses: IncorrectInstanceState. */
export const whyNotUnlink = ({ id, classicLink }: Instance, vpc: Vpc): Refusal | undefined =>
  classicLink?.vpcId === vpc.id ? undefined : refuse('IncorrectInstanceState/not-linked', id, vpc.id)

export function unlinked({ classicLink: _, ...instance }: Instance): Instance {
  return instance
}
