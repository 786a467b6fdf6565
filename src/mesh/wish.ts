/** What is wanted, with every member found: selectors (`tag`, `name`, subnets …) are resolved, in `resolve.ts`. */
import type { Cidr } from '../model/cidr.ts'
import type { Place, Tags } from '../model/owned.ts'
import type { Ports } from './landscape.ts'

export interface Wish {
  /** Stands in the tags of everything that is made (`marks.ts`). */
  readonly name: string
  readonly members: readonly Member[]
  /** Who shall be connected to whom: VPC ids, each pair once, the lesser id first. */
  readonly pairs: readonly Pair[]
  /** Whether the names of each other's instances resolve to private addresses. Absent: left as it is. */
  readonly dns?: boolean
  /** For peerings and security group rules, beside the mesh's own. `Name` may hold `{mesh}`, `{requester}` and `{accepter}`. */
  readonly tags: Tags
  /** Whether what bears the mesh's tags and is not wanted any more goes: yes for a file, which is the whole truth. */
  readonly prunes: boolean
}

export type Pair = readonly [lesser: string, greater: string]

export interface Member extends Place {
  readonly vpcId: string
  /** What it is called in what is printed: its label in the file, else its Name tag, else its id. */
  readonly label: string
  /** The blocks that the others get routes to. */
  readonly announces: readonly Cidr[]
  /** The route tables of this VPC that get routes to the others' blocks. */
  readonly tableIds: readonly string[]
  /** What the others' blocks are let in to, if anything. */
  readonly admits: readonly Admission[]
}

/** Ingress to a security group of the member. */
export interface Admission extends Ports {
  readonly groupId: string
}
