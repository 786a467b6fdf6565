/**
 * Reads what `ip -4 -j` says about a namespace into the lines of an inventory. What the kernel makes by itself (the
 * routes of an address, 127.0.0.1, the tables of the local host) is left out.
 */

export interface Reading {
  readonly devices: readonly Device[]
  readonly lines: readonly string[]
}

export interface Device {
  readonly name: string
  readonly index: number
  /** The index of the veth's other end, in its own namespace. */
  readonly peerIndex?: number
  readonly alias: string
}

/** What to ask, in the order in which the answers are read. The links are answered first, unasked. */
export const ROUTER_QUESTIONS = [
  'address show',
  'route show table all',
  'rule show',
  'neighbour show nud permanent',
  'netconf show',
  'ntable show name arp_cache',
] as const

/** In an instance only what we gave it is looked at: `eth…`, its addresses and its default route. The rest is the tenant's. */
export const INSTANCE_QUESTIONS = ['address show', 'route show'] as const

interface LinkJson {
  readonly ifindex: number
  readonly ifname: string
  readonly link_index?: number
  readonly ifalias?: string
  readonly flags: readonly string[]
  readonly mtu: number
  readonly address?: string
}

interface AddressJson {
  readonly ifname: string
  readonly addr_info: readonly {
    readonly local: string
    readonly prefixlen: number
    readonly scope: string
  }[]
}

interface RouteJson {
  readonly type?: string
  readonly dst: string
  readonly gateway?: string
  readonly dev?: string
  readonly table?: string
  readonly protocol?: string
  readonly metric?: number
  readonly prefsrc?: string
  readonly flags: readonly string[]
}

interface RuleJson {
  readonly priority: number
  readonly src: string
  readonly srclen?: number
  readonly dst?: string
  readonly dstlen?: number
  readonly iif?: string
  readonly fwmark?: string
  readonly fwmask?: string
  readonly table?: string
  readonly action?: string
}

interface NeighbourJson {
  readonly dst: string
  readonly dev: string
  readonly lladdr?: string
}

interface NetconfJson {
  readonly interface: string
  readonly forwarding: boolean
  readonly proxy_neigh: boolean
  readonly rp_filter: string
}

interface NtableJson {
  readonly dev?: string
  readonly proxy_delay: number
}

/** The answers to `ROUTER_QUESTIONS`. The link-layer address of `eni-…` is the kernel's choice and not compared. */
export function readRouter(answers: readonly string[]): Reading {
  const [links, addresses, routes, rules, neighbours, netconf, ntables] = answers.map(parse)
  const devices = links as readonly LinkJson[]
  return {
    devices: devices.map(device),
    lines: [
      ...devices.flatMap(link => linkLines(link, !link.ifname.startsWith('eni-'))),
      ...(addresses as readonly AddressJson[]).flatMap(addressLines),
      ...(routes as readonly RouteJson[]).filter(made).map(routeLine),
      ...(rules as readonly RuleJson[]).map(ruleLine),
      ...(neighbours as readonly NeighbourJson[]).map(neighbourLine),
      ...(netconf as readonly NetconfJson[]).flatMap(settingLines),
      ...(ntables as readonly NtableJson[]).flatMap(proxyDelayLine),
    ],
  }
}

/** The answers to `INSTANCE_QUESTIONS`. */
export function readInstance(answers: readonly string[]): Reading {
  const [links, addresses, routes] = answers.map(parse)
  const devices = (links as readonly LinkJson[]).filter(({ ifname }) => isOurs(ifname))
  return {
    devices: devices.map(device),
    lines: [
      ...(links as readonly LinkJson[]).filter(({ ifname }) => ifname === 'lo').map(upLine),
      ...devices.flatMap(link => linkLines(link, true)),
      ...(addresses as readonly AddressJson[]).filter(({ ifname }) => isOurs(ifname)).flatMap(addressLines),
      ...(routes as readonly RouteJson[])
        .filter(({ dst, dev }) => dst === 'default' && dev !== undefined && isOurs(dev))
        .map(routeLine),
    ],
  }
}

