import { drop } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'
import { keyPairNamed } from './find-key-pair.ts'

/**
 * By name or by id; a name that no key has succeeds, as on AWS. Refuses: MissingParameter, InvalidParameterCombination,
 * InvalidKeyPairId.Malformed, InvalidKeyPair.NotFound (id).
 */
export const DeleteKeyPair: Decide<'DeleteKeyPair'> = (situation, input) => {
  const { KeyName: name, KeyPairId: id } = input
  if (name !== undefined && id !== undefined)
    throw refuse('InvalidParameterCombination/together', 'keyName', 'keyPairId')
  const key =
    name === undefined
      ? find(situation, 'key-pair', id, 'keyName or keyPairId')
      : keyPairNamed(situation.network, placeOf(situation.caller), name)
  return key
    ? { changes: [drop(key)], reply: { Return: true, KeyPairId: key.id } }
    : { reply: { Return: true } }
}
