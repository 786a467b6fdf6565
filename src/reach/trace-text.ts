/** A trace as lines for people. */
import type { Hop, Way } from './hop.ts'
import type { Trace, Verdict } from './trace.ts'

export function traceText({ flow, steps, verdict }: Trace): string {
  const probe = flow.protocol === 'icmp' ? 'ICMP echo' : `${flow.protocol} ${flow.port}`
  const lines = steps.map(step => `${step.direction.padEnd(8)} ${hopText(step)}`)
  return [`${flow.from} → ${flow.to}, ${probe}`, ...lines, ...verdictText(verdict)].join('\n')
}

const verdictText = (verdict: Verdict): readonly string[] =>
  verdict.reaches
    ? [`It reaches, and the answer comes back${condition(verdict)}.`]
    : [
        `It does not reach: ${verdict.code} (${verdict.direction}, at ${verdict.about})`,
        verdict.sentence,
        `Next: ${verdict.next}`,
      ]

function condition({ provided, beyond }: Verdict): string {
  const conditions = [
    ...(provided ? [`${provided.join(' and ')} sends on what it gets, as it is`] : []),
    ...(beyond ? [`this machine's network leads to ${beyond}, and it answers`] : []),
  ]
  return conditions.length > 0 ? `, if ${conditions.join(', and ')}` : ''
}

type HopAt<K extends Hop['at']> = Extract<Hop, { readonly at: K }>

const texts: { readonly [K in Hop['at']]: (hop: HopAt<K>) => string } = {
  interface: ({ interfaceId, address, instanceId, subnetId, vpcId }) =>
    `${interfaceId} ${address} (${[instanceId, subnetId, vpcId].filter(Boolean).join(', ')})`,
  groups: ({ groupIds, way, matched }) =>
    `${groupIds.join(', ')} ${way}: ${matched ? `passes by ${byWhat(matched)}` : 'no rule matches'}`,
  'network-acl': ({ networkAclId, way, subnetId, entry, allow }) =>
    `${networkAclId} ${way} of ${subnetId}: entry ${entry} ${allow ? 'allows' : 'denies'}`,
  subnet: ({ subnetId }) => `inside ${subnetId}: no network ACL, no route`,
  route: ({ routeTableId, of, route }) => `${routeTableId} of ${of}: ${routeText(route)}`,
  peering: ({ peeringId, fromVpcId, toVpcId }) => `${peeringId} from ${fromVpcId} to ${toVpcId}`,
  'classic-link': ({ instanceId, vpcId }) => `the link of ${instanceId} with ${vpcId}`,
  'internet-gateway': ({ internetGatewayId, way, translated }) =>
    `${internetGatewayId} ${way}${translated ? `: ${translation(way, translated)}` : ''}`,
  'egress-only-gateway': ({ egressOnlyGatewayId, way }) => `${egressOnlyGatewayId} ${way}`,
  'nat-gateway': ({ natGatewayId, way, translated }) =>
    `${natGatewayId} ${way}: ${translation(way, translated)}`,
  middlebox: ({ instanceId }) => `${instanceId} sends it on, if its owner lets it`,
  'vpn-gateway': ({ vpnGatewayId, way }) => `${vpnGatewayId} ${way}`,
  endpoint: ({ vpcEndpointId, serviceName }) => `${vpcEndpointId} ${serviceName}`,
  internet: ({ from, to }) => `the Internet from ${from} to ${to}`,
  egress: ({ to }) => `out to this machine's network, to ${to}`,
  site: ({ vpnConnectionId, address }) => `${vpnConnectionId} ${address} on premises`,
  amazon: ({ service, address }) => `Amazon's ${service} ${address}: never filtered`,
}

const hopText = (hop: Hop): string => (texts[hop.at] as (hop: Hop) => string)(hop)

/** What leaves gets another source, what comes in another destination. */
const translation = (way: Way, address: string): string =>
  `the ${way === 'egress' ? 'source' : 'destination'} becomes ${address}`

const byWhat = (matched: string): string => (matched === 'connection' ? 'its connection' : matched)

function routeText(route: HopAt<'route'>['route']): string {
  if (!route) return 'no route'
  const target = route.target.kind === 'local' ? 'local' : route.target.id
  return `${route.destination} → ${target}${route.state === 'blackhole' ? ' (blackhole)' : ''}`
}
