/**
 * What there is in a namespace, asked of the kernel and told in the lines of an inventory. What the kernel makes by
 * itself (the routes of an address, 127.0.0.1, the tables of the local host) is left out.
 */
import { addressText, type Family, INET, INET6, macText } from './addresses.ts'
import { attribute, attributes, type Netlink, textOf, u32 } from './netlink.ts'
import {
  ADDRESS_MODES,
  FRA,
  familyBody,
  IFA,
  IFF_UP,
  IFLA,
  linkBody,
  NDA,
  NDTA,
  NDTPA,
  NETCONF_ALL,
  NETCONF_DEFAULT,
  NETCONFA,
  OF_LINK,
  ONLINK,
  PERMANENT,
  PROTOCOL,
  ROUTE_TYPE,
  RTA,
  RTM,
  RULE_ACTION,
  SCOPE,
  SKIP_STATISTICS,
  TABLES,
} from './rtnetlink.ts'

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

interface Link extends Device {
  readonly mac: string
  readonly mtu: number
  readonly isUp: boolean
  readonly addressMode: string
}

type Names = (index: number) => string

const NOTHING = Buffer.alloc(0)

/** Everything in the namespace of the netlink socket. */
export function readNamespace(netlink: Netlink): Reading {
  const links = readLinks(netlink)
  const names = namesOf(links)
  const each = (list: (family: Family) => readonly string[]) => [...list(INET), ...list(INET6)]
  return {
    devices: links,
    lines: [
      ...links.flatMap(linkLines),
      ...each(family => addressLines(netlink, family, names)),
      ...each(family => routeLines(netlink, family, names)),
      ...each(family => ruleLines(netlink, family)),
      ...each(family => neighbourLines(netlink, family, names)),
      ...each(family => settingLines(netlink, family, names)),
      ...proxyDelayLines(netlink, names),
    ],
  }
}

const namesOf = (links: readonly Link[]): Names => {
  const byIndex = new Map(links.map(link => [link.index, link.name]))
  return index => byIndex.get(index) ?? String(index)
}

export function readLinks(netlink: Netlink): readonly Link[] {
  const question = Buffer.concat([linkBody(0), attribute(IFLA.mask, u32(SKIP_STATISTICS))])
  return netlink.dump(RTM.getLink, question).map(body => {
    const found = attributes(body, 16)
    const peer = found.get(IFLA.peer)
    return {
      index: body.readInt32LE(4),
      name: textOf(found.get(IFLA.name)),
      alias: textOf(found.get(IFLA.alias)),
      mac: macText(found.get(IFLA.address) ?? NOTHING),
      mtu: numberOf(found.get(IFLA.mtu)),
      addressMode: addressMode(found.get(IFLA.byFamily)),
      isUp: (body.readUInt32LE(8) & IFF_UP) !== 0,
      ...(peer && { peerIndex: peer.readUInt32LE(0) }),
    }
  })
}

function addressMode(byFamily: Buffer = NOTHING): string {
  const ofInet6 = attributes(byFamily).get(INET6) ?? NOTHING
  const mode = attributes(ofInet6).get(IFLA.inet6AddressMode)?.[0]
  return ADDRESS_MODES[mode ?? 0] ?? String(mode)
}

function linkLines({ name, alias, mac, mtu, isUp, addressMode }: Link): readonly string[] {
  const state = `link dev ${name} ${isUp ? 'up' : 'down'}`
  if (name === 'lo') return [state]
  return [
    ...(alias === '' ? [] : [`link dev ${name} alias ${alias}`]),
    `link dev ${name} address ${mac}`,
    `link dev ${name} mtu ${mtu}`,
    `link dev ${name} addrgenmode ${addressMode}`,
    state,
  ]
}

const numberOf = (bytes: Buffer | undefined): number => bytes?.readUInt32LE(0) ?? 0

const signedOf = (bytes: Buffer | undefined): number => bytes?.readInt32LE(0) ?? 0

function addressLines(netlink: Netlink, family: Family, names: Names): readonly string[] {
  return netlink.dump(RTM.getAddress, familyBody(family, 8)).flatMap(body => {
    const found = attributes(body, 8)
    const bytes = found.get(IFA.local) ?? found.get(IFA.address)
    const name = names(body.readUInt32LE(4))
    const isKernels = (name === 'lo' && body[3] === SCOPE.host) || found.get(IFA.origin)?.[0] === OF_LINK
    if (!bytes || isKernels) return []
    return [`address ${addressText(bytes)}/${body[1]} dev ${name}`]
  })
}

/** A cloned route remembers what was learnt on the way. */
const CLONED = 0x200
const DEFAULT_METRIC_6 = 1024

