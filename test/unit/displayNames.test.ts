import { HeyGen } from '../../nodes/HeyGen/HeyGen.node';
import { HeyGenTrigger } from '../../nodes/HeyGen/HeyGenTrigger.node';

/** Of @heygenofficial/n8n-nodes-heygen-official 0.1.9. n8n keeps each display name once. */
const theirs = ['HeyGen', 'HeyGen Trigger'];

it('has no display name that HeyGen’s own package has, or n8n would install only one of the two', () => {
	const ours = [HeyGen, HeyGenTrigger].map((node) => new node().description.displayName);
	expect(ours.filter((name) => theirs.includes(name))).toEqual([]);
});

it('calls the nodes on the canvas as the documents do', () => {
	const names = [HeyGen, HeyGenTrigger].map((node) => new node().description.defaults.name);
	expect(names).toEqual(theirs);
});
