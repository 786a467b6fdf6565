import { describe, expect, test } from 'vitest'
import { readAwsCall } from './aws-call.ts'
import { readScenario } from './read.ts'
import { wordsOf } from './words.ts'

const VPC = '$vpc = aws ec2 create-vpc --cidr-block 10.1.0.0/16 --query Vpc.VpcId'
const HOSTS = '$a = aws ec2 run-instances --image-id ami-1 --query Instances[0].InstanceId'
const read = (...lines: readonly string[]) => readScenario('x.scenario', ['# A title', ...lines].join('\n'))

describe('what a scenario says', () => {
  test('commands, and what they are to print', () => {
    const described = 'aws ec2 describe-vpcs --vpc-ids $vpc --query Vpcs[0].State → available'
    const refused = 'aws --profile b ec2 delete-vpc \\\n  --vpc-id $vpc -> refused: InvalidVpcID.NotFound'
    expect(read('# prose', VPC, '', described, refused, 'isthmus clock advance 7d')).toEqual({
      title: 'A title',
      profiles: ['default', 'b'],
      steps: [
        { kind: 'aws', number: 3, text: VPC, name: 'vpc', words: wordsOf(VPC).slice(3) },
        {
          ...{ kind: 'aws', number: 5, text: described, words: wordsOf(described).slice(1, -2) },
          expected: { output: 'available' },
        },
        {
          ...{ kind: 'aws', number: 6, text: refused.replace(/\\\n\s*/, '') },
          words: ['--profile', 'b', 'ec2', 'delete-vpc', '--vpc-id', '$vpc'],
          expected: { refusal: 'InvalidVpcID.NotFound' },
        },
        { kind: 'isthmus', number: 8, text: 'isthmus clock advance 7d', words: ['clock', 'advance', '7d'] },
      ],
    })
  })

  test('checks, in a repetition', () => {
    const back = 'stopped by NO_ROUTE_TO_DESTINATION at $a on the way back'
    const [, ...checks] = read(
      HOSTS,
      'for each $x $y in ping $a, tcp $a:80:',
      `  $x internet $y → ${back}`,
    ).steps
    const expected = { reaches: false, code: 'NO_ROUTE_TO_DESTINATION', about: 'a', direction: 'return' }
    const both = { kind: 'check', number: 4, from: 'internet', to: '$a', expected }
    expect(checks).toEqual([
      { ...both, protocol: 'icmp', text: `ping internet $a → ${back}` },
      { ...both, protocol: 'tcp', port: 80, text: `tcp internet $a:80 → ${back}` },
    ])
    expect(read(HOSTS, 'ping $a 10.0.0.1 → ok').steps[1]).toMatchObject({
      to: '10.0.0.1',
      expected: { reaches: true },
    })
    expect(read(HOSTS, 'udp $a 2001:db8::10:53 → ok').steps[1]).toMatchObject({
      protocol: 'udp',
      to: '2001:db8::10',
      port: 53,
    })
  })
})

describe('what it cannot say: the line, and the right word that comes nearest', () => {
  test.each([
    [
      'pign $a $b → ok',
      "'pign' is not how a line begins (aws, isthmus, ping, tcp, udp, $name =, # or for each). Did you mean 'ping'?",
    ],
    [
      'aws ec2 creat-vpc --cidr-block 10.0.0.0/16',
      "'creat-vpc' is not a command of aws ec2. Did you mean 'create-vpc'?",
    ],
    [
      'aws ec2 create-vpc --cidr-blok 10.0.0.0/16',
      "'--cidr-blok' is not an option of create-vpc. Did you mean '--cidr-block'?",
    ],
    ['aws ec2 delete-vpc', 'delete-vpc needs --vpc-id.'],
    ['aws ec3 create-vpc', "'ec3' is not one of AWS's services here. Did you mean 'ec2'?"],
    ['aws ec2 describe-vpcs --filters Nam=vpc-id', "'Nam' is not a key here. Did you mean 'Name'?"],
    ["aws ec2 describe-vpcs --filters 'Name=vpc-id", "A quote is not closed: 'Name=vpc-id"],
    [
      '$v = aws ec2 create-vpc --cidr-block 10.0.0.0/16',
      '$v gets what --query names, and there is no --query.',
    ],
    [
      'aws ec2 describe-vpcs --query Vpcs[?IsDefault]',
      '--query Vpcs[?IsDefault] is more than a path such as Reservations[0].Instances[].InstanceId.',
    ],
    ['aws ec2 describe-vpcs → none', 'What is expected is what --query names, and there is no --query.'],
    ['ping $vcp $vpc → ok', "'$vcp' is not a name that a line above has given. Did you mean '$vpc'?"],
    ['ping vpc $vpc → ok', "'vpc' is not where a packet begins ($name or internet). Did you mean '$vpc'?"],
    ['ping $vpc → ok', 'ping goes FROM one TO another: ping $a $b → ok'],
    ['tcp $vpc $vpc → ok', 'tcp goes to a port: $vpc:80'],
    ['ping $vpc $vpc', 'What is expected? → ok, or → stopped by CAUSE'],
    ['ping $vpc $vpc → okay', "'okay' is not an expectation (ok, or stopped by CAUSE). Did you mean 'ok'?"],
    [
      'ping $vpc $vpc → stopped by NO_ROUTE_TO_DESTINATON',
      "'NO_ROUTE_TO_DESTINATON' is not a cause. Did you mean 'NO_ROUTE_TO_DESTINATION'?",
    ],
  ])('%s', (line, message) => expect(() => read(VPC, line)).toThrow(new Error(`x.scenario:3: ${message}`)))

  test.each([
    ['  aws ec2 describe-vpcs', "Only what follows 'for each' is indented."],
    ['for $x in a, b:', 'A repetition is: for each $x $y in a 1, b 2:'],
    ['for each $x $y in a 1, b:', "'b' has not one word for each of $x $y"],
  ])('%s', (line, message) => expect(() => read(VPC, line)).toThrow(new Error(`x.scenario:3: ${message}`)))

  test('no title', () =>
    expect(() => readScenario('x.scenario', VPC)).toThrow(
      'x.scenario:1: A scenario begins with its title: # …',
    ))
})

