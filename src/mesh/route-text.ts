/** One text for a route: the table and the block. */
import { cidr } from '../model/cidr.ts'
import type { LinkRoute } from './link.ts'
import type { RecordedRoute } from './marks.ts'

export const routeText = ({ tableId, destination }: LinkRoute): string => `${tableId}|${destination.text}`
export const recordedText = ([tableId, block]: RecordedRoute): string => `${tableId}|${block}`

export const recorded = ({ tableId, destination }: LinkRoute): RecordedRoute => [tableId, destination.text]
export const linkRoute = ([tableId, block]: RecordedRoute): LinkRoute => ({
  tableId,
  destination: cidr(block),
})
