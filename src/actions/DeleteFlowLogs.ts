import { isId, malformed, notFound } from '../model/identities.ts'
import { drop } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { lookUp } from './find.ts'
import { unsuccessful } from './unsuccessful.ts'

/** Those that do not exist are named in the reply. Refuses: MissingParameter, InvalidFlowLogId.Malformed. */
export const DeleteFlowLogs: Decide<'DeleteFlowLogs'> = ({ network, caller }, input) => {
  if (!input.FlowLogIds?.length) throw refuse('MissingParameter', 'flowLogId')
  const ids = [...new Set(input.FlowLogIds)]
  const wrong = ids.find(id => !isId('fl', id))
  if (wrong !== undefined) throw malformed('flow-log', wrong)
  const logs = ids.flatMap(id => lookUp(network, caller, 'flow-log', id) ?? [])
  const missing = ids.filter(id => !logs.some(log => log.id === id))
  return {
    changes: logs.map(drop),
    reply: { Unsuccessful: missing.map(id => unsuccessful(id, notFound('flow-log', id))) },
  }
}
