import { jobEntries, jobNamed } from '../../../nodes/HeyGen/shared/jobs';
import { batchStatus } from '../../../nodes/HeyGen/waiting/jobs/batch';
import { goesOn } from '../../../nodes/HeyGen/waiting/jobs/job';
import { jobTypeOf, jobTypes } from '../../../nodes/HeyGen/waiting/jobs/jobTypes';
import { languagesStatus } from '../../../nodes/HeyGen/waiting/jobs/languages';
import type { JobStatus } from '../../../nodes/HeyGen/shared/jobState';
import { isStillOpen } from '../../../nodes/HeyGen/waiting/resume';

describe('the table of jobs', () => {
	it.each(jobEntries)('%s has a path and a key of its own', (name, { path, id }) => {
		const others = jobEntries.filter(([other]) => other !== name);
		expect(path).toMatch(/^\/v3(\/[a-z-]+)+$/);
		expect(others.map(([, other]) => other.path)).not.toContain(path);
		expect(id).toMatch(/^[a-z_]+_id$/);
	});

	it('gives no two jobs the same key in events', () => {
		const keys = jobEntries.flatMap(
			([, { id, files, eventIds = files && [id] }]) => eventIds ?? [],
		);
		expect(new Set(keys).size).toBe(keys.length);
	});
});

describe('jobTypeOf', () => {
	it.each(Object.keys(jobTypes))('%s puts out the IDs that it reads', (name) => {
		const { idsOf, named } = jobTypeOf(name);
		const ids = ['a'];
		expect(idsOf(named(ids))).toEqual(ids);
		expect(idsOf({})).toEqual([]);
	});

	it('throws for what only another version knows', () => {
		expect(() => jobTypeOf('hologram')).toThrow("knows no job 'hologram'");
		expect(() => jobTypeOf('constructor')).toThrow(TypeError);
	});

	it('reads the ID of a template, which answers with the video itself', () => {
		expect(jobTypeOf('video').idsOf({ id: 'v', status: 'pending' })).toEqual(['v']);
		expect(jobNamed('video').id).toBe('video_id');
	});

	it.each([
		['look', { avatar_item: { id: 'a' }, avatar_group: { id: 'b' } }],
		['voice', { voice_clone_id: 'a' }],
		['backgroundRemoval', { id: 'a', status: 'pending' }],
		['proofreads', { proofread_ids: ['a'], status: 'processing' }],
	])('reads the ID of a new %s where HeyGen has it', (name, created) => {
		expect(jobTypeOf(name).idsOf(created)).toEqual(['a']);
	});

	it('says of what HeyGen does not bill nothing of a bill', () => {
		expect(goesOn(jobTypeOf('brandKit'))).not.toContain('billed');
		expect(goesOn(jobTypeOf('video'))).toContain('billed');
	});
});

describe('batchStatus', () => {
	const of = (status: string, ...states: string[]) =>
		batchStatus({
			status,
			total_items: states.length,
			items: states.map((one, item_index) => ({ item_index, status: one })).reverse(),
		});

	it('puts the items into their order', () => {
		const { data } = of('completed', 'completed', 'failed');
		expect(data.items).toMatchObject([{ item_index: 0 }, { item_index: 1 }]);
	});

	it.each([
		['completed', ['completed', 'failed'], 'completed'],
		['partial', ['completed', 'failed'], 'completed'],
		['completed', ['failed', 'failed'], 'failed'],
		['completed', ['completed', 'processing'], 'open'],
		['processing', ['completed', 'completed'], 'open'],
		['failed', [], 'failed'],
	])('of a batch that is %s with %p is %s', (status, states, expected) => {
		expect(of(status, ...states).state).toBe(expected);
	});

	it('is open while HeyGen lists only some of the items', () => {
		const items = [{ item_index: 0, status: 'completed' }];
		expect(batchStatus({ status: 'completed', total_items: 2, items }).state).toBe('open');
	});
});

describe('languagesStatus', () => {
	const part = (state: JobStatus['state']): JobStatus => ({ state, data: { state } });
	const job = { type: 'translations', ids: ['a', 'b'] };

	it.each([
		[['completed', 'completed'], 'completed'],
		[['completed', 'open'], 'open'],
		[['completed', 'failed'], 'completed'],
		[['failed', 'gone'], 'failed'],
		[['gone', 'gone'], 'gone'],
		[['open', 'failed'], 'open'],
	] as const)('of %p is %s', (states, expected) => {
		expect(languagesStatus(job, 'translations', states.map(part)).state).toBe(expected);
	});

	it('fails with the first that fails where that is wanted', () => {
		const strict = { ...job, stopOnFirstFailure: true } as const;
		expect(
			languagesStatus(
				strict,
				'translations',
				['open', 'failed'].map((s) => part(s as 'open')),
			).state,
		).toBe('failed');
	});
});

describe('isStillOpen', () => {
	const two = { type: 'translations', ids: ['a', 'b'] };
	const open = (...openIds: string[]): JobStatus => ({ state: 'open', data: {}, openIds });

	it.each([
		[
			'a job with one result',
			{ ...two, ids: ['a'] },
			{ state: 'open', data: {} } as const,
			{},
			true,
		],
		['one that was not asked for', two, undefined, {}, true],
		['one that has ended', two, { state: 'completed', data: {} } as const, {}, false],
		['the result that the body names', two, open('b'), { data: { id: 'b' } }, true],
		['another result than the body names', two, open('b'), { data: { id: 'a' } }, false],
		['some result, and the body names none', two, open('b'), {}, false],
		['all results, and the body names none', two, open('a', 'b'), {}, true],
	])('of %s', (_case, job, status, body, expected) => {
		expect(isStillOpen(job, status, body)).toBe(expected);
	});
});
