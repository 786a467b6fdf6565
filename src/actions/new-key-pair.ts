/** What CreateKeyPair and ImportKeyPair do alike: a key gets a name that no other has, and tags. */
import type { TagSpecification } from '@aws-sdk/client-ec2'
import type { KeyPair, PublicKey } from '../model/key-pair.ts'
import { placeOf, type Tags } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import type { Situation } from './decide.ts'
import { keyPairNamed } from './find-key-pair.ts'
import { tagsFor } from './tags.ts'

const NAME = /^[!-~](?:[ -~]{0,253}[!-~])?$/

interface Labels {
  readonly name: string
  readonly tags: Tags
}

/** Refuses: MissingParameter, InvalidParameterValue, InvalidKeyPair.Duplicate, and what `tagsFor` refuses. */
export function readKeyLabels(
  { network, caller }: Situation,
  {
    KeyName: name,
    TagSpecifications,
  }: {
    readonly KeyName?: string | undefined
    readonly TagSpecifications?: readonly TagSpecification[] | undefined
  },
): Labels {
  if (name === undefined) throw refuse('MissingParameter', 'keyName')
  if (!NAME.test(name)) throw refuse('InvalidParameterValue/key-name')
  const tags = tagsFor('key-pair', TagSpecifications)
  if (keyPairNamed(network, placeOf(caller), name)) throw refuse('InvalidKeyPair.Duplicate', name)
  return { name, tags }
}

export const newKeyPair = (
  { caller, now, newId }: Situation,
  { type, publicKey, fingerprint }: PublicKey,
  labels: Labels,
): KeyPair => ({
  kind: 'key-pair',
  id: newId('key'),
  ...placeOf(caller),
  ...labels,
  type,
  publicKey,
  fingerprint,
  createdAt: now,
})
