import { isRole, type Role, roleNames } from '@sarf/contract/roles';
import { SelectField } from '../../parts/field.tsx';
import { roleSentences } from '../../session/role-words.ts';
import { useSession } from '../../session/session.ts';
import { roleWords } from '../../session/words.ts';
import { useWords } from '../../words/language.ts';
import { teamWords } from './words.ts';

interface RoleFieldProps {
  readonly role: Role;
  readonly change: (role: Role) => void;
}

/** A role that somebody is given, and what it may do. Only owners make owners, so nobody else is offered that. */
export function RoleField({ role, change }: RoleFieldProps) {
  const words = useWords(teamWords);
  const names = useWords(roleWords);
  const sentences = useWords(roleSentences);
  const own = useSession().role;
  const choices = roleNames.filter((name) => name !== 'owner' || own === 'owner' || role === 'owner');
  return (
    <SelectField
      label={words.role}
      required
      hint={sentences[role]}
      value={role}
      onChange={({ target: { value } }) => isRole(value) && change(value)}
    >
      {choices.map((name) => (
        <option key={name} value={name}>
          {names[name]}
        </option>
      ))}
    </SelectField>
  );
}
