/** Both VPCs need DNS support and DNS hostnames. Source: VPC Peering Guide, "Enable DNS resolution for a VPC peering connection". */

import { placeKey } from '../model/owned.ts'
import type { SideName } from '../model/peering.ts'
import type { Draft } from './draft.ts'
import type { Link } from './link.ts'
import { othersSwitched } from './marks.ts'
import type { Objection } from './objection.ts'
import { known } from './survey.ts'
import type { Member } from './wish.ts'

const attributes = [
  { isOn: 'dnsSupport', name: 'EnableDnsSupport', called: 'DNS support' },
  { isOn: 'dnsHostnames', name: 'EnableDnsHostnames', called: 'DNS hostnames' },
] as const

export function objectDns({ survey, links }: Draft): readonly Objection[] {
  const members = links.flatMap(link => (link.dns ? [link.requester.member, link.accepter.member] : []))
  const unique: readonly Member[] = [...new Map(members.map(member => [member.vpcId, member])).values()]
  return unique.flatMap(({ vpcId, label }) => {
    const off = attributes.filter(({ isOn }) => !known(survey.vpcs, vpcId)[isOn])
    if (off.length === 0) return []
    return [
      {
        code: 'dns',
        why: `DNS resolution over a peering needs ${off.map(one => one.called).join(' and ')} in ${label}.`,
        advice: [
          ...off.map(({ name }) => `Switch it on: ModifyVpcAttribute with ${name} of ${vpcId} true.`),
          'Leave dns out of the wish.',
        ],
        about: [vpcId],
      },
    ]
  })
}

/** Two meshes that share a peering cannot want it both ways. */
export const objectOtherMesh = ({ wish, survey, links }: Draft): readonly Objection[] =>
  links.flatMap(link => {
    const { dns, peeringId } = link
    const peering = survey.peerings.get(peeringId ?? '')
    const isOtherwise = (side: SideName) => {
      const others = othersSwitched(peering?.tags[placeKey(link[side].member)] ?? {}, wish.name)[side]
      return others !== undefined && others !== dns
    }
    if (dns === undefined || !(['requester', 'accepter'] as const).some(isOtherwise)) return []
    return [contradiction(link, dns)]
  })

const contradiction = ({ requester, accepter, peeringId = '' }: Link, dns: boolean): Objection => ({
  code: 'dns',
  why: `Another mesh has DNS resolution switched ${dns ? 'off' : 'on'} between ${requester.member.label} and ${accepter.member.label}.`,
  advice: ['Let both meshes say the same of dns, or one of them nothing.'],
  about: [peeringId],
})
