import { read, withRelease } from './documents';

const changelog = read('CHANGELOG.md');

it('has a section for the version in package.json', () => {
	const { version } = JSON.parse(read('package.json')) as { version: string };
	expect(changelog).toMatch(new RegExp(`^## \\[${version}\\] - \\d{4}-\\d\\d-\\d\\d$`, 'm'));
});

it('is ready for the next release', () => {
	const next = withRelease(changelog, '9.8.7', '2030-01-02');
	expect(next).toContain('\n## [Unreleased]\n\n## [9.8.7] - 2030-01-02\n');
	expect(next).toMatch(/^\[Unreleased\]: \S+\/compare\/9\.8\.7\.\.\.HEAD$/m);
	expect(next).toMatch(/^\[9\.8\.7\]: \S+\/compare\/\d+\.\d+\.\d+\.\.\.9\.8\.7$/m);
	expect(withRelease(next, '9.8.7', '2030-01-03')).toBe(next);
});

it('is not released without a place for what is new', () => {
	expect(() => withRelease('# Changelog\n', '9.8.7', '2030-01-02')).toThrow('Unreleased');
});
