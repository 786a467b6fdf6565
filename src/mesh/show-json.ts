/** A plan for programs: the shapes that docs/mesh.md promises. Blocks are text, and places are accounts and Regions. */
import type { LinkEnd, LinkRule } from './link.ts'
import type { Call, Plan, PlannedLink } from './plan.ts'

export const planJson = ({ mesh, links, calls, objections, warnings }: Plan) => ({
  mesh,
  pairs: links.map(pairJson),
  calls: calls.map(call => ({
    ...callJson(call),
    ...(call.pair !== undefined && { pair: call.pair }),
    after: call.after,
    input: call.input,
  })),
  objections,
  warnings,
})

/** Which call it is, whatever becomes of it. */
export const callJson = ({ key, operation, place, what }: Call) => ({
  key,
  operation,
  account: place.ownerId,
  region: place.region,
  what,
})

const pairJson = ({ link, deed, calls, remark }: PlannedLink) => ({
  pair: link.pair,
  peering: deed,
  ...(link.peeringId !== undefined && { peeringId: link.peeringId }),
  ...(link.dns !== undefined && { dns: link.dns }),
  requester: endJson(link.requester),
  accepter: endJson(link.accepter),
  calls,
  ...(remark !== undefined && { remark }),
})

const endJson = ({ member, routes, rules }: LinkEnd) => ({
  vpcId: member.vpcId,
  label: member.label,
  account: member.ownerId,
  region: member.region,
  routes: routes.map(({ tableId, destination }) => ({ tableId, destination: destination.text })),
  rules: rules.map(ruleJson),
})

const ruleJson = ({ from, ...rule }: LinkRule) => ({ ...rule, from: from.text })
