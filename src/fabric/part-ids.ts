/** What parts are called. */
import type { Gateway, Internet, Link, Router } from './fabric.ts'

export const partOfVpc = (vpcId: string): Router['part'] => `vpc/${vpcId}`
export const partOfPeering = (peeringId: string): Link['part'] => `peering/${peeringId}`
/** By the id of the uplink. */
export const partOfGateway = (id: string): Gateway['part'] => `gateway/${id}`
export const INTERNET: Internet['part'] = 'internet/world'
