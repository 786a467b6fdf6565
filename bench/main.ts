/** `npm run bench [-- ROW …]`: the budgets, measured, beside the client's own floor in the same run. Nothing is asserted. */
import { coldStart, latency, manyGroups, mesh, signed } from './api.ts'
import { printHead } from './figures.ts'
import { fromNothing } from './mass.ts'
import { meshApply, meshPlan } from './mesh-tool.ts'
import { firstPacket, throughput } from './packets.ts'
import { betweenRegions } from './regions.ts'

const rows = {
  start: coldStart,
  latency,
  list: manyGroups,
  mesh,
  'mesh-plan': meshPlan,
  'mesh-apply': meshApply,
  signed,
  packet: firstPacket,
  mass: fromNothing,
  throughput,
  regions: betweenRegions,
}

const asked = process.argv.slice(2)
const unknown = asked.find(name => !Object.hasOwn(rows, name))
if (unknown) {
  console.error(`There is no row '${unknown}'. Rows: ${Object.keys(rows).join(', ')}.`)
  process.exit(2)
}
printHead()
for (const [name, measure] of Object.entries(rows))
  if (asked.length === 0 || asked.includes(name)) await measure()
