/** What a mesh that goes cannot give back: it has accepted requests, and led blackholes elsewhere, which go with it. */
import type { Call, Plan } from '../../src/mesh/plan.ts'

/** Of a plan only that, as a plan of its own: the requests are accepted, and the blackholes gone. */
export const irrevocable = (plan: Plan): Plan => ({
  ...plan,
  calls: plan.calls.flatMap((call): readonly Call[] => {
    if (call.operation === 'AcceptVpcPeeringConnection') return call.peeringGoesTo ? [] : [call]
    if (call.operation !== 'ReplaceRoute') return []
    const { VpcPeeringConnectionId: _, ...input } = call.input
    return [{ key: call.key, operation: 'DeleteRoute', place: call.place, after: [], what: call.what, input }]
  }),
})
