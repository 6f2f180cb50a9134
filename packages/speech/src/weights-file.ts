/** Where the detector's weights lie, half a megabyte: a file here, an address of our own in a page. */
export const sileroWeightsUrl: URL = new URL('../model/silero-vad-v6.bin', import.meta.url)
