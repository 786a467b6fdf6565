/**
 * What there is: all accounts and Regions of a mesh, read at once with Describe calls. Read is what the members need and,
 * so that nothing of the mesh's own is overlooked, both ends of every peering that bears its tag, wherever we can look.
 */
import { bearsMark } from '../../mesh/choose-peering.ts'
import type { Landscape, SeenPeering, SeenVpc } from '../../mesh/landscape.ts'
import type { Objection } from '../../mesh/objection.ts'
import { type Place, placeKey } from '../../model/owned.ts'
import { type PlaceView, type Question, readPlace } from './read-place.ts'
import { codeOf, isAnswer, said } from './said.ts'
import { merged } from './seen-peering.ts'
import type { Sessions } from './sessions.ts'

export interface Reading {
  readonly landscape: Landscape
  /** The VPCs that are there and do not matter: what could have been meant by a name that is none. */
  readonly others: readonly SeenVpc[]
  /** `unreadable`: an account or a Region did not answer. */
  readonly objections: readonly Objection[]
}

export async function readLandscape(
  sessions: Sessions,
  places: readonly Place[],
  question: Question,
): Promise<Reading> {
  const objections: Objection[] = []
  const read = new Map<string, PlaceView>()
  for (let next = places; next.length > 0; next = beyond(sessions, [...read.values()], question.mesh, read)) {
    const views = await Promise.all(
      next.map(place =>
        readPlace(sessions.ec2(place), place, question).catch(error => {
          objections.push(unreadable(place, sessions.arn(place), error))
          return NOTHING
        }),
      ),
    )
    for (const [at, place] of next.entries()) read.set(placeKey(place), views[at] ?? NOTHING)
  }
  const views = [...read.values()]
  const landscape = { vpcs: views.flatMap(view => view.vpcs), peerings: peeringsOf(views) }
  return { landscape, others: views.flatMap(view => view.others), objections }
}

const NOTHING: PlaceView = { vpcs: [], others: [], peerings: [] }

/** The places where the mesh's peerings end, that nobody has named and that we have credentials for. */
function beyond(
  sessions: Sessions,
  views: readonly PlaceView[],
  mesh: string,
  read: ReadonlyMap<string, PlaceView>,
): readonly Place[] {
  const ends = views
    .flatMap(view => view.peerings)
    .filter(peering => bearsMark(peering, mesh))
    .flatMap(({ requester, accepter }): Place[] => [requester, accepter])
    .filter(place => sessions.isKnown(place.ownerId) && !read.has(placeKey(place)))
    .map(({ ownerId, region }) => [placeKey({ ownerId, region }), { ownerId, region }] as const)
  return [...new Map(ends).values()]
}

function peeringsOf(views: readonly PlaceView[]): readonly SeenPeering[] {
  const byId = new Map<string, SeenPeering>()
  for (const peering of views.flatMap(view => view.peerings)) {
    const before = byId.get(peering.id)
    byId.set(peering.id, before ? merged(before, peering) : peering)
  }
  return [...byId.values()]
}

function unreadable({ ownerId, region }: Place, arn: string, error: unknown): Objection {
  if (!isAnswer(error)) throw error
  const isForbidden = codeOf(error) === 'UnauthorizedOperation'
  const advice = isForbidden ? [`Let ${arn} read there: ec2:Describe*, ec2:GetManagedPrefixListEntries.`] : []
  return {
    code: 'unreadable',
    why: `Account ${ownerId} cannot be read in ${region}. ${said(error)}`,
    advice,
    about: [],
  }
}
