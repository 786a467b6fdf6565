/** One call of a plan as a command, and the wait before it. */
import { commandLine, optionName, options, shellWord } from './export-shell.ts'
import type { Call, MeshOperation } from './plan.ts'

/** In which state a peering has to be for a call. CreateTags waits only for a new one. */
const NEEDS: Partial<Record<MeshOperation, 'pending-acceptance' | 'active'>> = {
  AcceptVpcPeeringConnection: 'pending-acceptance',
  CreateTags: 'pending-acceptance',
  ModifyVpcPeeringConnectionOptions: 'active',
  CreateRoute: 'active',
  ReplaceRoute: 'active',
}

/** The command, by the shell function of its place; the id that a new peering gets goes into the variable. */
export function commandOf(call: Call, at: string, variable: string): string {
  const command = `${at} ec2 ${optionName(call.operation).replace('--', '')}`
  const known = Object.entries(call.input).filter(([member]) => member !== call.peeringGoesTo)
  const given = options(Object.fromEntries(known))
  if (call.operation === 'CreateVpcPeeringConnection')
    return `${variable}=$(${commandLine(command, [...given, ANSWER])})`
  const peering = call.peeringGoesTo && `${optionName(call.peeringGoesTo)} "$${variable}"`
  return `${commandLine(command, [...given, ...(peering ? [peering] : [])])} >/dev/null`
}

const ANSWER = '--query VpcPeeringConnection.VpcPeeringConnectionId --output text'

/** Waits until the call's place sees the peering in the state that the call needs; undefined: it needs none. */
export function waitOf(call: Call, at: string, variable: string): string | undefined {
  const state = NEEDS[call.operation]
  const peering = call.peeringGoesTo === undefined ? knownPeering(call) : `"$${variable}"`
  return state === undefined || peering === undefined ? undefined : `until_state ${at} ${peering} ${state}`
}

function knownPeering({ input }: Call): string | undefined {
  return 'VpcPeeringConnectionId' in input && input.VpcPeeringConnectionId !== undefined
    ? shellWord(input.VpcPeeringConnectionId)
    : undefined
}
