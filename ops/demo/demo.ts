/** The demonstration: a past that was lived by the rules, and a present that came in through the API. */
export { importHistory, type OnProgress } from './history.ts';
export { sendTheWholeWay } from './journey.ts';
export { fileOpenCases } from './open-cases.ts';
