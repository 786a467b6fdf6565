import { isId } from '../model/identities.ts'
import { type Image, imagesIn } from '../model/images.ts'
import { refuse } from '../model/refusals.ts'
import type { Situation } from './decide.ts'

/** The images of the Region with these ids. Refuses: InvalidAMIID.Malformed, InvalidAMIID.NotFound (names all). */
export function findImages({ caller }: Situation, ids: readonly string[]): readonly Image[] {
  const wrong = ids.find(id => !isId('ami', id))
  if (wrong !== undefined) throw refuse('InvalidAMIID.Malformed', wrong, 'ami')
  const images = imagesIn(caller.region)
  const missing = ids.filter(id => !images.has(id))
  if (missing.length > 0) throw refuse('InvalidAMIID.NotFound', missing)
  return ids.map(id => images.get(id)).filter(image => image !== undefined)
}
