/** What CloudFormation cannot do for a link, as commands of the AWS CLI. */
import { placeKey } from '../model/owned.ts'
import type { SideName } from '../model/peering.ts'
import { type ExportContext, seenRoute } from './export-context.ts'
import { shellWord } from './export-shell.ts'
import type { Link, LinkRoute } from './link.ts'
import type { PlannedLink } from './plan.ts'

/** For the sides that are in one place. The id of a peering that is yet to be made is in a shell variable of its name. */
export function commandsOf(
  { link, deed }: PlannedLink,
  sides: readonly SideName[],
  name: string,
  context: ExportContext,
): readonly string[] {
  const peering = `--vpc-peering-connection-id ${link.peeringId ?? `"$${name}"`}`
  return sides.flatMap(side => {
    const needed = [
      ...(deed === 'accept' && side === 'accepter' ? ['accept-vpc-peering-connection'] : []),
      ...staleRoutes(link, side, context).map(replacement),
      ...(link.dns === undefined ? [] : [dnsOption(side, link.dns)]),
    ]
    return needed.map(command => `${awsAt(link, side, context)} ${command} ${peering}`)
  })
}

function awsAt(link: Link, side: SideName, { access }: ExportContext): string {
  const { member } = link[side]
  const profile = access[placeKey(member)]?.profile
  const as = profile === undefined ? '' : ` --profile ${shellWord(profile)}`
  return `aws${as} --region ${member.region} ec2`
}

const dnsOption = (side: SideName, on: boolean): string =>
  `modify-vpc-peering-connection-options --${side}-peering-connection-options AllowDnsResolutionFromRemoteVpc=${on}`

/** There already, and leading elsewhere: CloudFormation refuses to make a route that there is. */
const staleRoutes = (link: Link, side: SideName, { landscape }: ExportContext): readonly LinkRoute[] =>
  link[side].routes.filter(route => {
    const seen = seenRoute(landscape, route)
    return seen !== undefined && seen.target !== link.peeringId
  })

function replacement({ tableId, destination: { version, text } }: LinkRoute): string {
  const block = version === 4 ? '--destination-cidr-block' : '--destination-ipv6-cidr-block'
  return `replace-route --route-table-id ${tableId} ${block} ${text}`
}
