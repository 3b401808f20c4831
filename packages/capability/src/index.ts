export { bindVariables } from './binding/bind.ts';
export { conceal, type Variables } from './binding/variables.ts';
export type { Capability } from './capability.ts';
export { type Problem, showProblem } from './problem.ts';
export { readCapability } from './reading/read-capability.ts';
export { createRuntime, type RuntimeOptions } from './running/create-runtime.ts';
export type { ForwardRequest, Runtime } from './running/runtime.ts';
