import { expect, test } from 'vitest'
import { command } from './command.ts'

test.each([
  '10.1.0.0/16',
  'eni-0abc',
  '02:00:00:00:00:01',
  'isthmus-00ff00-vpc-1',
  80,
  '80-90',
  '0x10000001',
])('%s is one word', value => expect(command`say ${value} twice`).toBe(`say ${value} twice`))

test.each(['', 'a b', 'a\nb', 'a;b', 'a"b', "a'b", '#', '{', 'a\\', '$x', '`', '*'])('%j is refused', value =>
  expect(() => command`say ${value}`).toThrow('not one word'),
)
