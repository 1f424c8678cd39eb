import { faults } from '../../e2e/support/faults';
import { readRows } from '../../e2e/support/faultTable';
import { read } from './documents';

it('the table of faults has a row for each fault that the tests try, in that order, and no other', () => {
	const lines = Object.entries(faults).flatMap(([group, names]) => [`**${group}**`, ...names]);
	expect([...readRows(read('docs/faults.md')).keys()]).toEqual(lines);
});
