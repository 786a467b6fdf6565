import { expect, test } from 'vitest'
import { parseDump, settingText } from './wg.ts'

const setting = {
  privateKey: 'cHJpdmF0ZQ==',
  port: 51820,
  peer: { publicKey: 'cHVibGlj', endpoint: '127.0.0.1:51821', allowed: ['10.2.0.0/16', '2600:1f18::/56'] },
}

test('what a device is told', () => {
  const told = [
    '[Interface]',
    'PrivateKey = cHJpdmF0ZQ==',
    'ListenPort = 51820',
    '[Peer]',
    'PublicKey = cHVibGlj',
    'Endpoint = 127.0.0.1:51821',
    'AllowedIPs = 10.2.0.0/16, 2600:1f18::/56',
  ]
  expect(settingText({ ...setting, begins: false })).toBe(`${told.join('\n')}\n`)
  expect(settingText({ ...setting, begins: true })).toBe(
    `${[...told, 'PersistentKeepalive = 65535'].join('\n')}\n`,
  )
})

const OWN = 'cHJpdmF0ZQ==\tb3du\t51820\toff'

test.each([
  ['never been told any', '(none)\t(none)\t0\toff\n', { privateKey: '(none)', port: 0, peers: [] }],
  [
    'a peer that it has not met',
    `${OWN}\ncHVibGlj\t(none)\t127.0.0.1:51821\t10.2.0.0/16,2600:1f18::/56\t0\t0\t0\toff\n`,
    { privateKey: setting.privateKey, port: 51820, peers: [{ ...setting.peer, hasMet: false }] },
  ],
  [
    'one that it has, which may send nothing',
    `${OWN}\ncHVibGlj\t(none)\t127.0.0.1:51821\t(none)\t1764111600\t92\t180\t65535\n`,
    {
      privateKey: setting.privateKey,
      port: 51820,
      peers: [{ ...setting.peer, allowed: [], hasMet: true }],
    },
  ],
])('what a device answers: %s', (_, dump, shown) => expect(parseDump(dump)).toEqual(shown))
