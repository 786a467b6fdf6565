import { type Image, imagesIn } from '../model/images.ts'
import type { Decide, Input, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { findImages } from './find-images.ts'
import { imageFilters } from './image-filters.ts'
import { showImage } from './show-image.ts'
import { viewedFilters } from './viewed-filters.ts'

/** The public images of the Region; nobody has any of their own. Refuses: as `findImages` and `describe`. */
export const DescribeImages: Decide<'DescribeImages'> = (situation, input) => {
  const { ImageIds: ids = [] } = input
  if (ids.length > 0) findImages(situation, ids)
  const { found, NextToken } = describe(catalogue(situation, input), { ...input, ids })
  return { reply: { Images: found.filter(isWanted(situation, input)).map(showImage), NextToken } }
}

function catalogue(situation: Situation, input: Input<'DescribeImages'>): Catalogue<Image> {
  const all = [...imagesIn(situation.caller.region).values()].filter(isWanted(situation, input))
  return {
    all: () => all,
    byId: id => findImages(situation, [id])[0] as Image,
    filters: viewedFilters(imageFilters, showImage),
    tags: () => ({}),
  }
}

/** Owners are account ids and aliases; whoever is named as executing user, a public image is for `all` only. */
function isWanted(
  { caller }: Situation,
  { Owners: owners = [], ExecutableUsers: users = [] }: Input<'DescribeImages'>,
): (image: Image) => boolean {
  const isOwner = ({ ownerId, alias }: Image) =>
    owners.some(
      owner => owner === ownerId || owner === alias || (owner === 'self' && ownerId === caller.accountId),
    )
  return image => (owners.length === 0 || isOwner(image)) && (users.length === 0 || users.includes('all'))
}
