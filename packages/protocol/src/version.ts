/**
 * The version of everything on the wire. A test hashes every schema: whoever changes one raises this number,
 * records the new hash in `wire-hash.json` and adds a line here.
 *
 * 1  the first wire
 */
export const PROTOCOL_VERSION = 1
