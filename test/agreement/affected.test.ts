/** After any change: the parts that differ have been named, and the fabric depends on the network, not on the path to it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { affected } from '../../src/fabric/affected.ts'
import { compile, parts } from '../../src/fabric/compile.ts'
import type { PartId } from '../../src/fabric/fabric.ts'
import { type Change, type Document, drop, type Network, put } from '../../src/model/network.ts'
import { documentsOf, networkOf } from './draw-network.ts'
import { sketches } from './network-arbitrary.ts'
import type { Sketch, VpcSketch } from './sketch.ts'

const TIME_LIMIT = 60_000
const COMPONENTS = [
  'vpcs',
  'peerings',
  'gateways',
  'sites',
  'nats',
  'routes',
  'edges',
  'acls',
  'rules',
  'instances',
] as const

/** A line of a sketch is taken from another sketch, or left out. */
interface Edit {
  readonly component: (typeof COMPONENTS)[number]
  readonly line: number
  readonly isGone: boolean
}

const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({ component: fc.constantFrom(...COMPONENTS), line: fc.nat(7), isGone: fc.boolean() }),
  { minLength: 1, maxLength: 3 },
)

/** VPCs neither come nor go, since everything else is counted by them, and stay in their Region. */
function edited(sketch: Sketch, other: Sketch, { component, line, isGone }: Edit): Sketch {
  if (component === 'vpcs')
    return { ...sketch, vpcs: sketch.vpcs.map((vpc, at) => (at === line ? like(other, vpc) : vpc)) }
  const lines: unknown[] = [...sketch[component]]
  const from = other[component]
  lines.splice(line % lines.length, 1, ...(isGone ? [] : [from[line % from.length]]))
  return { ...sketch, [component]: lines }
}

const like = ({ vpcs: [first] }: Sketch, { ownTables, inOtherRegion }: VpcSketch): VpcSketch =>
  ({ ...first, ownTables, inOtherRegion }) as VpcSketch

const key = (document: Document) => `${document.kind}/${document.id}`

function changesBetween(before: readonly Document[], after: readonly Document[]): readonly Change[] {
  const was = new Map(before.map(document => [key(document), document]))
  const is = new Set(after.map(key))
  const changed = after.filter(
    document => JSON.stringify(was.get(key(document))) !== JSON.stringify(document),
  )
  return [...before.filter(document => !is.has(key(document))).map(drop), ...changed.map(put)]
}

const compiled = (network: Network): ReadonlyMap<PartId, string> =>
  new Map([...parts(network)].map(id => [id, JSON.stringify(compile(network, id))]))

describe('affected', () => {
  it('names every part that a change makes differ', { timeout: TIME_LIMIT + 10_000 }, () => {
    const check = fc.property(sketches, sketches, edits, (sketch, other, wanted) => {
      const next = wanted.reduce((now, edit) => edited(now, other, edit), sketch)
      const live = networkOf(sketch)
      const before = compiled(live.view)
      const applied = live.apply(2, changesBetween(documentsOf(sketch), documentsOf(next)))
      const after = compiled(live.view)
      const named = new Set(applied.flatMap(change => [...affected(live.view, change)]))
      const differing = [...new Set([...before.keys(), ...after.keys()])].filter(
        id => before.get(id) !== after.get(id),
      )
      expect(differing.filter(id => !named.has(id))).toEqual([])
      expect(new Map([...after].sort())).toEqual(new Map([...compiled(networkOf(next).view)].sort()))
    })
    fc.assert(check, { numRuns: 1500, interruptAfterTimeLimit: TIME_LIMIT, markInterruptAsFailure: true })
  })
})
