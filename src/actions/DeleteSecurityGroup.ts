import { whyNotDeleteGroup } from '../model/group-change.ts'
import { drop } from '../model/network.ts'
import type { Decide } from './decide.ts'
import { findGroup } from './find-group.ts'

/** A group goes with its rules. Rules of peered VPCs that name it stay, and are stale. Refuses: what its parts refuse. */
export const DeleteSecurityGroup: Decide<'DeleteSecurityGroup'> = (situation, input) => {
  const { network } = situation
  const group = findGroup(situation, input)
  const no = whyNotDeleteGroup(network, group)
  if (no) throw no
  const rules = network.securityGroupRules.where('group', group.id)
  return { changes: [...rules, group].map(drop), reply: { Return: true, GroupId: group.id } }
}
