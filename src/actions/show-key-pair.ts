import type { KeyPairInfo } from '@aws-sdk/client-ec2'
import type { KeyPair } from '../model/key-pair.ts'
import { showTags } from './tags.ts'

/** Key pairs on the wire, as `Describe` shows them without their public keys. */
export const showKeyPair = (key: KeyPair): KeyPairInfo => ({
  KeyPairId: key.id,
  KeyName: key.name,
  KeyFingerprint: key.fingerprint,
  KeyType: key.type,
  CreateTime: new Date(key.createdAt),
  Tags: showTags(key.tags),
})
