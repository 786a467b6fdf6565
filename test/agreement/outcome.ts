/** How flows end, in short. */
import type { Trace } from '../../src/reach/trace.ts'

/** Where it ends and why; if it reaches, through what: `reaches`, `reaches peering`, `reaches nat-gateway internet-gateway internet`. */
export const outcome = (traced: Trace): string =>
  traced.verdict.reaches
    ? ['reaches', ...through(traced)].join(' ')
    : `${traced.verdict.direction} ${traced.verdict.code}`

const UNREMARKABLE: ReadonlySet<string> = new Set(['interface', 'groups', 'network-acl', 'subnet', 'route'])

/** Peerings, gateways, middleboxes and places outside of VPCs on the way. */
export const through = ({ steps }: Trace): readonly string[] =>
  [...new Set<string>(steps.map(step => step.at))].filter(at => !UNREMARKABLE.has(at))
