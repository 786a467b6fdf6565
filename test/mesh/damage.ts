/** What somebody breaks in a mesh by hand. */
import type { Plan } from '../../src/mesh/plan.ts'
import { placeKey } from '../../src/model/owned.ts'
import { Refusal } from '../../src/model/refusals.ts'
import type { World } from './world.ts'

const DAYS = 86_400_000

type Deed = (world: World, plan: Plan, which: number) => void

const pick = <T>(from: readonly T[], n: number): T | undefined => from[n % Math.max(from.length, 1)]

const deeds: readonly Deed[] = [
  function deleteRoute(world, { links }, which) {
    const route = pick(
      links
        .flatMap(({ link }) => [link.requester, link.accepter])
        .flatMap(end => end.routes.map(one => ({ ...one, end }))),
      which,
    )
    if (!route) return
    const member = route.destination.version === 4 ? 'DestinationCidrBlock' : 'DestinationIpv6CidrBlock'
    const input = { RouteTableId: route.tableId, [member]: route.destination.text }
    world.call(route.end.member, 'DeleteRoute', input)
  },
  function deletePeering(world, _, which) {
    const peering = pick(
      [...world.network.peerings.values()].filter(one => one.state === 'active'),
      which,
    )
    if (peering)
      world.call(peering[which % 2 ? 'requester' : 'accepter'], 'DeleteVpcPeeringConnection', {
        VpcPeeringConnectionId: peering.id,
      })
  },
  function wait(world, _, which) {
    world.pass((which % 4) * DAYS)
  },
  function switchDns(world, _, which) {
    const peering = pick(
      [...world.network.peerings.values()].filter(one => one.state === 'active'),
      which,
    )
    if (!peering) return
    const options = { AllowDnsResolutionFromRemoteVpc: which % 2 === 0 }
    world.call(peering.requester, 'ModifyVpcPeeringConnectionOptions', {
      VpcPeeringConnectionId: peering.id,
      RequesterPeeringConnectionOptions: options,
    })
  },
  function revokeRule(world, _, which) {
    const rule = pick(
      [...world.network.securityGroupRules.values()].filter(one => Object.keys(one.tags).length > 0),
      which,
    )
    if (rule)
      world.call(rule, 'RevokeSecurityGroupIngress', {
        GroupId: rule.groupId,
        SecurityGroupRuleIds: [rule.id],
      })
  },
  function deleteTags(world, _, which) {
    const peering = pick([...world.network.peerings.values()], which)
    const place = peering && pick([peering.requester, peering.accepter], which)
    if (!place || !peering.tags[placeKey(place)]) return
    world.call(place, 'DeleteTags', { Resources: [peering.id] })
  },
]

/** Numbers choose what is broken; what cannot be is not. */
export function damage(
  world: World,
  plan: Plan,
  choices: readonly (readonly [deed: number, which: number])[],
): void {
  for (const [deed, which] of choices)
    try {
      pick(deeds, deed)?.(world, plan, which)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
}
