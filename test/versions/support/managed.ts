import type { Environment } from '../../e2e/support/environment';
import type { Published } from './registry';

/** What docs/install.md says to enter, with unverified packages off as in n8n 3.0. */
export const managed = (packages: object[]): Environment => ({
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'false',
	N8N_COMMUNITY_PACKAGES_MANAGED_BY_ENV: 'true',
	N8N_COMMUNITY_PACKAGES: JSON.stringify(packages),
});

/** An entry of the list; without a checksum when none is given. */
export const listed = ({ name, version }: Published, checksum?: string): object => ({
	name,
	version,
	...(checksum === undefined ? {} : { checksum }),
});
