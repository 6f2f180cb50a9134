export const CardPage = () => null
