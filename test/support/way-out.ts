import { networkInterfaces } from 'node:os'

/** Whether this machine has another address than its own loopback. Without one, a browser that may use no device finds nothing to call with. */
export const hasWayOut = Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal))
