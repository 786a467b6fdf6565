import { createPrivateKey, createPublicKey, diffieHellman } from 'node:crypto'
import { expect, test } from 'vitest'
import { createKeys, type KeyPair } from './keys.ts'

const keys = createKeys('secret', () => Date.parse('2026-11-26T00:00:00Z'))
const one = keys.of('pcx-1', 'requester', 20_783)

test('a day ends at midnight', () => {
  expect(keys.today()).toBe(20_783)
  expect(createKeys('', () => Date.parse('2026-11-25T23:59:59.999Z')).today()).toBe(20_782)
})

test('the same for the same, and others for anything else', () => {
  expect(createKeys('secret', Date.now).of('pcx-1', 'requester', 20_783)).toEqual(one)
  const others = [
    createKeys('other', Date.now).of('pcx-1', 'requester', 20_783),
    keys.of('pcx-2', 'requester', 20_783),
    keys.of('pcx-1', 'accepter', 20_783),
    keys.of('pcx-1', 'requester', 20_784),
  ]
  expect(new Set([one, ...others].flatMap(pair => [pair.private, pair.public])).size).toBe(10)
})

test('two sides agree on a secret', () => {
  const other = keys.of('pcx-1', 'accepter', 20_783)
  expect(agreed(one, other)).toEqual(agreed(other, one))
})

test('without a secret there are none', () =>
  expect(() => createKeys(undefined, Date.now).of('pcx-1', 'requester', 1)).toThrow(
    'there is no secret to derive keys from',
  ))

function agreed(own: KeyPair, other: KeyPair): Buffer {
  const prefixed = (prefix: string, key: string) =>
    Buffer.concat([Buffer.from(prefix, 'hex'), Buffer.from(key, 'base64')])
  return diffieHellman({
    privateKey: createPrivateKey({
      key: prefixed('302e020100300506032b656e04220420', own.private),
      format: 'der',
      type: 'pkcs8',
    }),
    publicKey: createPublicKey({
      key: prefixed('302a300506032b656e032100', other.public),
      format: 'der',
      type: 'spki',
    }),
  })
}
