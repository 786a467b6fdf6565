import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  MOST_CHARACTERS,
  meshesOf,
  originOf,
  othersSwitched,
  type RecordedRoute,
  recordedIn,
  recordOf,
  switchedIn,
  switchedTags,
} from './marks.ts'

const anyRoute = fc.tuple(
  fc.integer({ min: 0, max: 9 }).map(n => `rtb-0000000000000000${n}`),
  fc.oneof(
    fc.tuple(fc.nat(255), fc.nat(255)).map(([a, b]) => `10.${a}.${b}.0/24`),
    fc.nat(0xffff).map(n => `2600:1f14:${n.toString(16)}:aa00::/56`),
  ),
)
const anyRoutes = fc.uniqueArray(anyRoute, { selector: route => route.join(), maxLength: 80 })
const sorted = (routes: readonly RecordedRoute[]) => routes.map(route => route.join()).sort()

test('what is recorded is read again', () => {
  fc.assert(
    fc.property(anyRoutes, routes => {
      const tags = { ...recordOf('prod', routes), ...recordOf('prod2', [['rtb-1', '10.0.0.0/8']]), Name: 'x' }
      expect(sorted(recordedIn(tags, 'prod'))).toEqual(sorted(routes))
    }),
  )
})

test('the record does not depend on the order, and each value fits into a tag', () => {
  fc.assert(
    fc.property(anyRoutes, routes => {
      const tags = recordOf('prod', routes)
      expect(recordOf('prod', [...routes].reverse())).toEqual(tags)
      for (const value of Object.values(tags)) expect(value.length).toBeLessThanOrEqual(MOST_CHARACTERS)
    }),
  )
})

test('several meshes on one peering are told apart', () => {
  const tags = {
    Name: 'by hand',
    'isthmus:mesh:prod': 'made',
    'isthmus:mesh:prod:dns': 'requester=on',
    'isthmus:mesh:prod:routes:1': '0a=10.0.0.0/16',
    'isthmus:mesh:edge': 'adopted',
    'isthmus:mesh:odd': 'whatever',
  }
  expect(meshesOf(tags)).toEqual(['prod', 'edge', 'odd'])
  expect(originOf(tags, 'prod')).toBe('made')
  expect(originOf(tags, 'edge')).toBe('adopted')
  expect(originOf(tags, 'odd')).toBeUndefined()
  expect(originOf(tags, 'pro')).toBeUndefined()
})

test('which sides were switched, and how', () => {
  const side = fc.option(fc.boolean(), { nil: undefined })
  fc.assert(
    fc.property(side, side, (requester, accepter) => {
      const tags = switchedTags('prod', { requester, accepter })
      expect(Object.keys(tags).length).toBe(requester === undefined && accepter === undefined ? 0 : 1)
      expect(switchedIn(tags, 'prod')).toEqual({ requester, accepter })
      expect(othersSwitched({ ...tags, 'isthmus:mesh:prod': 'made' }, 'edge')).toEqual({
        requester,
        accepter,
      })
      expect(switchedIn(tags, 'edge')).toEqual({})
    }),
  )
})