function routeLines(netlink: Netlink, family: Family, names: Names): readonly string[] {
  return netlink.dump(RTM.getRoute, familyBody(family, 12)).flatMap(body => {
    const [, length = 0, , , , protocol, , type] = body
    const flags = body.readUInt32LE(8)
    if (protocol === PROTOCOL.kernel || flags & CLONED) return []
    const found = attributes(body, 12)
    const kind = Object.entries(ROUTE_TYPE).find(([, number]) => number === type)?.[0]
    const [gateway, device, source] = [found.get(RTA.gateway), found.get(RTA.device), found.get(RTA.source)]
    const metric = numberOf(found.get(RTA.metric))
    const isPlain = kind === 'unicast'
    const words = [
      'route',
      !isPlain && kind,
      `${destinationText(found.get(RTA.destination), family)}/${length}`,
      gateway && `via ${addressText(gateway)}`,
      device && (isPlain || family === INET) && `dev ${names(device.readUInt32LE(0))}`,
      flags & ONLINK && 'onlink',
      `table ${tableName(numberOf(found.get(RTA.table)))}`,
      metric !== 0 && !(family === INET6 && metric === DEFAULT_METRIC_6) && `metric ${metric}`,
      source && `src ${addressText(source)}`,
    ]
    return [words.filter(Boolean).join(' ')]
  })
}

const destinationText = (bytes: Buffer | undefined, family: Family): string =>
  bytes ? addressText(bytes) : family === INET ? '0.0.0.0' : '::'

const tableName = (number: number): string =>
  Object.entries(TABLES).find(([, known]) => known === number)?.[0] ?? String(number)

const ANY_MARK = 0xffffffff

function ruleLines(netlink: Netlink, family: Family): readonly string[] {
  return netlink.dump(RTM.getRule, familyBody(family, 12)).map(body => {
    const found = attributes(body, 12)
    const [, toLength, fromLength] = body
    const [from, to, iif] = [found.get(FRA.source), found.get(FRA.destination), found.get(FRA.iif)]
    const [mark, mask] = [found.get(FRA.mark), found.get(FRA.mask)]
    const words = [
      `${family === INET ? 'rule' : 'rule6'} priority ${numberOf(found.get(FRA.priority))}`,
      from && `from ${addressText(from)}/${fromLength}`,
      to && `to ${addressText(to)}/${toLength}`,
      iif && `iif ${textOf(iif)}`,
      mark && numberOf(mark) !== 0 && `fwmark ${markText(numberOf(mark), numberOf(mask))}`,
      body[7] === RULE_ACTION.lookup && `lookup ${tableName(numberOf(found.get(FRA.table)))}`,
      body[7] === RULE_ACTION.blackhole && 'blackhole',
      body[7] !== RULE_ACTION.lookup && body[7] !== RULE_ACTION.blackhole && `action ${body[7]}`,
    ]
    return words.filter(Boolean).join(' ')
  })
}

const hex = (value: number): string => `0x${value.toString(16)}`

const markText = (mark: number, mask: number): string =>
  mask === ANY_MARK ? hex(mark) : `${hex(mark)}/${hex(mask)}`

function neighbourLines(netlink: Netlink, family: Family, names: Names): readonly string[] {
  return netlink.dump(RTM.getNeighbour, familyBody(family, 12)).flatMap(body => {
    const found = attributes(body, 12)
    const [address, mac] = [found.get(NDA.destination), found.get(NDA.linkAddress)]
    if (!address || !mac || body.readUInt16LE(8) !== PERMANENT) return []
    const where = `dev ${names(body.readInt32LE(4))}`
    return [`neighbour ${addressText(address)} lladdr ${macText(mac)} ${where} nud permanent`]
  })
}

/** All settings that we know, as in `net.ipv4.conf.all.forwarding=1`. */
export const readSettings = (netlink: Netlink, links: readonly Link[]): readonly string[] =>
  [INET, INET6]
    .flatMap(family => settingLines(netlink, family, namesOf(links)))
    .map(line => line.slice(SYSCTL))

const SYSCTL = 'sysctl '.length

/** What counts is what the kernel has, whatever it answered when it was set. */
function settingLines(netlink: Netlink, family: Family, names: Names): readonly string[] {
  const tree = `sysctl net.${family === INET ? 'ipv4' : 'ipv6'}.conf`
  return netlink.dump(RTM.getNetconf, familyBody(family, 4)).flatMap(body => {
    const found = attributes(body, 4)
    const index = signedOf(found.get(NETCONFA.device))
    const name = index === NETCONF_ALL ? 'all' : index === NETCONF_DEFAULT ? 'default' : names(index)
    const forwarding = `${tree}.${name}.forwarding=${numberOf(found.get(NETCONFA.forwarding))}`
    if (family === INET6) return [forwarding]
    return [
      forwarding,
      `${tree}.${name}.proxy_arp=${numberOf(found.get(NETCONFA.proxyNeighbour))}`,
      `${tree}.${name}.rp_filter=${numberOf(found.get(NETCONFA.rpFilter))}`,
    ]
  })
}

/** The table's own settings have no device; those of `lo` nobody needs. */
function proxyDelayLines(netlink: Netlink, names: Names): readonly string[] {
  return netlink.dump(RTM.getNeighbourTable, familyBody(INET, 4)).flatMap(body => {
    const found = attributes(body, 4)
    const parameters = attributes(found.get(NDTA.parameters) ?? NOTHING)
    const index = numberOf(parameters.get(NDTPA.device))
    const name = names(index)
    if (textOf(found.get(NDTA.name)) !== 'arp_cache' || index === 0 || name === 'lo') return []
    const delay = Number(parameters.get(NDTPA.proxyDelay)?.readBigUInt64LE(0) ?? 0n)
    return [`ntable name arp_cache dev ${name} proxy_delay ${delay}`]
  })
}
