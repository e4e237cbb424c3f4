export const thing = 'a rule';
