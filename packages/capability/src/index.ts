export type { Capability } from './capability.ts';
export { type Problem, showProblem } from './problem.ts';
