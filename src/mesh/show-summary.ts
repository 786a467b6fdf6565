/** A plan in one sentence of counts. */
import type { Call, Deed, MeshOperation, Plan } from './plan.ts'
import { count, printable } from './show-text.ts'

const DEEDS: Readonly<Record<Deed, string>> = {
  create: 'to create',
  accept: 'to accept',
  adopt: 'to adopt',
  keep: 'as it is',
}

/** How each kind of call counts: the noun, and what becomes of it. Peerings are counted by their pairs' deeds. */
const COUNTED = [
  ['CreateRoute', 'route', 'to create'],
  ['ReplaceRoute', 'route', 'to change'],
  ['AuthorizeSecurityGroupIngress', 'rule', 'to create'],
  ['ModifyVpcPeeringConnectionOptions', 'DNS option', 'to set'],
  ['DeleteRoute', 'route', 'to remove'],
  ['RevokeSecurityGroupIngress', 'rule', 'to remove'],
  ['DeleteVpcPeeringConnection', 'peering', 'to remove'],
] as const satisfies readonly (readonly [MeshOperation, string, string])[]

/** `Mesh prod: 2 peerings to create, 4 routes to create.` */
export function summary({ mesh, links, calls, objections }: Plan): string {
  const deeds = (Object.keys(DEEDS) as Deed[]).map(
    deed => [links.filter(link => link.deed === deed).length, 'peering', DEEDS[deed]] as const,
  )
  const others = COUNTED.map(
    ([operation, what, fate]) =>
      [calls.filter(call => call.operation === operation).length, what, fate] as const,
  )
  const counted = [...deeds, ...others]
    .filter(([number]) => number > 0)
    .map(([number, what, fate]) => `${count(number, what)} ${fate}`)
  const verdict = objections.length > 0 ? [`refused: ${count(objections.length, 'objection')}`] : []
  const nothing = calls.length === 0 && objections.length === 0 ? ['nothing to do'] : []
  const tags = calls.length > 0 && calls.every(isOfTags) ? ['only tags to change'] : []
  return `Mesh ${printable(mesh)}: ${[...verdict, ...nothing, ...counted, ...tags].join(', ') || 'no peering'}.`
}

const isOfTags = ({ operation }: Call): boolean => operation === 'CreateTags' || operation === 'DeleteTags'
