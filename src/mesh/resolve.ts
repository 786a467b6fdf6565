/**
 * From what is asked for to what is wanted: every member found, every name of a subnet, a table or a group looked up. Whatever
 * cannot be found is an objection that says what could have been meant. The order of the members makes no difference.
 */
import { eachOnce } from './each-once.ts'
import { type Identities, labelOf, type MemberSpec, type MeshFile } from './file.ts'
import type { Landscape, SeenVpc } from './landscape.ts'
import { listed } from './nearest.ts'
import type { Objection } from './objection.ts'
import { findVpcs } from './resolve-find.ts'
import { isObjection, termsOf } from './resolve-member.ts'
import { pairsOf } from './resolve-pairs.ts'
import { nameOf, vpcText } from './resolve-text.ts'
import type { Member, Wish } from './wish.ts'

/** A VPC, and a member of the file that stands for it. */
interface Found {
  readonly vpc: SeenVpc
  readonly spec: MemberSpec
  /** What it is called by this member, if that has a label: `analysis`, or `analysis/NAME` if it stands for several. */
  readonly called?: string
}

/** Objects: account, unreadable, not-found, not-unique, announcement, contradiction. */
export function resolve(
  file: MeshFile,
  { vpcs }: Landscape,
  identities: Identities,
): { readonly wish: Wish } | { readonly objections: readonly Objection[] } {
  const found = file.members.map(spec => find(spec, vpcs, identities))
  const there = found.flatMap(one => (isObjection(one) ? [] : one))
  const members = [...Map.groupBy(there, ({ vpc }) => vpc.id).values()].map(memberOf)
  const objections = [
    ...found.flatMap(one => (isObjection(one) ? one : [])),
    ...members.flatMap(one => ('vpcId' in one ? [] : one)),
  ]
  if (objections.length > 0) return { objections: eachOnce(objections, ({ why }) => why) }
  const { mesh: name, topology, dns, tags, prunes } = file
  return {
    wish: {
      name,
      members: toldApart(members.flatMap(one => ('vpcId' in one ? one : []))),
      pairs: pairsOf(topology, labelled(there)),
      dns,
      tags,
      prunes,
    },
  }
}

/** VPC ids by what topology calls them. */
const labelled = (found: readonly Found[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...Map.groupBy(found, ({ spec }) => labelOf(spec))].map(([label, all]) => [
      label,
      all.map(({ vpc }) => vpc.id),
    ]),
  )

function find(
  spec: MemberSpec,
  all: readonly SeenVpc[],
  identities: Identities,
): readonly Found[] | Objection {
  const vpcs = findVpcs(spec, all, identities)
  if (isObjection(vpcs)) return vpcs
  const called = (vpc: SeenVpc) =>
    spec.label === undefined || vpcs.length === 1 ? spec.label : `${spec.label}/${nameOf(vpc)}`
  return vpcs.map(vpc => ({ vpc, spec, called: called(vpc) }))
}

/** A VPC may be named several times only if the same is said of it each time. */
function memberOf(found: readonly Found[]): Member | readonly Objection[] {
  const [{ vpc }] = found as readonly [Found, ...Found[]]
  const all = found.map(({ spec }) => termsOf(spec, vpc))
  const objections = all.flatMap(one => ('announces' in one ? [] : one))
  const [terms, ...others] = all.flatMap(one => ('announces' in one ? one : []))
  if (objections.length > 0 || !terms) return objections
  if (others.some(other => JSON.stringify(other) !== JSON.stringify(terms))) return [contradiction(found)]
  const [label = nameOf(vpc)] = found.flatMap(({ called }) => called ?? []).sort()
  return { vpcId: vpc.id, ownerId: vpc.ownerId, region: vpc.region, label, ...terms }
}

function contradiction(found: readonly Found[]): Objection {
  const [{ vpc }] = found as readonly [Found, ...Found[]]
  const labels = found.map(({ spec }) => `'${labelOf(spec)}'`).sort()
  return {
    code: 'contradiction',
    why: `${vpcText(vpc)} is ${listed(labels, 'and')}, of which announce, routes or allow differ.`,
    advice: ['Say the same of both, or let only one of them stand for it.'],
    about: [vpc.id],
  }
}

/** By id; those that would be called the same have their ids with it. */
function toldApart(members: readonly Member[]): readonly Member[] {
  const times = Map.groupBy(members, ({ label }) => label)
  return members
    .map(member => ({
      ...member,
      label: times.get(member.label)?.length === 1 ? member.label : `${member.label} (${member.vpcId})`,
    }))
    .sort((a, b) => (a.vpcId < b.vpcId ? -1 : 1))
}
