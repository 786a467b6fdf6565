/**
 * A plan as a POSIX shell script of AWS CLI commands, in the plan's order. It checks first that it acts as whom the plan was
 * made for, and that nobody has peered or answered since: so a second run says so and does nothing.
 */
import { type Place, placeKey } from '../model/owned.ts'
import { commandOf, waitOf } from './export-cli-call.ts'
import { FOOTER, FUNCTIONS, header, STEPS_BEGIN } from './export-cli-text.ts'
import type { Access, ExportContext } from './export-context.ts'
import { linkNames, wordOf } from './export-names.ts'
import { comment, shellWord } from './export-shell.ts'
import type { Call, Plan } from './plan.ts'

/** The text of the script. Of a plan without objections. */
export function exportCli(plan: Plan, { access }: ExportContext): string {
  const places = new Map(plan.calls.map(({ place }) => [placeKey(place), place]))
  const sections = [
    header(plan.mesh),
    FUNCTIONS,
    ...[...places].map(([key, place]) => reach(place, access[key] ?? {})),
    plan.calls.flatMap(guardOf).join('\n'),
    STEPS_BEGIN,
    ...stepsOf(plan),
    FOOTER,
  ]
  return `${sections.filter(section => section !== '').join('\n\n')}\n`
}

/** The shell function that runs the AWS CLI in a place. */
const functionOf = ({ ownerId, region }: Place): string => wordOf('at', ownerId, region)

function reach(place: Place, { profile, role }: Access): string {
  const name = functionOf(place)
  const as = profile === undefined ? '' : ` --profile ${shellWord(profile)}`
  const where = ` --region ${shellWord(place.region)}`
  const direct = [`${name}() {`, `  $AWS_CLI${as}${where} "$@"`, '}']
  const assumed = [
    `session=$($AWS_CLI${as}${where} sts assume-role --role-arn ${shellWord(role ?? '')} --role-session-name isthmus-mesh \\`,
    `  --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text)`,
    `key_${name}=$(echo "$session" | cut -f1)`,
    `secret_${name}=$(echo "$session" | cut -f2)`,
    `token_${name}=$(echo "$session" | cut -f3)`,
    `${name}() {`,
    `  AWS_ACCESS_KEY_ID=$key_${name} AWS_SECRET_ACCESS_KEY=$secret_${name} AWS_SESSION_TOKEN=$token_${name} \\`,
    `    $AWS_CLI${where} "$@"`,
    '}',
  ]
  return [
    comment(`${place.ownerId} in ${place.region}`),
    ...(role === undefined ? direct : assumed),
    `check_account ${name} ${place.ownerId}`,
  ].join('\n')
}

/** What has to be true before anything is done. */
function guardOf({ operation, place, input, peeringGoesTo }: Call): readonly string[] {
  if (operation === 'CreateVpcPeeringConnection')
    return [guard('check_unpeered', place, input.VpcId, input.PeerVpcId)]
  if (operation === 'AcceptVpcPeeringConnection' && peeringGoesTo === undefined)
    return [guard('check_pending', place, input.VpcPeeringConnectionId)]
  return []
}

const guard = (check: string, place: Place, ...ids: readonly (string | undefined)[]): string =>
  [check, functionOf(place), ...ids.map(id => shellWord(id ?? ''))].join(' ')

/** Each call with what it has to wait for: once for each pair, place and state. */
function stepsOf({ links, calls }: Plan): readonly string[] {
  const names = linkNames(links)
  const variables = new Map([...names].map(([link, name]) => [link.pair, `pcx_${name}`]))
  const isNew = new Set(calls.filter(isBeginning).map(({ pair }) => pair))
  const waited = new Set<string>()
  return calls.map((call, at) => {
    const variable = variables.get(call.pair ?? '') ?? ''
    const wait = isNew.has(call.pair) ? waitOf(call, functionOf(call.place), variable) : undefined
    const lines = [
      `say ${shellWord(`${at + 1}/${calls.length} ${call.what}`)}`,
      ...(wait === undefined || waited.has(wait) ? [] : [wait]),
      commandOf(call, functionOf(call.place), variable),
    ]
    if (wait !== undefined) waited.add(wait)
    return lines.join('\n')
  })
}

const isBeginning = ({ operation }: Call): boolean =>
  operation === 'CreateVpcPeeringConnection' || operation === 'AcceptVpcPeeringConnection'
