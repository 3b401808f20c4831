import type { ControlExpose } from '../capability.ts';
import { readExposed, readPort } from './read-exposed.ts';
import type { Section } from './section.ts';

/** Reads an expose of type `control`: health and information. What else the format has for it we do not offer. */
export function readControl(section: Section): ControlExpose {
  const exposed = readExposed(section, 'control');
  const port = readPort(section);
  section.allow('observability');
  const management = section.one('management', (inner) => {
    for (const key of ['reload', 'validate', 'logs', 'scripting']) {
      const item = inner.item(key);
      if (item === null || (item.kind === 'scalar' && item.value === false)) continue;
      inner.report.warn(inner.keyPlace(key), 'unsupported', `"${key}" is not offered`);
    }
    return { health: inner.flag('health'), info: inner.flag('info') };
  });
  return { type: 'control', ...exposed, port, health: management?.health ?? true, info: management?.info ?? false };
}
