/**
 * How many results one may ask for in a page: in no schema, so a table by hand. What is not in it takes 5 to 1,000.
 * Source: the ranges in EC2's service model; for those that model leaves open, the API Reference.
 */
import { type Refusal, refuse } from '../model/refusals.ts'
import type { OperationName } from './contract.ts'

type Range = readonly [least: number, most: number]

const usual: Range = [5, 1000]

const ranges: ReadonlyMap<string, Range> = new Map(
  Object.entries<Range>({
    DescribeAddressTransfers: [5, 10],
    DescribeAddressesAttribute: [1, 1000],
    DescribeAwsNetworkPerformanceMetricSubscriptions: [0, 100],
    DescribeByoipCidrs: [1, 100],
    DescribeCapacityReservationFleets: [1, 100],
    DescribeCapacityReservations: [1, 1000],
    DescribeEgressOnlyInternetGateways: [5, 255],
    DescribeElasticGpus: [10, 1000],
    DescribeExportImageTasks: [1, 500],
    DescribeFastLaunchImages: [0, 200],
    DescribeFastSnapshotRestores: [0, 200],
    DescribeHostReservationOfferings: [5, 500],
    DescribeInstanceConnectEndpoints: [1, 50],
    DescribeInstanceEventWindows: [20, 500],
    DescribeInstanceTopology: [1, 100],
    DescribeInstanceTypes: [5, 100],
    DescribeIpamByoasn: [1, 100],
    DescribeIpamPoolAllocations: [1000, 100_000],
    DescribeIpv6Pools: [1, 1000],
    DescribeLaunchTemplateVersions: [1, 200],
    DescribeLaunchTemplates: [1, 200],
    DescribeMacHosts: [5, 500],
    DescribeManagedPrefixLists: [1, 100],
    DescribeNetworkInsightsAccessScopeAnalyses: [1, 100],
    DescribeNetworkInsightsAccessScopes: [1, 100],
    DescribeNetworkInsightsAnalyses: [1, 100],
    DescribeNetworkInsightsPaths: [1, 100],
    DescribeNetworkInterfacePermissions: [5, 255],
    DescribePrincipalIdFormat: [1, 1000],
    DescribePublicIpv4Pools: [1, 10],
    DescribeReplaceRootVolumeTasks: [1, 50],
    DescribeRouteTables: [5, 100],
    DescribeScheduledInstanceAvailability: [5, 300],
    DescribeSpotFleetInstances: [1, 1000],
    DescribeSpotFleetRequestHistory: [1, 1000],
    DescribeStaleSecurityGroups: [5, 255],
    DescribeStoreImageTasks: [1, 200],
    DescribeTrunkInterfaceAssociations: [5, 255],
    DescribeVerifiedAccessInstances: [5, 200],
    DescribeVerifiedAccessTrustProviders: [5, 200],
    DescribeVpcClassicLinkDnsSupport: [5, 255],
    DescribeVpcEndpointAssociations: [1, 100],
    GetAssociatedIpv6PoolCidrs: [1, 1000],
    GetCapacityReservationUsage: [1, 1000],
    GetGroupsForCapacityReservation: [1, 1000],
    GetIpamAddressHistory: [1, 1000],
    GetIpamPoolAllocations: [1000, 100_000],
    GetManagedPrefixListAssociations: [5, 255],
    GetManagedPrefixListEntries: [1, 100],
    GetNetworkInsightsAccessScopeAnalysisFindings: [1, 1000],
    GetSpotPlacementScores: [10, 1000],
    GetVpnConnectionDeviceTypes: [200, 1000],
    ListImagesInRecycleBin: [1, 1000],
  } satisfies Partial<Record<OperationName<'ec2'>, Range>>),
)

/** Why a page of that many is refused: InvalidParameterValue. */
export function whyNotPageSize(operation: string, size: number): Refusal | undefined {
  const [least, most] = ranges.get(operation) ?? usual
  if (size < least) return refuse('InvalidParameterValue/too-small', size, 'maxResults', least)
  if (size > most) return refuse('InvalidParameterValue/too-large', size, 'maxResults', most)
  return undefined
}
