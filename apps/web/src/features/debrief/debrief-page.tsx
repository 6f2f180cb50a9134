export const DebriefPage = () => null
