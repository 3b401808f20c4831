import type { Calls } from './call.ts';
import type { components } from './openapi.ts';
import { type Result, resultOf, same } from './result.ts';

type Schemas = components['schemas'];
export type SettingsChange = Schemas['SettingsChange'];
export type Overview = Schemas['Overview'];

/** The settings of the application. */
export interface Settings {
  get(): Promise<Result<Schemas['Settings'], 'getSettings'>>;
  /** Changes what is sent; the rest stays. */
  change(change: SettingsChange): Promise<Result<Schemas['Settings'], 'changeSettings'>>;
  /** What moved, what waits and what needs a look. */
  overview(): Promise<Result<Overview, 'getOverview'>>;
}

export function settingsCalls({ api }: Calls): Settings {
  return {
    get: () => resultOf('getSettings', api.GET('/settings/v1'), same),
    change: (body) => resultOf('changeSettings', api.PATCH('/settings/v1', { body }), same),
    overview: () => resultOf('getOverview', api.GET('/overview/v1'), same),
  };
}
