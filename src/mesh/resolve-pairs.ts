/** Who is connected to whom, by a topology and by what its labels stand for. */
import { eachOnce } from './each-once.ts'
import type { Topology } from './file.ts'
import { pairOf, pairText } from './survey.ts'
import type { Pair } from './wish.ts'

/** `labelled`: VPC ids by label. Each pair once and in order, however often it is wanted; no VPC with itself. */
export function pairsOf(
  topology: Topology,
  labelled: ReadonlyMap<string, readonly string[]>,
): readonly Pair[] {
  const everybody = [...labelled.values()].flat()
  const meant = (labels: readonly string[]) => labels.flatMap(label => labelled.get(label) ?? [])
  switch (topology.kind) {
    case 'full':
      return inOrder(across(everybody, everybody))
    case 'hubs':
      return inOrder(across(meant(topology.hubs), everybody))
    case 'pairs':
      return inOrder(topology.pairs.flatMap(([one, other]) => across(meant([one]), meant([other]))))
    case 'groups':
      return inOrder(Object.values(topology.groups).flatMap(labels => across(meant(labels), meant(labels))))
  }
}

const across = (these: readonly string[], those: readonly string[]): readonly Pair[] =>
  these.flatMap(one => those.filter(other => other !== one).map(other => pairOf(one, other)))

const inOrder = (pairs: readonly Pair[]): readonly Pair[] => eachOnce(pairs, pair => pairText(...pair))
