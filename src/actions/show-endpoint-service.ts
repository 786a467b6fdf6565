/** Endpoint services on the wire: as their owners see them, and as those who may connect to them do. */
import type { ServiceConfiguration, ServiceDetail } from '@aws-sdk/client-ec2'
import { type SharedService, serviceBaseName, serviceName } from '../model/endpoint-service.ts'
import type { EndpointService } from '../model/endpoint-services.ts'
import type { Caller } from '../model/owned.ts'
import { zonesOf } from '../model/regions.ts'
import { showTags } from './tags.ts'

export const AMAZON = 'amazon'
/** Services are there at once, and until they are deleted. */
export const SERVICE_STATE = 'Available'
export const ADDRESS_TYPE = 'ipv4'

/** Which zones the load balancers are in nobody here knows: all of the Region are shown. */
const showZones = (region: string) => ({
  AvailabilityZoneIds: zonesOf(region).map(zone => zone.id),
  AvailabilityZones: zonesOf(region).map(zone => zone.name),
})

export const showSharedService = (service: SharedService): ServiceConfiguration => ({
  ServiceType: [{ ServiceType: service.type }],
  ServiceId: service.id,
  ServiceName: serviceName(service),
  ServiceState: SERVICE_STATE,
  ...showZones(service.region),
  AcceptanceRequired: service.acceptanceRequired,
  ManagesVpcEndpoints: false,
  ...showLoadBalancers(service),
  SupportedIpAddressTypes: [ADDRESS_TYPE],
  BaseEndpointDnsNames: [serviceBaseName(service)],
  ...(service.privateDns && showPrivateName(service.privateDns)),
  ...(service.payer && { PayerResponsibility: service.payer }),
  Tags: showTags(service.tags),
  SupportedRegions: [{ Region: service.region, ServiceState: SERVICE_STATE }],
  RemoteAccessEnabled: false,
})

export const showLoadBalancers = ({ type, loadBalancerArns: arns }: SharedService) => ({
  NetworkLoadBalancerArns: type === 'Interface' ? [...arns] : [],
  GatewayLoadBalancerArns: type === 'GatewayLoadBalancer' ? [...arns] : [],
})

const showPrivateName = ({ name, state, record }: NonNullable<SharedService['privateDns']>) => ({
  PrivateDnsName: name,
  PrivateDnsNameConfiguration: { State: state, Type: 'TXT', Value: record.value, Name: record.name },
})

/** Tags are the owner's. */
export const showService = ({ shared, ...service }: EndpointService, caller: Caller): ServiceDetail => ({
  ServiceName: service.name,
  ServiceId: service.serviceId,
  ServiceType: [{ ServiceType: service.type }],
  ServiceRegion: service.region,
  ...showZones(service.region),
  Owner: shared?.ownerId ?? AMAZON,
  BaseEndpointDnsNames: [service.baseName],
  ...showPublicName(service.privateName ?? shared?.privateDns?.name, shared?.privateDns?.state),
  VpcEndpointPolicySupported: !shared,
  AcceptanceRequired: shared?.acceptanceRequired ?? false,
  ManagesVpcEndpoints: false,
  ...(shared?.payer && { PayerResponsibility: shared.payer }),
  Tags: shared?.ownerId === caller.accountId ? showTags(shared.tags) : [],
  SupportedIpAddressTypes: [ADDRESS_TYPE],
})

const showPublicName = (
  name: string | undefined,
  state: 'verified' | 'pendingVerification' = 'verified',
): Pick<ServiceDetail, 'PrivateDnsName' | 'PrivateDnsNames' | 'PrivateDnsNameVerificationState'> =>
  name === undefined
    ? {}
    : {
        PrivateDnsName: name,
        PrivateDnsNames: [{ PrivateDnsName: name }],
        PrivateDnsNameVerificationState: state,
      }
