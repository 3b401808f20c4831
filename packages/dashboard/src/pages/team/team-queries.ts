import type { components } from '@sarf/sdk';
import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/api.ts';
import { listKey } from '../../api/keys.ts';

export type Member = components['schemas']['Member'];
export type Invitation = components['schemas']['Invitation'];

export const membersQuery = queryOptions({
  queryKey: listKey('member', {}),
  queryFn: () => answer(api.GET('/team/v1/members')),
});

export const invitationsQuery = queryOptions({
  queryKey: listKey('invitation', {}),
  queryFn: () => answer(api.GET('/team/v1/invitations')),
});
