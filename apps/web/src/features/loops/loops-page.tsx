export const LoopsPage = () => null
