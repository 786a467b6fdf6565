import { placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide, Situation } from './decide.ts'
import { describe } from './describe.ts'
import { keyPairNamed } from './find-key-pair.ts'
import { ownedCatalogue } from './owned-catalogue.ts'
import { showKeyPair } from './show-key-pair.ts'

/** Refuses: InvalidKeyPair.NotFound, InvalidKeyPairId.Malformed, and what `describe` refuses. */
export const DescribeKeyPairs: Decide<'DescribeKeyPairs'> = (situation, input) => {
  const named = (input.KeyNames ?? []).map(name => idOf(situation, name))
  const ids = [...named, ...(input.KeyPairIds ?? [])]
  const { found } = describe(catalogue(situation), { ids, Filters: input.Filters })
  return {
    reply: {
      KeyPairs: found.map(key => ({
        ...showKeyPair(key),
        ...(input.IncludePublicKey && { PublicKey: key.publicKey }),
      })),
    },
  }
}

function idOf({ network, caller }: Situation, name: string): string {
  const key = keyPairNamed(network, placeOf(caller), name)
  if (!key) throw refuse('InvalidKeyPair.NotFound', name)
  return key.id
}

const catalogue = (situation: Situation) =>
  ownedCatalogue(situation, 'key-pair', {
    filters: {
      'key-pair-id': key => key.id,
      fingerprint: key => key.fingerprint,
      'key-name': key => key.name,
    },
  })
