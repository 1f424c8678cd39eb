import type { IBuilderHint } from 'n8n-workflow';

/** For n8n's assistants and their search, which build workflows without the editor. */
export const actionHint: IBuilderHint = {
	searchHint:
		"To make a video and continue with it, use Video: Create and Wait (or that of another resource): the execution is parked until HeyGen has finished, so no Wait node, loop or status check is needed, and 'video_url' is in the output. Wait does the same for a job that is already running, by its ID. avatar_id is the ID of an avatar look (Avatar Look: Get Many), not of an avatar; voice_id is that of a voice (Voice: Get Many). Links expire: pass the file on at once, or fetch it with Video: Download. Creating costs credits; User: Get returns the balance. Use API: Call for anything that has no operation.",
	relatedNodes: [
		{
			nodeType: 'n8n-nodes-heygen-events.heyGenTrigger',
			relationHint:
				'Starts a workflow when a job that was created elsewhere is finished; not needed with Create and Wait',
		},
		{
			nodeType: 'n8n-nodes-base.youTube',
			relationHint: 'Posts the file that Video: Download returns',
		},
	],
};
