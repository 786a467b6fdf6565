import { expect, test } from 'vitest'
import { openedRegion } from '../model/birth.ts'
import { type Document, LiveNetwork, put } from '../model/network.ts'
import { limits } from '../model/quotas.ts'
import { encodeReply } from '../wire/xml.ts'
import { decide } from './operations.ts'

const place = { ownerId: '111111111111', region: 'us-east-1' }
const caller = {
  accountId: place.ownerId,
  region: place.region,
  arn: 'arn:aws:iam::111111111111:root',
  userId: '1',
}

let ids = 0
const newId = (prefix: string) => `${prefix}-${(++ids).toString(16).padStart(17, '0')}`

test('a client token answers the same after a restart, when its reply has been through the store', () => {
  const live = new LiveNetwork()
  live.apply(1, openedRegion({ place, now: 0, newId }).map(put))
  const situation = {
    network: live.view,
    caller,
    now: 1_000,
    newId,
    quotas: limits('none'),
    images: 'any' as const,
    classicLink: false,
    keys: { make: () => expect.unreachable(), read: () => undefined },
    consoleOf: () => undefined,
  }
  const ask = () =>
    decide('RunInstances', situation, {
      ImageId: 'ami-0123456789abcdef0',
      MinCount: 1,
      MaxCount: 1,
      ClientToken: 'once',
    })
  const xml = (reply: object) => encodeReply('ec2', 'RunInstances', reply, 'request')
  const first = ask()
  live.apply(2, JSON.parse(JSON.stringify(first.changes)) as { put: Document }[])
  const again = ask()
  expect(again.changes).toBeUndefined()
  expect(xml(again.reply)).toBe(xml(first.reply))
})
