import type { Instance } from '../model/instance.ts'
import { instanceTypeNamed } from '../model/instance-types.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { findInstances } from './find-instances.ts'
import { ownedCatalogue } from './owned-catalogue.ts'

/** Of burstable instances. Refuses: InvalidInstanceID.NotFound, UnsupportedOperation (no credits), and what `describe` refuses. */
export const DescribeInstanceCreditSpecifications: Decide<'DescribeInstanceCreditSpecifications'> = (
  situation,
  input,
) => {
  const { InstanceIds: ids } = input
  const plain = ids?.length
    ? findInstances(situation, ids).find(one => creditsOf(one) === undefined)
    : undefined
  if (plain) throw refuse('UnsupportedOperation/no-credits', plain.id)
  const { found, NextToken } = describe(catalogue(situation), { ...input, ids })
  const shown = found.map(one => ({ InstanceId: one.id, CpuCredits: creditsOf(one) }))
  return { reply: { InstanceCreditSpecifications: shown, NextToken } }
}

const creditsOf = ({ type, cpuCredits }: Instance): Instance['cpuCredits'] => {
  const usual = instanceTypeNamed(type)?.family.credits
  return usual && (cpuCredits ?? usual)
}

/** All without ids: those that do not pay as their type does by itself. */
function catalogue(situation: Situation): Catalogue<Instance> {
  const { tags: _, ...owned } = ownedCatalogue(situation, 'instance', {
    filters: { 'instance-id': one => one.id },
  })
  const isShown = (one: Instance) => creditsOf(one) === 'unlimited'
  return { ...owned, all: () => [...owned.all()].filter(isShown), indexed: {} }
}
