/**
 * The kernel's settings, in the network namespace of the calling thread. What has its value already is left alone, and what a
 * device has of its own in IPv4 is set by rtnetlink: directories of /proc/sys/net are called alike in all namespaces, so the
 * kernel compares one name with those of all namespaces that were ever asked about.
 */
import { writeFileSync } from 'node:fs'
import { INET } from './addresses.ts'
import { attribute, type Message, type Netlink, u32 } from './netlink.ts'
import { readLinks, readSettings } from './read.ts'
import { IFLA, INET_SETTING, linkBody, RTM } from './rtnetlink.ts'

/** Each as in `net.ipv4.conf.all.forwarding=1`. Throws what the kernel refuses. */
export function applySettings(netlink: Netlink, settings: readonly string[]): void {
  const links = readLinks(netlink)
  const there = new Set(readSettings(netlink, links))
  const numbers = new Map(links.map(link => [link.name, link.index]))
  for (const setting of settings.filter(one => !there.has(one))) {
    const message = deviceSetting(setting, numbers)
    const [refused] = message ? netlink.change([message]).values() : []
    if (refused) throw refused
    if (!message) write(setting)
  }
}

/** Undefined if it is not the setting of a device in IPv4. */
function deviceSetting(setting: string, numbers: ReadonlyMap<string, number>): Message | undefined {
  const [, device = '', name = '', value] = /^net\.ipv4\.conf\.(\S+)\.(\w+)=(\d+)$/.exec(setting) ?? []
  const [index, number] = [numbers.get(device), INET_SETTING[name]]
  if (index === undefined || number === undefined) return undefined
  const inet = attribute(INET, attribute(IFLA.inetSettings, attribute(number, u32(Number(value)))))
  return {
    type: RTM.newLink,
    flags: 0,
    body: Buffer.concat([linkBody(index), attribute(IFLA.byFamily, inet)]),
  }
}

function write(setting: string): void {
  const [name = '', value = ''] = setting.split('=')
  writeFileSync(`/proc/sys/${name.replaceAll('.', '/')}`, value)
}
