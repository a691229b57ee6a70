/** The least that Lambda takes for a function. */
export const handler = async () => {};
