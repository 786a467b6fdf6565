/**
 * From a command, in the words of `ip`, to the message that has the kernel do it. Known is what the lines of an
 * inventory and the steps of a plan say. What makes no sense is thrown, and fails that command alone.
 */
import { addressBytes, blockOf, type Family, familyOf, INET, INET6, macBytes } from './addresses.ts'
import { attribute, cText, FLAG, type Message, u32, u64 } from './netlink.ts'
import {
  ADDRESS_MODES,
  addressBody,
  FRA,
  familyBody,
  IFA,
  IFF_UP,
  IFLA,
  linkBody,
  NDA,
  NDTA,
  NDTPA,
  neighbourBody,
  ONLINK,
  PERMANENT,
  PROTOCOL,
  ROUTE_TYPE,
  RTA,
  RTM,
  RULE_ACTION,
  routeBody,
  ruleBody,
  SCOPE,
  TABLES,
  UNICAST,
} from './rtnetlink.ts'
import { Words } from './words.ts'

export interface Surroundings {
  /** The number of a device; throws if there is none. */
  readonly device: (name: string) => number
  /** A file descriptor of another namespace, open until all messages are sent. */
  readonly namespace: (name: string) => number
}

type Write = (words: Words, surroundings: Surroundings) => Message

export function messageOf(command: string, surroundings: Surroundings): Message {
  const words = new Words(command)
  const key = `${words.next()} ${words.next()}`
  const write = COMMANDS[key]
  if (!write) throw new Error(`not understood: ${key}`)
  const message = write(words, surroundings)
  words.end()
  return message
}

const made = FLAG.create | FLAG.exclusive
const replaced = FLAG.create | FLAG.replace

const COMMANDS: Readonly<Record<string, Write>> = {
  'link add': newLink,
  'link set': changedLink,
  'link del': (words, { device }) => ({
    type: RTM.delLink,
    flags: 0,
    body: linkBody(deviceIn(words, device)),
  }),
  'address add': (words, around) => ({ type: RTM.newAddress, flags: made, body: address(words, around) }),
  'address del': (words, around) => ({ type: RTM.delAddress, flags: 0, body: address(words, around) }),
  'neighbour replace': (words, around) => ({
    type: RTM.newNeighbour,
    flags: replaced,
    body: neighbour(words, around),
  }),
  'neighbour del': (words, around) => ({ type: RTM.delNeighbour, flags: 0, body: neighbour(words, around) }),
  'route replace': (words, around) => ({
    type: RTM.newRoute,
    flags: replaced,
    body: route(words, around, PROTOCOL.boot),
  }),
  'route del': (words, around) => ({ type: RTM.delRoute, flags: 0, body: route(words, around) }),
  'rule add': words => ({ type: RTM.newRule, flags: made, body: rule(words, INET) }),
  'rule del': words => ({ type: RTM.delRule, flags: 0, body: rule(words, INET) }),
  'rule6 add': words => ({ type: RTM.newRule, flags: made, body: rule(words, INET6) }),
  'rule6 del': words => ({ type: RTM.delRule, flags: 0, body: rule(words, INET6) }),
  'ntable change': neighbourTable,
}

const deviceIn = (words: Words, device: Surroundings['device']): number =>
  device(words.value('dev') ?? fail('no device is named'))

/** `add eni-… netns A type veth peer name eth0 netns B`: it is sent in A. */
function newLink(words: Words, { namespace }: Surroundings): Message {
  const name = words.next()
  words.value('netns')
  const kind = words.value('type') ?? fail('no type of link is named')
  const peer = words.flag('peer') && { name: words.value('name') ?? '', netns: words.value('netns') ?? '' }
  const data = peer
    ? [
        attribute(
          IFLA.infoData,
          attribute(
            IFLA.vethPeer,
            linkBody(0),
            attribute(IFLA.name, cText(peer.name)),
            attribute(IFLA.namespace, u32(namespace(peer.netns))),
          ),
        ),
      ]
    : []
  const info = attribute(IFLA.info, attribute(IFLA.infoKind, cText(kind)), ...data)
  return {
    type: RTM.newLink,
    flags: made,
    body: Buffer.concat([linkBody(0), attribute(IFLA.name, cText(name)), info]),
  }
}

/** With `netns B name pcx-…` the device moves there and is called so. */
function changedLink(words: Words, { device, namespace }: Surroundings): Message {
  const index = deviceIn(words, device)
  const up = words.flag('up')
  const [alias, mtu, mac] = [words.value('alias'), words.number('mtu'), words.value('address')]
  const [netns, name, mode] = [words.value('netns'), words.value('name'), words.value('addrgenmode')]
  return {
    type: RTM.newLink,
    flags: 0,
    body: Buffer.concat([
      up ? linkBody(index, IFF_UP, IFF_UP) : linkBody(index),
      ...(alias === undefined ? [] : [attribute(IFLA.alias, cText(alias))]),
      ...(mtu === undefined ? [] : [attribute(IFLA.mtu, u32(mtu))]),
      ...(mac === undefined ? [] : [attribute(IFLA.address, macBytes(mac))]),
      ...(netns === undefined ? [] : [attribute(IFLA.namespace, u32(namespace(netns)))]),
      ...(name === undefined ? [] : [attribute(IFLA.name, cText(name))]),
      ...(mode === undefined ? [] : [addressMode(mode)]),
    ]),
  }
}

