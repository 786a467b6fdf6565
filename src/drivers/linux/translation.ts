/**
 * The public addresses at an internet gateway. What comes in has the private address from before connection tracking on,
 * what goes out the public one after everything else: groups, network ACLs and route tables know private addresses only.
 * No connection remembers its translation, so a changed mapping holds from the next packet on.
 *
 * A packet is translated at one hook and judged at others; one that is under way while the whole changes would be judged by
 * rules of after what was translated before. So mappings that go are gone before anything else changes.
 */
import type { Router, Uplink } from '../../fabric/fabric.ts'
import { quoted } from './chain-names.ts'
import { command } from './command.ts'
import { quotations, quotedWithin } from './quotations.ts'
import { baseChain, collection, type NftObject, type Ruleset, rulesetOf } from './ruleset.ts'

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

const MAPPINGS = /^(?:private|public)(?:-of)?-/

/** What is there, without the mappings that are not wanted any more. */
export const withoutGone = (found: Ruleset, wanted: Ruleset): Ruleset =>
  rulesetOf(
    [...found.objects].map(([key, object]) => {
      if (object.kind === 'chain' || !MAPPINGS.test(object.name)) return object
      const staying = new Set(wanted.objects.get(key)?.content)
      return { ...object, content: object.content.filter(element => staying.has(element)) }
    }),
  )

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
