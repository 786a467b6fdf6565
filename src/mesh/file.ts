/**
 * What the mesh tool is asked for, in the words of whoever asks: a file, or a list of VPCs on the command line. Members are
 * selected, not yet found. Every text has been read (`read-file.ts`, `file-arguments.ts`), the file's defaults are with the
 * members; what remains to be said needs a look at the network, and `resolve.ts` says it.
 */
import type { Cidr } from '../model/cidr.ts'
import type { Place, Tags } from '../model/owned.ts'
import type { Ports } from './landscape.ts'

export interface MeshFile {
  readonly mesh: string
  readonly members: readonly MemberSpec[]
  readonly topology: Topology
  /** DNS resolution on both sides. Absent: left as it is. */
  readonly dns?: boolean
  readonly tags: Tags
  /** As in `Wish`: a file is the whole truth, a list on the command line only adds. */
  readonly prunes: boolean
}

export interface MemberSpec extends Whereabouts {
  readonly selector: Selector
  /** As the file says it; `labelOf` is what topology calls the member. */
  readonly label?: string
  readonly announce: Announcement
  readonly routes: TableChoice
  readonly allow: readonly AdmissionSpec[]
}

/** One VPC, or for `tags` every VPC that has all of them. */
export type Selector =
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'name'; readonly name: string }
  | { readonly by: 'tags'; readonly tags: Tags }

/** Whose credentials are used: none of the three is what AWS's tools use by themselves. */
export interface Access {
  readonly profile?: string
  /** The ARN of a role, assumed with the profile's credentials. */
  readonly role?: string
  /** Who the caller must turn out to be: 12 digits. */
  readonly account?: string
}

export interface Whereabouts {
  readonly access: Access
  /** Absent: the Region that the access has by itself. */
  readonly region?: string
}

/** Who each access is by GetCallerIdentity, and the Region it has by itself; by `accessKey`. */
export type Identities = ReadonlyMap<string, Place>

/** The blocks of a VPC that the others get routes to. */
export type Announcement =
  | 'all'
  | 'ipv4'
  | 'ipv6'
  | { readonly blocks: readonly Cidr[] }
  | { readonly subnets: SubnetChoice }

/** The route tables of a VPC that get routes to the others. */
export type TableChoice =
  | 'all'
  | 'main'
  | { readonly tableIds: readonly string[] }
  | { readonly subnets: SubnetChoice }

/** By id, or all that have these tags. */
export type SubnetChoice = { readonly ids: readonly string[] } | { readonly tags: Tags }

/** What the others are let in to: a security group by id or by name. */
export interface AdmissionSpec extends Ports {
  readonly group: string
}

/** Who is connected to whom, by `labelOf`. A label may stand for several VPCs. */
export type Topology =
  | { readonly kind: 'full' }
  /** Each hub with every other VPC; nobody else with anybody. */
  | { readonly kind: 'hubs'; readonly hubs: readonly string[] }
  /** Each VPC of the one label with each of the other. */
  | { readonly kind: 'pairs'; readonly pairs: readonly (readonly [string, string])[] }
  /** Each group is a full mesh; a member may be in several. */
  | { readonly kind: 'groups'; readonly groups: Readonly<Record<string, readonly string[]>> }

/** One text for an access: equal ones are asked once. */
export const accessKey = ({ profile, role, account }: Access): string =>
  JSON.stringify([profile ?? '', role ?? '', account ?? ''])

/** An access in words: `role arn:aws:iam::222222222222:role/mesh by profile network`. */
export function accessText({ profile, role, account }: Access): string {
  if (role) return profile ? `role ${role} by profile ${profile}` : `role ${role}`
  if (profile) return `profile ${profile}`
  return account ? `account ${account}` : 'the credentials at hand'
}

/** What topology calls a member: its label, else its name or id, else its tags: `team=analysis, tier=private`. */
export function labelOf({ label, selector }: Pick<MemberSpec, 'label' | 'selector'>): string {
  if (label !== undefined) return label
  switch (selector.by) {
    case 'id':
      return selector.id
    case 'name':
      return selector.name
    case 'tags':
      return tagsText(selector.tags)
  }
}

/** Tags as one text, whatever their order. */
export const tagsText = (tags: Tags): string =>
  Object.entries(tags)
    .map(pair => pair.join('='))
    .sort()
    .join(', ')
