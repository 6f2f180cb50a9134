export const SamplePage = () => null
