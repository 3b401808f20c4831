import type { Capability, Expose } from '../capability.ts';
import type { Caller, Gate, Passage } from '../inbound/gate.ts';
import type { OpenApiDocuments } from '../openapi/document.ts';
import { createSkillHandler, isSkillPath } from '../skills/skill-handler.ts';
import { type OfferedSkill, skillsOf } from '../skills/skills-of.ts';
import { urlOf } from './listening.ts';
import type { Loaded } from './load.ts';
import type { ListenerPlan } from './plan.ts';

/** The catalogue of skills of a port, and who may read it. */
export interface SkillPart {
  claims(pathname: string): boolean;
  readonly handle: ReturnType<typeof createSkillHandler>;
  check(caller: Caller): Promise<Passage>;
}

/**
 * The catalogue of a port: the skills that are declared for it, and, beside a REST adapter, those that are made for
 * capabilities that declare none. Null: there are none, or the REST adapter needs their paths for itself. Who reads it
 * has to pass the gates of all exposes that it speaks of.
 */
export function skillPart(
  plan: ListenerPlan,
  loaded: Loaded,
  openapi: OpenApiDocuments,
  gateFor: (expose: Expose) => Gate,
): SkillPart | null {
  const skills = skillsOf(loaded.capabilities).skills.filter((offered) => exposeOf(offered, plan) !== undefined);
  const paths = plan.served.flatMap(({ expose }) => (expose.type === 'rest' ? expose.resources : []));
  if (skills.length === 0 || paths.some(({ path }) => isSkillPath(path))) return null;
  const exposes = skills.flatMap((offered) => exposeOf(offered, plan) ?? []);
  const gates = new Set(exposes.map(gateFor));
  return {
    claims: isSkillPath,
    handle: createSkillHandler({
      skills,
      openapi,
      urlsOf: (capability) => capabilityUrls(capability, loaded.listeners),
    }),
    async check(caller) {
      for (const gate of gates) {
        const passed = await gate(caller);
        if (!passed.ok) return passed;
      }
      return { ok: true };
    },
  };
}

/** The expose by which a skill is on a port; undefined when it is not. */
function exposeOf({ capability, expose }: OfferedSkill, { served }: ListenerPlan): Expose | undefined {
  const own = served.find((one) => (expose === null ? isRestOf(one, capability) : one.expose === expose));
  return own?.expose;
}

const isRestOf = (one: ListenerPlan['served'][number], capability: Capability): boolean =>
  one.capability === capability && one.expose.type === 'rest';

/** Where the MCP server and the REST adapter of a capability are reached; null where there is none. */
export function capabilityUrls(
  capability: Capability,
  listeners: readonly ListenerPlan[],
): { readonly mcpUrl: string | null; readonly restUrl: string | null } {
  const find = (type: Expose['type']): string | null => {
    const at = listeners.find(({ served }) =>
      served.some((one) => one.capability === capability && one.expose.type === type),
    );
    return at === undefined ? null : urlOf(at);
  };
  const mcp = find('mcp');
  return { mcpUrl: mcp === null ? null : `${mcp}/mcp`, restUrl: find('rest') };
}
