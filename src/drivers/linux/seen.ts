/** What of a tenant's namespace counts for us: what we gave it. */
import { deviceOf, kindOf } from './inventory.ts'
import type { Reading } from './kernel/read.ts'

/** `eth…`, its addresses and its default routes, and that `lo` is up. The rest is the tenant's. */
export const seenOfTenant = ({ devices, lines }: Reading): Reading => ({
  devices: devices.filter(({ name }) => isOurs(name)),
  lines: lines.filter(isSeen),
})

/** What joins an instance of EC2-Classic to a VPC: ours to the last route. */
const isLink = (device: string): boolean => device.startsWith('lnk-')

const isOurs = (device: string): boolean => /^(?:eth\d+|lnk-[0-9a-f]+)$/.test(device)

/** As `wanted-host.ts` numbers them. */
const OF_SECOND_INTERFACES = /^rule6? priority 100\d\d /

function isSeen(line: string): boolean {
  const device = deviceOf(line) ?? ''
  switch (kindOf(line)) {
    case 'link':
      return isOurs(device) ? isLink(device) || !line.includes(' alias ') : device === 'lo'
    case 'address':
    case 'neighbour':
      return isOurs(device)
    case 'route':
      return isLink(device) || (isOurs(device) && /^route (?:0\.0\.0\.0|::)\/0 /.test(line))
    case 'rule':
    case 'rule6':
      return OF_SECOND_INTERFACES.test(line)
    default:
      return false
  }
}
