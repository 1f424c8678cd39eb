import { pagesForLookBack, SharedPages } from '../../../nodes/HeyGen/trigger/poll/sharedHistory';

it('a look back goes on with its pages until one of them has failed', async () => {
	const begun = new SharedPages();
	await begun.page('', async () => await Promise.resolve({ entries: [], next: '2' }));
	expect(pagesForLookBack('history', begun)).toBe(begun);
	const failed = begun.page('2', async () => await Promise.reject(new Error('no')));
	await expect(failed).rejects.toThrow('no');
	expect(pagesForLookBack('history', begun)).not.toBe(begun);
});
