export { bindVariables } from './binding/bind.ts';
export { conceal, type Variables } from './binding/variables.ts';
export type { Capability } from './capability.ts';
export { callsOf } from './hosting/calls-of.ts';
export type { RequestEntry } from './hosting/listener.ts';
export type { ListeningAt } from './hosting/listening.ts';
export { readCapabilities } from './hosting/load.ts';
export { capabilityUrls } from './hosting/skill-part.ts';
export {
  type Hosted,
  type HostOptions,
  type ReloadResult,
  StartFault,
  startCapabilities,
} from './hosting/start-capabilities.ts';
export { createReplays } from './mcp/replays/replays.ts';
export { createMcpAdapter } from './mcp/serve-http.ts';
export { serveMcpOverStdio } from './mcp/serve-stdio.ts';
export { createOpenApiDocuments } from './openapi/document.ts';
export { type Problem, showProblem } from './problem.ts';
export { didYouMean, quote } from './reading/nearest.ts';
export { readCapability } from './reading/read-capability.ts';
export { createRuntime, type RuntimeOptions } from './running/create-runtime.ts';
export type { ForwardRequest, Runtime } from './running/runtime.ts';
export { exportSkill } from './skills/export-skill.ts';
export { skillContents, writeSkill } from './skills/skill-contents.ts';
export { createSkillHandler, isSkillPath } from './skills/skill-handler.ts';
export { skillsOf } from './skills/skills-of.ts';
