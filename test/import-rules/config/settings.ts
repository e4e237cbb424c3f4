export const settings = { port: 8080 };
