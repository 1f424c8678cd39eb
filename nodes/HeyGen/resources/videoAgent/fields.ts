import { locator } from '../../operation/fields/locator';

export const sessionId = locator('session_id', 'Session', {
	search: 'searchSessions',
	required: true,
});

export const who = () => [
	locator('avatar_id', 'Avatar Look', { search: 'searchLooks' }),
	locator('voice_id', 'Voice', { search: 'searchVoices' }),
	locator('brand_kit_id', 'Brand Kit', { search: 'searchBrandKits' }),
];
