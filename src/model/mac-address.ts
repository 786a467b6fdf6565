/** The MAC address of a network interface. Locally administered, as AWS's are, and always the same for the same id. */

/** `02:` and the last ten digits of the `eni-…` id; an id of the old form, with eight digits, is filled up with zeros. */
export const macOf = (interfaceId: string): string =>
  `02:${interfaceId
    .slice('eni-'.length)
    .padStart(10, '0')
    .slice(-10)
    .replace(/..(?!$)/g, '$&:')}`