const inputOf = (line: string) => readAwsCall(wordsOf(line)).input

describe('the AWS CLI, by the schemas', () => {
  test.each([
    [
      'ec2 describe-vpcs --filters Name=vpc-id,Values=a,b Name=state,Values=available',
      {
        Filters: [
          { Name: 'vpc-id', Values: ['a', 'b'] },
          { Name: 'state', Values: ['available'] },
        ],
      },
    ],
    [
      'ec2 create-vpc --cidr-block 10.0.0.0/16 --amazon-provided-ipv6-cidr-block --no-dry-run',
      {
        CidrBlock: '10.0.0.0/16',
        AmazonProvidedIpv6CidrBlock: true,
        DryRun: false,
      },
    ],
    [
      "ec2 create-tags --resources a b --tags Key=Name,Value='one two' Key=x,Value=",
      {
        Resources: ['a', 'b'],
        Tags: [
          { Key: 'Name', Value: 'one two' },
          { Key: 'x', Value: '' },
        ],
      },
    ],
    [
      'ec2 create-vpc --tag-specifications ResourceType=vpc,Tags=[{Key=Name,Value=a},{Key=b,Value=c}]',
      {
        TagSpecifications: [
          {
            ResourceType: 'vpc',
            Tags: [
              { Key: 'Name', Value: 'a' },
              { Key: 'b', Value: 'c' },
            ],
          },
        ],
      },
    ],
    [
      'ec2 create-vpn-connection --type ipsec.1 --customer-gateway-id c --options \'{"StaticRoutesOnly":true}\'',
      {
        ...{ Type: 'ipsec.1', CustomerGatewayId: 'c', Options: { StaticRoutesOnly: true } },
      },
    ],
    [
      'ec2 modify-instance-attribute --instance-id i --no-source-dest-check',
      {
        InstanceId: 'i',
        SourceDestCheck: { Value: false },
      },
    ],
    [
      'ec2 modify-vpc-attribute --vpc-id v --enable-dns-support Value=false',
      {
        VpcId: 'v',
        EnableDnsSupport: { Value: false },
      },
    ],
    ['ec2 run-instances --image-id a', { ImageId: 'a', MinCount: 1, MaxCount: 1 }],
    ['ec2 run-instances --image-id a --count 2:3', { ImageId: 'a', MinCount: 2, MaxCount: 3 }],
    [
      'ec2 authorize-security-group-ingress --group-id g --protocol tcp --port 80-90 --source-group h --group-owner o',
      {
        GroupId: 'g',
        IpPermissions: [
          { IpProtocol: 'tcp', FromPort: 80, ToPort: 90, UserIdGroupPairs: [{ GroupId: 'h', UserId: 'o' }] },
        ],
      },
    ],
    [
      'ec2 authorize-security-group-egress --group-id g --protocol icmp --port -1 --cidr 0.0.0.0/0',
      {
        GroupId: 'g',
        IpPermissions: [
          { IpProtocol: 'icmp', FromPort: -1, ToPort: -1, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
        ],
      },
    ],
  ])('%s', (line, input) => expect(inputOf(line)).toEqual(input))

  test('who calls, and where', () => {
    const call = { service: 'sts', operation: 'GetCallerIdentity', input: {}, query: 'Account' }
    expect(
      readAwsCall(wordsOf('--profile b sts get-caller-identity --region eu-west-1 --query Account')),
    ).toEqual({
      ...{ ...call, profile: 'b', region: 'eu-west-1' },
    })
  })
})
