import { quote } from './nearest.ts';
import type { Section } from './section.ts';

const versions = ['1.0.0-alpha1', '1.0.0-alpha2'];

/** Reads `naftiko`, the version of the format; false where the file is of a form that we cannot read at all. */
export function readVersion(section: Section): { readonly version: string; readonly readable: boolean } {
  const { report } = section;
  if (section.has('ikanos')) {
    const message = `files of the later form ("ikanos:") are not supported, only "naftiko:" ${versions.join(' and ')}`;
    report.error(section.keyPlace('ikanos'), 'unsupported-version', message);
    return { version: '', readable: false };
  }
  const version = section.needText('naftiko');
  if (version !== '' && !versions.includes(version)) {
    const message = `version ${quote(version)} is not supported, only ${versions.join(' and ')}`;
    report.error(section.placeOf('naftiko'), 'unsupported-version', message);
  }
  return { version, readable: true };
}