const parse = (answer: string): unknown => JSON.parse(answer)

const isOurs = (device: string): boolean => /^eth\d+$/.test(device)

const device = (link: LinkJson): Device => ({
  name: link.ifname,
  index: link.ifindex,
  peerIndex: link.link_index,
  alias: link.ifalias ?? '',
})

function linkLines(link: LinkJson, withAddress: boolean): readonly string[] {
  if (link.ifname === 'lo') return [upLine(link)]
  return [
    ...(link.ifalias === undefined ? [] : [`link dev ${link.ifname} alias ${link.ifalias}`]),
    ...(withAddress ? [`link dev ${link.ifname} address ${link.address}`] : []),
    `link dev ${link.ifname} mtu ${link.mtu}`,
    upLine(link),
  ]
}

const upLine = (link: LinkJson): string =>
  `link dev ${link.ifname} ${link.flags.includes('UP') ? 'up' : 'down'}`

const addressLines = ({ ifname, addr_info }: AddressJson): readonly string[] =>
  addr_info
    .filter(({ scope }) => !(ifname === 'lo' && scope === 'host'))
    .map(({ local, prefixlen }) => `address ${local}/${prefixlen} dev ${ifname}`)

const made = ({ protocol, dst }: RouteJson): boolean => protocol !== 'kernel' && !dst.includes(':')

function routeLine(route: RouteJson): string {
  return [
    'route',
    route.type !== undefined && route.type !== 'unicast' && route.type,
    prefixText(route.dst),
    route.gateway !== undefined && `via ${route.gateway}`,
    route.dev !== undefined && `dev ${route.dev}`,
    route.flags.includes('onlink') && 'onlink',
    `table ${route.table ?? 'main'}`,
    route.metric !== undefined && `metric ${route.metric}`,
    route.prefsrc !== undefined && `src ${route.prefsrc}`,
  ]
    .filter(Boolean)
    .join(' ')
}

/** `ip` writes `default` for 0.0.0.0/0 and leaves /32 out. */
function prefixText(destination: string): string {
  if (destination === 'default') return '0.0.0.0/0'
  return destination.includes('/') ? destination : `${destination}/32`
}

function ruleLine(rule: RuleJson): string {
  return [
    `rule priority ${rule.priority}`,
    rule.src !== 'all' && `from ${rule.src}${rule.srclen === undefined ? '' : `/${rule.srclen}`}`,
    rule.dst !== undefined && `to ${rule.dst}${rule.dstlen === undefined ? '' : `/${rule.dstlen}`}`,
    rule.iif !== undefined && `iif ${rule.iif}`,
    rule.fwmark !== undefined && `fwmark ${rule.fwmark}${rule.fwmask === undefined ? '' : `/${rule.fwmask}`}`,
    rule.table !== undefined && `lookup ${rule.table}`,
    rule.action,
  ]
    .filter(Boolean)
    .join(' ')
}

const neighbourLine = ({ dst, dev, lladdr }: NeighbourJson): string =>
  `neighbour ${dst} lladdr ${lladdr} dev ${dev} nud permanent`

/** `sysctl -w` answers 0 also for a value the kernel refused, so what counts is read back here. */
const settingLines = (conf: NetconfJson): readonly string[] => [
  `sysctl net.ipv4.conf.${conf.interface}.forwarding=${Number(conf.forwarding)}`,
  `sysctl net.ipv4.conf.${conf.interface}.proxy_arp=${Number(conf.proxy_neigh)}`,
  `sysctl net.ipv4.conf.${conf.interface}.rp_filter=${['off', 'strict', 'loose'].indexOf(conf.rp_filter)}`,
]

/** The table's own settings have no device; those of `lo` nobody needs. */
const proxyDelayLine = ({ dev, proxy_delay }: NtableJson): readonly string[] =>
  dev === undefined || dev === 'lo' ? [] : [`ntable name arp_cache dev ${dev} proxy_delay ${proxy_delay}`]