const addressMode = (mode: string): Buffer =>
  attribute(
    IFLA.byFamily,
    attribute(INET6, attribute(IFLA.inet6AddressMode, Buffer.from([ADDRESS_MODES.indexOf(mode)]))),
  )

function address(words: Words, { device }: Surroundings): Buffer {
  const { family, bytes, length } = blockOf(words.next())
  return Buffer.concat([
    addressBody(family, length, deviceIn(words, device)),
    attribute(IFA.local, bytes),
    attribute(IFA.address, bytes),
  ])
}

function neighbour(words: Words, { device }: Surroundings): Buffer {
  const text = words.next()
  const mac = words.value('lladdr')
  words.value('nud')
  return Buffer.concat([
    neighbourBody(familyOf(text), deviceIn(words, device), PERMANENT),
    attribute(NDA.destination, addressBytes(text)),
    ...(mac === undefined ? [] : [attribute(NDA.linkAddress, macBytes(mac))]),
  ])
}

/** Without a protocol it is a route that shall go, whoever made it. */
function route(words: Words, { device }: Surroundings, protocol?: number): Buffer {
  const first = words.next()
  const type = ROUTE_TYPE[first]
  const { family, bytes, length } = blockOf(type === undefined ? first : words.next())
  const [via, dev, onlink] = [words.value('via'), words.value('dev'), words.flag('onlink')]
  const [table, metric, source] = [words.value('table'), words.number('metric'), words.value('src')]
  const isDirect = family === INET && dev !== undefined && via === undefined
  const scope = protocol === undefined ? SCOPE.nowhere : isDirect ? SCOPE.link : SCOPE.universe
  const kind = type ?? (protocol === undefined ? 0 : UNICAST)
  const rest = { protocol: protocol ?? 0, scope, type: kind, flags: onlink ? ONLINK : 0 }
  return Buffer.concat([
    routeBody(family, length, rest),
    ...(length === 0 ? [] : [attribute(RTA.destination, bytes)]),
    attribute(RTA.table, u32(tableNumber(table ?? 'main'))),
    ...(via === undefined ? [] : [attribute(RTA.gateway, addressBytes(via))]),
    ...(dev === undefined ? [] : [attribute(RTA.device, u32(device(dev)))]),
    ...(metric === undefined ? [] : [attribute(RTA.metric, u32(metric))]),
    ...(source === undefined ? [] : [attribute(RTA.source, addressBytes(source))]),
  ])
}

const tableNumber = (name: string): number => TABLES[name] ?? Number(name)

function rule(words: Words, family: Family): Buffer {
  const [from, to] = [words.value('from'), words.value('to')].map(text =>
    text === undefined ? undefined : blockOf(text),
  )
  const [priority, iif, mark, table] = [
    words.number('priority'),
    words.value('iif'),
    words.value('fwmark'),
    words.value('lookup'),
  ]
  const [value, mask] = mark?.split('/').map(Number) ?? []
  const action = words.flag('blackhole') ? RULE_ACTION.blackhole : RULE_ACTION.lookup
  return Buffer.concat([
    ruleBody(family, [to?.length ?? 0, from?.length ?? 0], action),
    ...(to ? [attribute(FRA.destination, to.bytes)] : []),
    ...(from ? [attribute(FRA.source, from.bytes)] : []),
    ...(priority === undefined ? [] : [attribute(FRA.priority, u32(priority))]),
    ...(iif === undefined ? [] : [attribute(FRA.iif, cText(iif))]),
    ...(value === undefined ? [] : [attribute(FRA.mark, u32(value))]),
    ...(mask === undefined ? [] : [attribute(FRA.mask, u32(mask))]),
    ...(table === undefined ? [] : [attribute(FRA.table, u32(tableNumber(table)))]),
  ])
}

/** `name arp_cache dev eni-… proxy_delay 0`: in milliseconds. */
function neighbourTable(words: Words, { device }: Surroundings): Message {
  const name = words.value('name') ?? fail('no table is named')
  const index = deviceIn(words, device)
  const delay = words.number('proxy_delay') ?? fail('no proxy_delay is given')
  return {
    type: RTM.setNeighbourTable,
    flags: 0,
    body: Buffer.concat([
      familyBody(name === 'arp_cache' ? INET : INET6, 4),
      attribute(NDTA.name, cText(name)),
      attribute(
        NDTA.parameters,
        attribute(NDTPA.device, u32(index)),
        attribute(NDTPA.proxyDelay, u64(delay)),
      ),
    ]),
  }
}

function fail(why: string): never {
  throw new Error(why)
}
