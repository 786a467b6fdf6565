/** What parts are called. */
import type { ClassicLink, Gateway, Internet, Link, Router } from './fabric.ts'

export const partOfVpc = (vpcId: string): Router['part'] => `vpc/${vpcId}`
export const partOfPeering = (peeringId: string): Link['part'] => `peering/${peeringId}`
/** By the id of the uplink. */
export const partOfGateway = (id: string): Gateway['part'] => `gateway/${id}`
/** By the id of the instance: `i-0abc…` → `classic/lnk-0abc…`. */
export const partOfClassicLink = (instanceId: string): ClassicLink['part'] =>
  `classic/${linkIdOf(instanceId)}`
export const linkIdOf = (instanceId: string): string => instanceId.replace(/^i-/, 'lnk-')
export const INTERNET: Internet['part'] = 'internet/world'
