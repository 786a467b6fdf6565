import type { Reservation, Instance as ShownInstance } from '@aws-sdk/client-ec2'
import type { Instance } from '../model/instance.ts'

/** Instances of one launch on the wire. In a VPC, the groups stand with the instances only; in EC2-Classic here as well. */
export const showReservation = ([first]: readonly Instance[], Instances: ShownInstance[]): Reservation => ({
  ReservationId: first?.reservationId,
  OwnerId: first?.ownerId,
  Groups: Instances[0]?.VpcId === undefined ? Instances[0]?.SecurityGroups : [],
  Instances,
})
