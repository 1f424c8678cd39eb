import { randomUUID } from 'node:crypto';

import { Session } from './session';

/** Somebody else with a login to the same n8n, as its owner invites them. */
export async function invitedMember(url: string, owner: Session): Promise<Session> {
	const [invited] = await owner.call<Array<{ user: { inviteAcceptUrl: string } }>>(
		'POST',
		'/invitations',
		{ body: [{ email: `${randomUUID()}@example.com`, role: 'global:member' }] },
	);
	const link = new URL(invited?.user.inviteAcceptUrl ?? '');
	const session = new Session(url);
	const password = ['Throwaway', '2'].join('-');
	const name = { firstName: 'Another', lastName: 'Member' };
	const body = { token: link.searchParams.get('token'), password, ...name };
	await session.call('POST', '/invitations/accept', { body });
	return session;
}
