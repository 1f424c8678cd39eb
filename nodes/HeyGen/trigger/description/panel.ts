import type { NodeHint, TriggerPanelDefinition } from 'n8n-workflow';

import { listedTypes } from '../../events/listed';

const whileBuilding =
	"<b>While building your workflow</b>, click the 'fetch test event' button: the newest past event of your choice is shown at once, or a sample. To wait for a new one instead, set 'When Testing'; then n8n registers the Test URL at HeyGen while it listens.";

const executions =
	"These executions show up in the <a data-key='executions'>executions list</a>, but not in the editor.";

const needsAddress =
	"<b>Nothing to set up in HeyGen.</b> But HeyGen delivers only to a public https address. If n8n runs on your own computer or network, set 'Receive Events' to 'Polling'. Or set n8n's environment variable WEBHOOK_URL to a public address, for example that of a tunnel.";

const paragraphs = (...texts: string[]): string => texts.join('<br /><br />');

/** The text in the node's input panel before the first event. */
export const triggerPanel: TriggerPanelDefinition = {
	header: 'Pull in events from HeyGen',
	executionsHelp: {
		inactive: paragraphs(
			whileBuilding,
			`<b>Once you're happy with your workflow</b>, publish it. n8n then registers the Production URL, and every chosen event starts the workflow once. ${executions}`,
			needsAddress,
		),
		active: paragraphs(
			whileBuilding,
			`<b>Your workflow also runs by itself</b>, since it is published: HeyGen knows the Production URL, and every chosen event starts the workflow once. ${executions}`,
			needsAddress,
		),
	},
	activationHint: {
		inactive:
			"No setup in HeyGen: n8n registers its webhook URL there by itself. It has to be public and https; on your own computer, set 'Receive Events' to 'Polling'.",
		active:
			'The Production URL is registered at HeyGen, unless events are received by polling. n8n removes it when you unpublish the workflow.',
	},
};

/** In addition to the notice under 'Receive Events', because it depends on the selected events. */
export const hints: NodeHint[] = [
	{
		type: 'warning',
		message:
			"Some of the chosen events are in none of the lists that polling reads. They arrive only if they are in HeyGen's event history. Set 'Receive Events' to 'Webhook' if you need them.",
		location: 'outputPane',
		whenToDisplay: 'always',
		displayCondition: `={{ $parameter["receive"] === "polling" && [].concat($parameter["events"]).some((type) => !${JSON.stringify([...listedTypes])}.includes(type)) }}`,
	},
];
