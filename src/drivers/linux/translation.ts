/**
 * The public addresses at an internet gateway. What comes in has the private address from before connection tracking on,
 * what goes out the public one after everything else: groups, network ACLs and route tables know private addresses only.
 * No connection remembers its translation, so a changed mapping holds from the next packet on.
 */
import type { Router, Uplink } from '../../fabric/fabric.ts'
import { quoted } from './chain-names.ts'
import { command } from './command.ts'
import { quotations, quotedWithin } from './quotations.ts'
import { baseChain, collection, type NftObject } from './ruleset.ts'

/** Connection tracking begins at -200 and translates sources at 100. */
export function translation({ uplinks }: Router): readonly NftObject[] {
  const translated = uplinks.filter(({ kind }) => kind === 'internet')
  if (translated.length === 0) return []
  return [
    ...translated.flatMap(addresses),
    ...translated.flatMap(quotations),
    baseChain('arrive', 'filter hook prerouting priority -300', 'accept', translated.flatMap(arriving)),
    baseChain('leave', 'filter hook postrouting priority 300', 'accept', translated.flatMap(leaving)),
  ]
}

/** Matches what comes from an address that has a public one. */
export const mappedSources = (uplink: Uplink): string => `ip saddr @${nameOf('private', uplink)}`

const nameOf = (what: 'private' | 'public' | 'private-of' | 'public-of', { id }: Uplink): string =>
  command`${what}-${id}`

function addresses(uplink: Uplink): readonly NftObject[] {
  const set = (what: 'private' | 'public') =>
    collection(
      'set',
      nameOf(what, uplink),
      'type ipv4_addr',
      uplink.mappings.map(one => command`${one[what]}`),
    )
  const map = (from: 'private' | 'public', to: 'private' | 'public') =>
    collection(
      'map',
      nameOf(`${to}-of`, uplink),
      'type ipv4_addr : ipv4_addr',
      uplink.mappings.map(one => command`${one[from]} : ${one[to]}`),
    )
  return [set('private'), set('public'), map('public', 'private'), map('private', 'public')]
}

/** Who sends to a private address is not heard either. */
const arriving = (uplink: Uplink): readonly string[] =>
  [
    `ip daddr != @${nameOf('public', uplink)} drop`,
    quotedWithin(uplink, 'arriving'),
    `ip daddr set ip daddr map @${nameOf('private-of', uplink)}`,
  ].map(rule => `iifname ${quoted(uplink.id)} ${rule}`)

/** Nor does the router itself, which has no public address, tell anybody anything. */
const leaving = (uplink: Uplink): readonly string[] =>
  [
    quotedWithin(uplink, 'leaving'),
    `ip saddr set ip saddr map @${nameOf('public-of', uplink)}`,
    `ip saddr != @${nameOf('public', uplink)} drop`,
  ].map(rule => `oifname ${quoted(uplink.id)} ${rule}`)
