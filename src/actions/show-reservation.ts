import type { Reservation, Instance as ShownInstance } from '@aws-sdk/client-ec2'
import type { Instance } from '../model/instance.ts'

/** Instances of one launch on the wire. In a VPC, the groups stand with the instances only. */
export const showReservation = ([first]: readonly Instance[], Instances: ShownInstance[]): Reservation => ({
  ReservationId: first?.reservationId,
  OwnerId: first?.ownerId,
  Groups: [],
  Instances,
})
