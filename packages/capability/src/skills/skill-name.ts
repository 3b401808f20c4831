const NAME_LENGTH_MAX = 64;

/**
 * A name as Agent Skills allow it, and as the directory is called: lower-case letters, digits and single hyphens, at
 * most 64 (agentskills.io, specification). Text of which nothing is left becomes `skill`.
 */
export function skillName(text: string): string {
  const words = text
    .replaceAll(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, '-');
  return words.slice(0, NAME_LENGTH_MAX).replaceAll(/^-+|-+$/g, '') || 'skill';
}
