/** The caller's key pair of that name: names are unique in an account and Region. */
import type { KeyPair } from '../model/key-pair.ts'
import type { Network } from '../model/network.ts'
import { type Place, placeKey } from '../model/owned.ts'

export const keyPairNamed = (network: Network, place: Place, name: string): KeyPair | undefined =>
  network.keyPairs.where('name', `${placeKey(place)}/${name}`)[0]
