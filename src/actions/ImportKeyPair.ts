import { put } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { newKeyPair, readKeyLabels } from './new-key-pair.ts'
import { showTags } from './tags.ts'

/** Refuses: as `readKeyLabels`, MissingParameter, InvalidKey.Format. */
export const ImportKeyPair: Decide<'ImportKeyPair'> = (situation, input) => {
  const labels = readKeyLabels(situation, input)
  if (input.PublicKeyMaterial === undefined) throw refuse('MissingParameter', 'publicKeyMaterial')
  const publicKey = situation.keys.read(input.PublicKeyMaterial)
  if (!publicKey) throw refuse('InvalidKey.Format')
  const key = newKeyPair(situation, publicKey, labels)
  return {
    changes: [put(key)],
    reply: {
      KeyPairId: key.id,
      KeyName: key.name,
      KeyFingerprint: key.fingerprint,
      Tags: showTags(key.tags),
    },
  }
}
