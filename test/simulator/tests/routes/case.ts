/** What one operation takes and refuses. */
export interface Case {
	/** Method and path, with ids that the test has put there. */
	call: string;
	/** Status of success; 200 unless told. */
	status?: number;
	/** The least that it takes; unset: no body. */
	body?: object;
	/** Further bodies that it takes, each put over the least one. */
	takes?: readonly object[];
	/** A change of the least body, and the field that is named in the refusal. */
	refuses?: ReadonlyArray<readonly [change: object, param: string]>;
	/** The reply's data. */
	answers?: object;
	/** Left out of the least body to be refused; the body's own keys unless told. */
	requires?: readonly string[];
	/** The body may have keys that HeyGen does not know. */
	open?: true;
}

export const url = { type: 'url', url: 'https://files.example.org/a.mp4' };
export const asset = { type: 'asset_id', asset_id: 'asset-1' };
export const base64 = { type: 'base64', media_type: 'image/png', data: 'aGV5' };
export const long = (length: number): string => 'x'.repeat(length);
export const many = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
