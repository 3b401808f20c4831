export { type ScenarioName, scenarios } from './scenarios.ts';
export { type SandboxBank, type SandboxBankOptions, startSandboxBank } from './start-sandbox-bank.ts';
