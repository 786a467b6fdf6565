/**
 * The floor: a server that answers every call at once with an answer prepared beforehand, and reads nothing. What a
 * client needs against it is the client's own time. `node bench/canned.ts [PEERINGS]` prints `ready URL`.
 */
import { createServer } from 'node:http'
import { encodeReply } from '../src/wire/xml.ts'

const ID = '0123456789abcdef0'
const side = (n: number) => ({
  CidrBlock: `10.${n % 256}.0.0/16`,
  CidrBlockSet: [{ CidrBlock: `10.${n % 256}.0.0/16` }],
  OwnerId: '000000000000',
  PeeringOptions: {
    AllowDnsResolutionFromRemoteVpc: false,
    AllowEgressFromLocalClassicLinkToRemoteVpc: false,
    AllowEgressFromLocalVpcToRemoteClassicLink: false,
  },
  VpcId: `vpc-${ID}`,
  Region: 'us-east-1',
})
const peering = (n: number) => ({
  AccepterVpcInfo: side(n),
  RequesterVpcInfo: side(n + 1),
  Status: { Code: 'active' as const, Message: 'Active' },
  Tags: [],
  VpcPeeringConnectionId: `pcx-${ID}`,
})

const replies = {
  DescribeVpcPeeringConnections: (many: number) => ({
    VpcPeeringConnections: Array.from({ length: many }, (_, n) => peering(n)),
  }),
  CreateVpcPeeringConnection: () => ({ VpcPeeringConnection: peering(1) }),
  AcceptVpcPeeringConnection: () => ({ VpcPeeringConnection: peering(1) }),
  CreateRoute: () => ({ Return: true }),
  CreateVpc: () => ({ Vpc: { VpcId: `vpc-${ID}`, CidrBlock: '10.1.0.0/16' } }),
  DescribeRouteTables: () => ({ RouteTables: [{ RouteTableId: `rtb-${ID}` }] }),
}

const peerings = Number(process.argv[2] ?? 1)
const answers = new Map(
  Object.entries(replies).map(([name, reply]) => [
    name,
    encodeReply('ec2', name as never, reply(peerings) as never, ID),
  ]),
)

const server = createServer((request, response) => {
  let body = ''
  request.on('data', chunk => (body += chunk))
  request.on('end', () => {
    const action = /(?:^|&)Action=(\w+)/.exec(body)?.[1] ?? ''
    response.writeHead(200, { 'content-type': 'text/xml;charset=UTF-8' }).end(answers.get(action) ?? '')
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address && typeof address === 'object') console.log(`ready http://127.0.0.1:${address.port}`)
})
process.once('SIGTERM', () => process.exit(0))
