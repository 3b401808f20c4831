import type { Capability, Skill, SkillExpose } from '../capability.ts';
import type { Problem } from '../problem.ts';
import { skillName } from './skill-name.ts';

/** A skill that is offered: one that a file declares, or one made for a capability that declares none. */
export interface OfferedSkill {
  /** By the rules of Agent Skills. */
  readonly name: string;
  readonly capability: Capability;
  /** Null where it was made for the whole capability. */
  readonly skill: Skill | null;
  /** Where it is declared; null where it was made. */
  readonly expose: SkillExpose | null;
}

/**
 * The skills of capabilities, in the order of the files. Two that have the same name after it was made fit the rules are
 * an error, as one would hide the other; one that was made gets a number instead. A changed name is a warning.
 */
export function skillsOf(capabilities: readonly Capability[]): {
  readonly skills: readonly OfferedSkill[];
  readonly problems: readonly Problem[];
} {
  const skills = new Map<string, OfferedSkill>();
  const problems: Problem[] = [];
  const declared = capabilities.flatMap((capability) => declaredBy(capability));
  for (const offered of declared) {
    const { name, skill, expose } = offered;
    if (name !== skill.name) problems.push(changed(offered, skill.name));
    const other = skills.get(name);
    if (other)
      problems.push({ ...expose.place, severity: 'error', code: 'skill-clash', message: clash(offered, other) });
    else skills.set(name, offered);
  }
  for (const capability of capabilities) {
    if (declared.some((offered) => offered.capability === capability)) continue;
    const name = freeName(skillName(capability.name), skills);
    skills.set(name, { name, capability, skill: null, expose: null });
  }
  const order = new Map(capabilities.map((capability, at) => [capability, at]));
  const at = ({ capability }: OfferedSkill): number => order.get(capability) ?? 0;
  return { skills: [...skills.values()].toSorted((a, b) => at(a) - at(b)), problems };
}

function declaredBy(capability: Capability) {
  return capability.exposes.flatMap((expose) =>
    expose.type === 'skill'
      ? expose.skills.map((skill) => ({ name: skillName(skill.name), capability, skill, expose }))
      : [],
  );
}

const changed = ({ name, expose }: { name: string; expose: SkillExpose }, before: string): Problem => ({
  ...expose.place,
  severity: 'warning',
  code: 'skill-renamed',
  message: `the skill "${before}" is offered as "${name}": names of skills have lower-case letters, digits and hyphens`,
});

const clash = ({ name, skill }: { name: string; skill: Skill }, other: OfferedSkill): string =>
  `the skill "${skill.name}" would be called "${name}", which ${other.capability.file} has already`;

function freeName(name: string, taken: ReadonlyMap<string, unknown>): string {
  if (!taken.has(name)) return name;
  const candidates = Array.from({ length: taken.size + 1 }, (_, at) => skillName(`${name.slice(0, 60)}-${at + 2}`));
  return candidates.find((candidate) => !taken.has(candidate)) ?? name;
}
