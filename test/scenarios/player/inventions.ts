/** Options that the AWS CLI has and the API has not. Source: AWS CLI Command Reference of each command. */
import type { Options } from './aws-call.ts'

type Draft = Record<string, unknown>

interface Invention {
  readonly commands: RegExp
  readonly options: readonly string[]
  /** `of` is the one value of an option. */
  expand(of: (option: string) => string | undefined): Draft
}

const inventions: readonly Invention[] = [
  {
    commands: /^run-instances$/,
    options: ['count'],
    expand(of) {
      const [least, most = least] = (of('count') ?? '1').split(':').map(Number)
      return { MinCount: least, MaxCount: most }
    },
  },
  {
    commands: /^(authorize|revoke)-security-group-(ingress|egress)$/,
    options: ['protocol', 'port', 'cidr', 'source-group', 'group-owner'],
    expand(of) {
      const protocol = of('protocol')
      return protocol === undefined
        ? {}
        : { IpPermissions: [{ ...protocolOf(protocol, of('port')), ...peer(of) }] }
    },
  },
]

function protocolOf(protocol: string, port: string | undefined): Draft {
  const ports = /^(-?\d+)(?:-(\d+))?$/.exec(port ?? '')
  if (!ports) return { IpProtocol: protocol === 'all' ? '-1' : protocol }
  const [, from, to = from] = ports
  return { IpProtocol: protocol, FromPort: Number(from), ToPort: Number(to) }
}

function peer(of: (option: string) => string | undefined): Draft {
  const [cidr, group, owner] = [of('cidr'), of('source-group'), of('group-owner')]
  if (group !== undefined) return { UserIdGroupPairs: [{ GroupId: group, ...(owner && { UserId: owner }) }] }
  return cidr === undefined ? {} : { IpRanges: [{ CidrIp: cidr }] }
}

const forCommand = (command: string) => inventions.filter(({ commands }) => commands.test(command))

export const inventionsOf = (command: string): readonly string[] =>
  forCommand(command).flatMap(({ options }) => options)

/** Takes them out of the options, and gives what the API has in their place. */
export function expandInventions(command: string, options: Options): Draft {
  const draft = forCommand(command).map(({ expand }) => expand(option => options.get(option)?.[0]))
  for (const option of inventionsOf(command)) options.delete(option)
  return Object.assign({}, ...draft)
}
