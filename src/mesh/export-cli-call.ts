/** One call of a plan as a command, and the wait before it. */
import { optionName, options, shellWord } from './export-shell.ts'
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
  const operation = optionName(call.operation).replace('--', '')
  const given = Object.entries(call.input).filter(([member]) => member !== call.peeringGoesTo)
  const command = [at, 'ec2', operation, ...options(Object.fromEntries(given))]
  if (call.peeringGoesTo !== undefined) command.push(optionName(call.peeringGoesTo), `"$${variable}"`)
  return call.operation === 'CreateVpcPeeringConnection'
    ? `${variable}=$(${command.join(' ')} \\\n  --query VpcPeeringConnection.VpcPeeringConnectionId --output text)`
    : `${command.join(' ')} >/dev/null`
}

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
