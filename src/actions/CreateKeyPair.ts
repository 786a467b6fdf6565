import { put } from '../model/network.ts'
import type { Decide } from './decide.ts'
import { newKeyPair, readKeyLabels } from './new-key-pair.ts'
import { showTags } from './tags.ts'
import { refuseUnsupported } from './unsupported.ts'

/** The private key is in this answer and nowhere else. Refuses: as `readKeyLabels`, UnsupportedOperation (PuTTY's form). */
export const CreateKeyPair: Decide<'CreateKeyPair'> = (situation, input) => {
  refuseUnsupported(input, { KeyFormat: ['pem'] })
  const labels = readKeyLabels(situation, input)
  const { privateKey, ...publicKey } = situation.keys.make(input.KeyType ?? 'rsa')
  const key = newKeyPair(situation, publicKey, labels)
  return {
    changes: [put(key)],
    reply: {
      KeyPairId: key.id,
      KeyName: key.name,
      KeyFingerprint: key.fingerprint,
      KeyMaterial: privateKey,
      Tags: showTags(key.tags),
    },
  }
}
